import { describe, expect, test } from 'vitest'
import type { PointRow, Ward } from '../../content/ward.ts'
import { createGazetteer } from '../gazetteer.ts'
import { neighbours, pointRow, resourceRow, source, testWard } from '../test-ward.ts'
import { STANDARD_COLUMNS } from './facility-columns.ts'
import { planImport } from './plan-import.ts'
import { readFacilityList } from './read-list.ts'

type Row = Readonly<Record<string, string>>

const csv = (rows: readonly Row[], columns: readonly string[] = STANDARD_COLUMNS) =>
  [columns, ...rows.map((row) => columns.map((name) => row[name] ?? ''))]
    .map((cells) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(','))
    .join('\r\n')

const POINT: Partial<PointRow> = {
  name: '中央おとしより相談センター',
  kind: 'elderly_center',
  address: '中野区中央3-21-5',
  town: '中央三丁目',
  lat: 35.7,
  lng: 139.685,
  phone: '03-0000-1111',
}
const ROW: Row = {
  全国地方公共団体コード: '131148',
  ID: '1.31E+11',
  名称: '中央おとしより相談センター',
  所在地_連結表記: '東京都中野区中央三丁目２１番５号',
  緯度: '35.7',
  経度: '139.685',
}

function planFor(ward: Ward, text: string, more: { date?: string; target?: 'points' | 'resources' } = {}) {
  const gazetteer = createGazetteer(ward, neighbours)
  const read = readFacilityList('list.csv', new TextEncoder().encode(text), {
    gazetteer,
    bounds: ward.bounds,
    lgCode: ward.lgCode,
  })
  if ('faults' in read) throw new Error(JSON.stringify(read.faults))
  return planImport(read.list, ward, gazetteer, {
    file: '/somewhere/list.csv',
    date: more.date ?? '2026-11-01',
    target: more.target ?? null,
  })
}

const withPoint = (more: Partial<PointRow> = {}) =>
  testWard({
    points: [pointRow('general'), pointRow('outreach'), pointRow('otoshiyori', { ...POINT, ...more })],
  })

const planOf = (rows: readonly Row[], ward = withPoint()) => planFor(ward, csv(rows))

describe('区のファイルにある施設', () => {
  test('IDが壊れていても、名前と住所の書き方が違っても、同じ行と分かる', () => {
    const plan = planOf([{ ...ROW, 名称: '中央おとしより 相談センター' }])
    expect(plan.unchanged.map(({ is }) => is.row.id)).toEqual(['otoshiyori'])
    expect(plan.remarks.map(({ message }) => message).join()).toContain('1.31E+11')
  })

  test('空欄だったところは埋まり、もとの値と新しい値が並ぶ', () => {
    const ward = withPoint({ phone: null, hours: null, lat: null, lng: null })
    const plan = planOf(
      [
        {
          ...ROW,
          電話番号: '(03)0000-2222',
          利用可能曜日: '月火水木金',
          開始時間: '8:30',
          終了時間: '17:15:00',
        },
      ],
      ward,
    )
    expect(plan.changed[0]?.changes).toEqual([
      { field: 'phone', old: '', now: '03-0000-2222' },
      { field: 'lat', old: '', now: '35.7' },
      { field: 'lng', old: '', now: '139.685' },
      { field: 'hours', old: '', now: 'Mo-Fr 08:30-17:15; PH unknown; Dec 29-Jan 03 unknown' },
      { field: 'hours_text', old: '', now: '月火水木金 8:30～17:15:00' },
    ])
  })

  test('違う電話・住所・時間は、どちらにも決めずに食い違いになる', () => {
    const plan = planOf([
      {
        ...ROW,
        所在地_連結表記: '東京都中野区本町2-1-1',
        電話番号: '03-0000-2222',
        利用可能曜日: '月火水木金',
        開始時間: '9:00',
        終了時間: '17:00',
      },
    ])
    expect(plan.changed).toEqual([])
    expect(plan.conflicting[0]?.conflicts.map(({ field, old, now }) => [field, old, now])).toEqual([
      ['phone', '03-0000-1111', '03-0000-2222'],
      ['address', '中野区中央3-21-5', '中野区本町2-1-1'],
      [
        'hours',
        'Mo-Fr 08:30-17:00; PH off; Dec 29-Jan 03 off',
        'Mo-Fr 09:00-17:00; PH unknown; Dec 29-Jan 03 unknown',
      ],
    ])
  })

  test('祝日のことだけを資料が言わないのは、食い違いではない', () => {
    const plan = planOf([{ ...ROW, 利用可能曜日: '月火水木金', 開始時間: '8:30', 終了時間: '17:00' }])
    expect(plan.unchanged).toHaveLength(1)
  })

  test('区が確認した行の空欄は、見せるだけで埋めない', () => {
    const ward = withPoint({
      phone: null,
      provenance: { ...source, confirmedBy: '福祉課', confirmedOn: '2026-10-01' },
    })
    const plan = planOf([{ ...ROW, 電話番号: '03-0000-2222' }], ward)
    expect(plan.unchanged[0]?.noticed).toEqual([{ field: 'phone', old: '', now: '03-0000-2222' }])
  })

  test('前に同じ一覧から取り込んだだけの行は、新しい一覧の値に変わる', () => {
    const imported = {
      ...source,
      source: 'old.csv（自治体標準オープンデータセット 公共施設一覧）',
      date: '2025-11-01',
    }
    const plan = planOf([{ ...ROW, 電話番号: '03-0000-2222' }], withPoint({ provenance: imported }))
    expect(plan.changed[0]?.changes).toEqual([{ field: 'phone', old: '03-0000-1111', now: '03-0000-2222' }])
    const newer = { ...imported, date: '2026-12-01' }
    expect(
      planOf([{ ...ROW, 電話番号: '03-0000-2222' }], withPoint({ provenance: newer })).conflicting,
    ).toHaveLength(1)
  })

  test('総合窓口の電話が食い違っても、電話は隠さず、そう言う', () => {
    const ward = testWard({ points: [pointRow('outreach'), pointRow('general', POINT)] })
    const plan = planOf([{ ...ROW, 電話番号: '03-0000-2222' }], ward)
    expect(plan.conflicting[0]?.conflicts[0]?.notHidden).toContain('総合窓口')
  })

  test('住所を出さない相談先には、住所も位置も入らない', () => {
    const ward = withPoint({ hideAddress: true, address: null, town: null, lat: null, lng: null })
    expect(planOf([ROW], ward).unchanged[0]?.changes).toEqual([])
  })
})

