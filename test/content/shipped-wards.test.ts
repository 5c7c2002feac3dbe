import { describe, expect, test } from 'vitest'
import type { Ward } from '../../src/content/ward.ts'
import { parseWard } from '../../src/content/ward-csv.ts'
import { faultsOf, readWardFiles } from './ward-files.ts'

function read(id: string): Ward {
  const { ward, faults } = parseWard(readWardFiles(id))
  if (!ward) throw new Error(faults.map((fault) => fault.message).join('\n'))
  return ward
}
const numbered = (prefix: string, count: number) =>
  Array.from(
    { length: count },
    (_, i) => `${prefix}${String(i + 1).padStart(prefix.endsWith('-od-') ? 3 : 2, '0')}`,
  )
const each = (prefix: string, names: string) => names.split(' ').map((name) => `${prefix}${name}`)

/** The ids of the collected facts (chuo 98 rows, nakano 97): stable for ever, whatever file a row stands in. */
const CHUO_IDS = [
  ...each('chuo-otoshiyori-', 'kyobashi nihombashi ningyocho tsukishima kachidoki'),
  ...each('chuo-fukushi-sogo-', 'kyobashi tsukishima nihombashi'),
  ...each('chuo-kirara', ' -kachidoki -nihombashi -jusshi'),
  ...each('chuo-hc-', 'nihombashi tsukishima harumi'),
  ...each('chuo-shakyo', ' -zaitaku -sasaeai'),
  ...each('chuo-branch-', 'nihombashi tsukishima harumi'),
  ...each('chuo-lib-', 'kyobashi nihombashi tsukishima harumi'),
  ...each(
    'chuo-',
    'kodomo-hotline hokenjo kyoiku-center yurinoki kikan fukushi-center pocket sawayaka-work fureai famisapo magokoro kumin-sodan dv hitorioya bouquet shohi foreign-phone cityhall kachidoki-dayroom tsukichika kyodo-station jiso',
  ),
  ...numbered('chuo-od-', 51),
]
const NAKANO_IDS = [
  ...each('nakano-sukoyaka-', 'chubu hokubu nambu saginomiya'),
  ...each('nakano-shogai-', 'chubu hokubu nambu saginomiya kaikan'),
  ...each(
    'nakano-',
    'seseragi tsumugi apollo yumenaria tampopo mizuiro nakacho kobushi yayoi-sagyo tobu-sagyo kodomo-wakamono wakamono jiso kyoiku pocacolo hitorioya kodomo-madoguchi josei shohi kokusai minsei boshi-tel odilia-tel kurashi-support cityhall shakyo volunteer playpark-egota machinaka',
  ),
  ...each('nakano-jimusho-', 'minaminakano tobu egota nogata saginomiya'),
  ...each(
    'nakano-kumin-',
    'minaminakano yayoi nabeyoko tobu momozono showa higashinakano kamitakada arai egota numabukuro nogata yamato saginomiya kamisaginomiya',
  ),
  ...each('nakano-houkatsu-', 'nakano saginomiya'),
  ...each('nakano-nakama-', 'ohana yorisoi sasae itsumono'),
  ...numbered('nakano-jidokan-', 18),
  ...each('nakano-hiroba-', '1 2 3 4 5 6 7 8'),
  ...each('nakano-lib-', '88 89 90 91 92 93 94'),
]
const SHOKUDO_IDS = numbered('nakano-shokudo-', 39)

const idsOf = (ward: Ward) => [...ward.points, ...ward.resources].map((row) => row.id)
const point = (ward: Ward, id: string) => ward.points.find((row) => row.id === id)

describe('出荷する3つの区', () => {
  test.each(['chuo', 'nakano', 'mihon'])('%s は誤りなく読める', (id) => {
    expect(faultsOf(readWardFiles(id))).toEqual([])
  })

  test('idは集めた事実のidと同じで、1つも落ちていない', () => {
    expect(CHUO_IDS).toHaveLength(98)
    expect(NAKANO_IDS).toHaveLength(97)
    expect(idsOf(read('chuo')).toSorted()).toEqual(CHUO_IDS.toSorted())
    expect(idsOf(read('nakano')).toSorted()).toEqual([...NAKANO_IDS, ...SHOKUDO_IDS].toSorted())
  })

  test('町丁目と電話相談の数は資料と同じ', () => {
    const [chuo, nakano] = [read('chuo'), read('nakano')]
    expect(chuo.towns).toHaveLength(98)
    expect(nakano.towns).toHaveLength(85)
    const lines = new Set([...chuo.hotlines, ...nakano.hotlines].map((line) => line.id))
    expect(lines.size).toBe(57)
  })

  test('確かさCの事実は、どの区でも職員だけに見せる', () => {
    for (const ward of ['chuo', 'nakano', 'mihon'].map(read))
      for (const row of [...ward.points, ...ward.resources, ...ward.hotlines])
        if (row.provenance.confidence === 'C') expect(row.staffOnly, row.id).toBe(true)
  })
})

