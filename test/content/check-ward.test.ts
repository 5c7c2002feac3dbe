import { describe, expect, test } from 'vitest'
import type { WardFiles } from '../../src/content/ward-csv.ts'
import { faultsOf, faultsWith, readWardFiles } from './ward-files.ts'

/** file, what is replaced, by what, what the official is told. */
type Plant = readonly [string, keyof WardFiles, string | RegExp, string, string]

const PLANTS: readonly Plant[] = [
  [
    '電話番号でない電話',
    'points',
    '03-0000-0200',
    '03-0000-020',
    '電話番号「03-0000-020」が正しくありません',
  ],
  ['2つ書かれた電話', 'points', '03-0000-0200', '03-0000-0200 / 03-0000-0201', '番号を1つだけ'],
  ['全角の電話', 'points', '03-0000-0200', '０３-0000-0200', '半角の数字とハイフン'],
  ['先頭の0が消えた電話', 'points', '03-0000-0200', '300000200', '先頭の0を消した'],
  ['電話番号でないファクス', 'points', '03-0000-0150', 'なし', '電話番号「なし」'],
  [
    'つながる番号のある架空の区',
    'points',
    '03-0000-0200',
    '03-1234-5678',
    '架空の区に、つながる番号「03-1234-5678」',
  ],
  [
    '説明の中のつながる番号',
    'points',
    '弁護士による法律相談',
    '弁護士 03-1234-5678',
    'つながる番号「03-1234-5678」',
  ],
  ['読めない時間', 'points', '"Mo-Fr 08:30-12:00', '"Mo-Fr 8時半', '半角の英数字と記号だけ'],
  ['時間にならない時間', 'points', 'Sa[2] 09:00-12:00', 'Sa[2] 09:00-', '時間「Sa[2] 09:00-; PH off」'],
  ['「9-17」とだけ書かれた時間', 'points', 'Sa[2] 09:00-12:00', 'Sa[2] 9-12', '書き方があいまいです'],
  ['学校の休みを使う時間', 'points', 'Sa[2] 09:00-12:00', 'SH 09:00-12:00', '学校の休み'],
  [
    '祝日のことを言わない時間',
    'points',
    'Sa[2] 09:00-12:00; PH off',
    'Sa[2] 09:00-12:00',
    '祝日の扱いがありません',
  ],
  ['HH:MMでない最終受付', 'points', ',16:30,', ',16時半,', '最終受付「16時半」は 16:30 の形'],
  ['日付でない臨時休館', 'points', '2026-10-01/2027-01-31', '2026-10-01/2027-01-32', '臨時の休み'],
  ['終わりが先の臨時休館', 'points', '2026-10-01/2027-01-31', '2027-10-01/2027-01-31', '臨時の休み'],
  [
    '終わりが先の有効期間',
    'points',
    '2026-04-01,2027-09-30',
    '2028-04-01,2027-09-30',
    '始まりが終わりより後',
  ],
  [
    '知らない町にある相談先',
    'points',
    ',凪浜一丁目,',
    ',凪浜9丁目,',
    '町「凪浜9丁目」が towns.csv にありません',
  ],
  ['区の外の位置', 'points', /,35\.5\d+,139\.8\d+,/, ',35.7,139.9,', 'が区の外です'],
  ['緯度と経度の取り違え', 'points', /,(35\.5\d+),(139\.8\d+),/, ',$2,$1,', '緯度と経度の取り違え'],
  ['緯度だけの位置', 'points', /,(35\.5\d+),139\.8\d+,/, ',$1,,', '両方書くか両方空欄'],
  [
    '区の外の施設の町',
    'points',
    'となり市はるか町3-1,,,',
    'となり市はるか町3-1,,鴎島,',
    'outside_ward）には「town」を書けません',
  ],
  ['2回使われたid', 'points', 'mihon-nozei', 'mihon-kokuho', 'id「mihon-kokuho」が2回'],
  ['居場所と相談先の同じid', 'resources', 'mihon-pantry', 'mihon-dv', 'id「mihon-dv」が2回'],
  [
    '住所を隠す相談先の住所',
    'points',
    '場所は公表していません,03-0000-0205,,,,',
    '場所は公表していません,03-0000-0205,,,みほん区凪浜1-1,',
    '住所を出さない相談先',
  ],
  [
    '隠す住所が書かれた説明',
    'points',
    '場所は公表していません',
    '凪浜三丁目の建物です',
    '説明に「凪浜」の番地があります',
  ],
  [
    '日付のない確認者',
    'points',
    'みほん区 福祉推進課,2026-11-02',
    'みほん区 福祉推進課,',
    '両方書くか両方空欄',
  ],
  ['2回書かれた町', 'towns', '帆風二丁目', '帆風一丁目', '町「帆風一丁目」が2回'],
  ['ほかの町と同じ別名', 'towns', ',灯町,', ',凪浜,', '別名「凪浜」は別の町の名前'],
  ['区の外の町', 'towns', /,35\.5\d+,/, ',35.9,', 'の位置が区の外です'],
  [
    '知らない相談先の担当区域',
    'catchments',
    'kumin,mihon-kumin-hokaze',
    'kumin,mihon-kumin-hokaz',
    '相談先「mihon-kumin-hokaz」が points.csv にありません',
  ],
  [
    'ほかの種類の相談先の担当区域',
    'catchments',
    'kumin,mihon-kumin-hokaze',
    'kumin,mihon-dv',
    'partitions「kumin」の points にありません',
  ],
  [
    '知らない種類の担当区域',
    'catchments',
    'kumin,mihon-kumin-hokaze',
    'kuminn,mihon-kumin-hokaze',
    '区域の種類「kuminn」',
  ],
  [
    '知らない町の担当区域',
    'catchments',
    ',凪浜一丁目,',
    ',凪浜1丁目,',
    '町「凪浜1丁目」が towns.csv にありません',
  ],
  ['逆さの番', 'catchments', '21-40', '40-21', '小さい番から大きい番の順'],
  ['町も within もない行', 'catchments', ',帆風一丁目,', ',,', 'どちらか片方だけ'],
  [
    '知らない within',
    'catchments',
    'nishi,mihon-kumin-hokaze',
    'nishi,mihon-kumin-ho',
    '「within」の相談先「mihon-kumin-ho」',
  ],
  [
    '自分に戻る within',
    'catchments',
    'mihon-anshin-nishi,mihon-kumin-hokaze',
    'mihon-anshin-nishi,mihon-anshin-nishi',
    '元に戻っています',
  ],
  [
    '重なる番',
    'catchments',
    '"1-12,25-30"',
    '"1-13,25-30"',
    '見本橋二丁目の13番が「帆風区民センター」と「見本橋区民センター」の両方',
  ],
  ['番で分けた町を全域とする行', 'catchments', ',1-18,', ',,', '中汐二丁目の19-40番が'],
  ['一部と全部が重なる番', 'catchments', ',20,part,', ',20,whole,', '星砂三丁目の20番が'],
  [
    'within を通った重なり',
    'catchments',
    'minami,mihon-kumin-nakashio',
    'minami,mihon-kumin-hokaze',
    '帆風一丁目の全域が「西部あんしん相談センター」と「南部あんしん相談センター」',
  ],
  ['期間の重なる担当替え', 'catchments', '2027-03-31', '2027-04-30', '鴎島の全域が'],
  [
    '知らない総合窓口',
    'yaml',
    'generalDesk: mihon-kuyakusho',
    'generalDesk: mihon-yakusho',
    '相談先「mihon-yakusho」が points.csv にありません',
  ],
  [
    '電話のない総合窓口',
    'points',
    '代表,03-0000-0001',
    '代表,',
    '「みほん区役所」には住民に出せる電話がありません',
  ],
  ['知らない担当', 'yaml', 'point: mihon-shohi', 'point: mihon-shohy', '相談先「mihon-shohy」が points.csv'],
  ['知らない区域の担当', 'yaml', 'partition: anshin', 'partition: ansin', '区域の種類「ansin」'],
  [
    '知らない区域の相談先',
    'yaml',
    'points: [mihon-hoken-nishi',
    'points: [mihon-hoken-x',
    '相談先「mihon-hoken-x」',
  ],
  [
    '担当のない困りごと',
    'yaml',
    '- needs: [legal.consumer]',
    '- needs: [legal.consult]',
    '困りごと「legal.consumer」の担当がありません',
  ],
  [
    'つながる代表電話の架空の区',
    'yaml',
    'phone: 03-0000-0001',
    'phone: 03-3543-0211',
    '代表電話「03-3543-0211」',
  ],
  ['電話番号でない代表電話', 'yaml', 'phone: 03-0000-0001', 'phone: みほん', '代表電話「みほん」'],
  ['読めない職員の時間', 'yaml', 'hours: Mo-Fr 08:30-17:15', 'hours: 平日', '職員の時間「平日'],
  ['知らない町の駅', 'yaml', 'towns: [白帆町]', 'towns: [白帆]', '駅「白帆駅」の町「白帆」'],
]