describe('新しい施設', () => {
  test('serves は空欄、来所だけ、出典と日付と確かさBが付き、町は towns.csv から決まる', () => {
    const plan = planOf([
      {
        ...ROW,
        名称: '本町児童館',
        名称_カナ: 'ホンチョウジドウカン',
        所在地_連結表記: '東京都中野区本町２－１',
        車椅子可: '有',
        授乳室: '無',
      },
    ])
    expect(plan.added[0]).toMatchObject({
      file: 'resources',
      cells: {
        id: 'nakano-honchojidokan',
        serves: '',
        kind: 'children_hall',
        address: '中野区本町2-1',
        town: '本町二丁目',
        channels: 'visit',
        access: 'wheelchair',
        source: 'list.csv（自治体標準オープンデータセット 公共施設一覧）',
        source_date: '2026-11-01',
        confidence: 'B',
      },
    })
    expect(plan.added[0]?.cells).not.toHaveProperty('confirmed_on')
  })

  test('位置が取り違え・度分秒・区の外でも、住所が区の中なら位置なしで取り込み、そう言う', () => {
    const rows = [
      ['139.68', '35.7'],
      ['35°42′00″', '139°40′00″'],
      ['34.9', '138.5'],
      ['', ''],
    ].map(([lat = '', lng = ''], i) => ({ ...ROW, 名称: `第${i}児童館`, 緯度: lat, 経度: lng }))
    const plan = planOf(rows)
    expect(plan.added.map(({ cells }) => [cells.lat, cells.lng])).toEqual(rows.map(() => ['', '']))
    expect(
      plan.remarks.filter(({ message }) => message.includes('位置なし')).map(({ lines }) => lines),
    ).toEqual([[2], [3], [4], [5]])
  })

  test('住所も区の外なら断り、ほかの区市町村の行は対象外にする', () => {
    const plan = planOf([
      { ...ROW, 名称: '新宿児童館', 所在地_連結表記: '東京都新宿区西新宿2-8-1', 緯度: '34.9', 経度: '138.5' },
      { ...ROW, 名称: '新宿児童館', 全国地方公共団体コード: '131041' },
    ])
    expect(plan.refused.map(({ line, reason }) => [line, reason.includes('新宿区')])).toEqual([[2, true]])
    expect(plan.aside.map(({ line }) => line)).toEqual([3])
  })

  test('日付に変わった番、消えた0、計算式は、行と直し方を言って断る', () => {
    const plan = planOf([
      { ...ROW, 所在地_連結表記: '東京都中野区中央5月20日' },
      { ...ROW, 電話番号: '300001111' },
      { ...ROW, 説明: '=HYPERLINK("http://example.jp")' },
      { ...ROW, URL: '@SUM(A1)' },
      { ...ROW, 名称: '' },
    ])
    expect(plan.refused.map(({ line }) => line)).toEqual([2, 3, 4, 5, 6])
    expect(plan.refused[0]?.reason).toContain('5-20')
    expect(plan.refused[2]?.reason).toContain('計算式')
  })

  test('高度の負の数と、何もないという「－」は計算式ではない', () => {
    expect(planOf([{ ...ROW, 高度の値: '-1.2', 電話番号: '－' }]).refused).toEqual([])
  })

  test('重なる行は、同じなら対象外、違えば断る。重なるIDは言うだけ', () => {
    const hall = { ...ROW, ID: '131148000001', 名称: '本町児童館' }
    const plan = planOf([hall, hall, { ...hall, 電話番号: '03-0000-2222' }])
    expect(plan.added).toHaveLength(1)
    expect(plan.aside.map(({ reason }) => reason)).toEqual(['2行目と同じ'])
    expect(plan.refused.map(({ line }) => line)).toEqual([4])
    expect(plan.remarks.map(({ message }) => message).join()).toContain('ID「131148000001」が2回以上')
  })

  test('1つしかない種類の窓口の種類は付けない（区全体の窓口でなくなってしまうため）', () => {
    const rows = [{ ...ROW, 名称: '本町おとしより相談センター' }]
    expect(planOf(rows).added[0]?.cells.kind).toBe('facility')
    expect(planOf(rows, testWard()).added[0]?.cells.kind).toBe('elderly_center')
  })

  test('--kind があれば、名前で分からない行もそこに入るが、倉庫は入らない', () => {
    const text = csv([
      { ...ROW, 名称: '中野サンプラザ' },
      { ...ROW, 名称: '防災倉庫' },
    ])
    expect(planFor(testWard(), text).added).toEqual([])
    const plan = planFor(testWard(), text, { target: 'resources' })
    expect(plan.added.map(({ file, cells }) => [file, cells.name])).toEqual([['resources', '中野サンプラザ']])
  })

  test('どの行も、ちょうど1つの扱いになる', () => {
    const rows = ['防災倉庫', '本町児童館', '中央おとしより相談センター', ''].map((name) => ({
      ...ROW,
      名称: name,
    }))
    const plan = planOf(rows)
    const parts = [plan.added, plan.changed, plan.conflicting, plan.unchanged, plan.aside, plan.refused]
    expect(parts.flatMap((part) => part.map(({ line }) => line)).sort()).toEqual([2, 3, 4, 5])
  })
})