describe('中野区', () => {
  const ward = read('nakano')

  test('桃園区民活動センターの担当区域は、番まで公表のとおり', () => {
    const rows = ward.catchments.filter((row) => row.point === 'nakano-kumin-momozono')
    expect(rows.map((row) => [row.town, row.blocks?.map(String).join(' ') ?? '全域', row.extent])).toEqual([
      ['中央三丁目', '3,21 27,29 37,51', 'whole'],
      ['中央四丁目', '11,61', 'whole'],
      ['中央四丁目', '6,6', 'part'],
      ['中央五丁目', '22,26 28,49', 'whole'],
      ['中央五丁目', '20,20 21,21 27,27', 'part'],
      ['中野一丁目', '32,32 50,50 55,55', 'whole'],
      ['中野一丁目', '54,54 56,56', 'part'],
      ['中野二丁目', '全域', 'whole'],
      ['中野三丁目', '全域', 'whole'],
      ['中野四丁目', '1,1 2,2 8,10 13,21', 'whole'],
      ['中野四丁目', '22,22', 'part'],
      ['中野五丁目', '31,31', 'whole'],
    ])
  })

  test('資料の食い違う北部すこやかの電話と、障害者相談支援事業所の時間は職員だけに見せる', () => {
    expect(point(ward, 'nakano-sukoyaka-hokubu')?.staffOnlyFields).toEqual(['phone'])
    expect(point(ward, 'nakano-shogai-hokubu')?.staffOnlyFields).toEqual(['hours'])
  })

  test('仮移転した昭和区民活動センターの前の住所は職員だけに見せる', () => {
    expect(point(ward, 'nakano-kumin-showa')?.staffOnlyFields).toEqual(['address'])
    expect(point(ward, 'nakano-kumin-showa')?.notice).toContain('仮の建物')
  })
})

describe('中央区', () => {
  const ward = read('chuo')

  test('おとしより相談センターの区域は例として挙げられただけなので、担当を決めない', () => {
    expect(new Set(ward.catchments.map((row) => row.extent))).toEqual(new Set(['named']))
    expect(ward.catchments).toHaveLength(19)
  })

  test('開設したか分からない日本橋ふくしの総合相談窓口は案内しない', () => {
    expect(point(ward, 'chuo-fukushi-sogo-nihombashi')).toMatchObject({
      staffOnly: true,
      phone: null,
      address: null,
    })
  })

  test('配偶者暴力相談支援センターには住所も地図もない', () => {
    expect(point(ward, 'chuo-dv')).toMatchObject({ hideAddress: true, address: null, lat: null, lng: null })
  })

  test('「人形町」だけで日本橋人形町を引ける', () => {
    expect(ward.towns.find((town) => town.name === '日本橋人形町一丁目')?.aka).toContain('人形町')
  })
})

describe('みほん区', () => {
  const ward = read('mihon')
  const sharesOf = (partition: string, town: string, day: string) =>
    ward.catchments.filter(
      (row) =>
        row.partition === partition &&
        row.town === town &&
        (row.validFrom ?? '') <= day &&
        day <= (row.validTo ?? '9'),
    )

  test.each(['kumin', 'sogo', 'hoken'])(
    '%s の担当区域は、どの町のどの番（1-40）も漏らさない',
    (partition) => {
      for (const { name } of ward.towns)
        for (const day of ['2026-11-22', '2027-05-01']) {
          const rows = sharesOf(partition, name, day)
          for (let block = 1; block <= 40; block++) {
            const hit = rows.filter(
              (row) => row.blocks?.some(([low, high]) => low <= block && block <= high) ?? true,
            )
            expect(hit.length, `${name}${block}番`).toBe(hit.some((row) => row.extent === 'part') ? 2 : 1)
          }
        }
    },
  )

  test('番で分かれる町、番の一部で分かれる町、ほかの区域の組み合わせがある', () => {
    const cut = new Set(ward.catchments.filter((row) => row.blocks !== null).map((row) => row.town))
    expect(cut.size).toBe(5)
    expect(ward.catchments.filter((row) => row.extent === 'part')).toHaveLength(2)
    expect(ward.catchments.filter((row) => row.within !== null)).toHaveLength(9)
  })

  test('あらゆる場合を見せる相談先と居場所がそろっている', () => {
    expect(ward.points.length).toBeGreaterThanOrEqual(30)
    expect(ward.resources.length).toBeGreaterThanOrEqual(25)
    expect(point(ward, 'mihon-doyo')?.hours).toContain('Sa[2]')
    expect(point(ward, 'mihon-jiso')).toMatchObject({ outsideWard: true, town: null })
    expect(point(ward, 'mihon-kumin-chidori')?.closedOn).toEqual(['2026-10-01/2027-01-31'])
    expect(point(ward, 'mihon-kumin-mihombashi')).toMatchObject({ validTo: '2027-09-30' })
    expect(point(ward, 'mihon-gaikoku')?.languages).toEqual(['vi', 'ne', 'en', 'zh'])
  })

  test('区の確認は、新しいもの、古いもの、まだのものがある', () => {
    const days = ward.points.map((row) => row.provenance.confirmedOn)
    expect(days).toContain(null)
    expect(days.some((day) => day !== null && day < '2026-05-26')).toBe(true)
    expect(days.some((day) => day !== null && day > '2026-10-01')).toBe(true)
  })
})