describe('区のファイルの確認', () => {
  test.each(PLANTS)('%sは断られる', (_, file, from, to, said) => {
    const messages = faultsWith(file, from, to).map((fault) => fault.message)
    expect(messages.join('\n')).toContain(said)
  })

  test.each(['phone', 'staff'])(
    '電話を職員だけに見せる相談先は、総合窓口にも担当にもできない（%s）',
    (how) => {
      const files = readWardFiles('mihon')
      const [header = '', ...rows] = files.points.text.split('\n')
      const column = header.split(',').indexOf(how === 'phone' ? 'staff_only_fields' : 'staff_only')
      const text = rows.map((row) => {
        const cells = row.split(',')
        if (cells[0] === 'mihon-kuyakusho') cells[column] = how === 'phone' ? 'phone' : 'yes'
        return cells.join(',')
      })
      const faults = faultsOf({ ...files, points: { ...files.points, text: [header, ...text].join('\n') } })
      const line = files.yaml.text.split('\n').findIndex((row) => row.startsWith('generalDesk:')) + 1
      const message = expect.stringContaining('住民に出せる電話がありません')
      expect(faults).toEqual([
        { file: 'wards/mihon/ward.yaml', line, message },
        { file: 'wards/mihon/ward.yaml', line: expect.any(Number), message },
      ])
    },
  )

  test('架空でない区は、つながらない番号を載せられない', () => {
    const messages = faultsWith('yaml', 'invented: true', 'invented: false').map((fault) => fault.message)
    expect(messages).toContainEqual(
      expect.stringContaining('代表電話「03-0000-0001」はどこにもつながりません'),
    )
    expect(messages).toContainEqual(expect.stringContaining('「0120-000-101」はどこにもつながりません'))
  })

  test('重なりは、あとの行のファイルと行番号で知らされる', () => {
    const [fault] = faultsWith('catchments', ',1-18,', ',1-19,')
    const line =
      readWardFiles('mihon')
        .catchments.text.split('\n')
        .findIndex((row) => row.includes(',19-40,')) + 1
    expect(fault).toMatchObject({ file: 'wards/mihon/catchments.csv', line })
  })

  test('同じ番の一部ずつを2つの相談先が受け持つのは誤りではない', () => {
    expect(faultsWith('catchments', '20番は1-10号だけ', '20番は1-9号だけ')).toEqual([])
  })

  test('期間の重ならない担当替えは誤りではない', () => {
    expect(faultsWith('catchments', '2027-03-31', '2026-12-31')).toEqual([])
  })
})