describe('子ども食堂一覧', () => {
  const columns = ['ID', '名称', '運営団体名', '住所', '開催頻度', '開催曜日', '開催開始時間', '開催終了時間']

  test('開催曜日だけでは毎週と言えないので、時間は文のまま', () => {
    const row = {
      名称: 'みんなの食堂',
      運営団体名: 'カレーの会',
      住所: '中野区中央2-1',
      開催頻度: '1',
      開催曜日: '土',
      開催開始時間: '12:00',
      開催終了時間: '14:00',
    }
    const { cells } = planFor(testWard(), csv([row], columns)).added[0] ?? {}
    expect(cells).toMatchObject({ kind: 'kodomo_shokudo', operator: 'カレーの会', hours: '' })
    expect(cells?.hours_text).toBe('土 12:00～14:00（開く日は主催者に確かめてください）')
    expect(cells?.source).toContain('子ども食堂一覧')
  })

  test('名前と団体だけの行（地図サイト）は、名前で突き合わせる', () => {
    const ward = testWard({ resources: [resourceRow('shokudo', { name: '子ども食堂 あつまり亭' })] })
    const rows = [{ 名称: '子ども食堂　あつまり亭', 運営団体名: '上鷺テラス' }]
    const plan = planFor(ward, csv(rows, ['ID', '名称', '運営団体名']))
    expect(plan.changed[0]?.changes).toContainEqual({ field: 'operator', old: '', now: '上鷺テラス' })
  })
})
