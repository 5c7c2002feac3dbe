import type { Neighbour } from '../content/neighbours.ts'
import type {
  CatchmentRow,
  HotlineRow,
  PointRow,
  Provenance,
  ResourceRow,
  TownRow,
  Ward,
} from '../content/ward.ts'

/** Rows for the tests of this room, each whole, so that a test names only what it is about. */
export const source: Provenance = {
  source: '試験用',
  url: null,
  date: '2026-10',
  confidence: 'A',
  confirmedBy: null,
  confirmedOn: null,
  caveat: null,
}

const KANJI = ['', '一', '二', '三', '四', '五', '六', '七', '八']

/** Towns of one base: 「中央」 with 5 丁目, or a town without any. */
export function townRows(
  base: string,
  kana: string,
  chome: number,
  aka: string[] = [],
  lat = 35.7,
  lng = 139.67,
): TownRow[] {
  const numbers = chome === 0 ? [null] : Array.from({ length: chome }, (_, i) => i + 1)
  return numbers.map((n) => ({
    name: n === null ? base : `${base}${KANJI[n]}丁目`,
    base,
    chome: n,
    kana,
    aka,
    lat,
    lng: lng + (n ?? 0) * 0.005,
    provenance: source,
  }))
}

export function pointRow(id: string, more: Partial<PointRow> = {}): PointRow {
  return {
    id,
    name: `${id}窓口`,
    kind: 'desk',
    serves: [],
    services: null,
    phone: '03-0000-0001',
    phoneNote: null,
    fax: null,
    address: null,
    building: null,
    town: null,
    lat: null,
    lng: null,
    hours: 'Mo-Fr 08:30-17:00; PH off; Dec 29-Jan 03 off',
    hoursText: null,
    lastReception: null,
    closedOn: [],
    notice: null,
    channels: ['phone', 'visit'],
    languages: ['ja'],
    access: [],
    bring: [],
    url: null,
    hideAddress: false,
    staffOnly: false,
    staffOnlyFields: [],
    outsideWard: false,
    validFrom: null,
    validTo: null,
    provenance: source,
    ...more,
  }
}

export function resourceRow(id: string, more: Partial<ResourceRow> = {}): ResourceRow {
  const { serves, hideAddress, fax, ...rest } = pointRow(id)
  return { ...rest, serves: [...serves], operator: null, ...more }
}

export function catchmentRow(
  partition: string,
  point: string,
  more: Partial<CatchmentRow> = {},
): CatchmentRow {
  return {
    partition,
    point,
    within: null,
    town: null,
    blocks: null,
    extent: 'whole',
    validFrom: null,
    validTo: null,
    provenance: source,
    ...more,
  }
}

export function hotlineRow(id: string, more: Partial<HotlineRow> = {}): HotlineRow {
  return {
    id,
    name: `${id}電話`,
    number: '0120-000-001',
    numberNote: null,
    serves: [],
    dangers: [],
    rank: 1,
    hours: '24/7',
    hoursText: null,
    cost: null,
    target: null,
    scope: 'national',
    channels: ['tel'],
    languages: ['ja'],
    url: null,
    staffOnly: false,
    validFrom: null,
    validTo: null,
    provenance: source,
    ...more,
  }
}

/** A ward shaped like 中野区. */
export function testWard(more: Partial<Ward> = {}): Ward {
  return {
    id: 'nakano',
    name: '中野区',
    nameEn: 'Nakano City',
    nameKana: 'なかのく',
    prefecture: '東京都',
    lgCode: '131148',
    invented: true,
    bounds: { south: 35, west: 139, north: 36, east: 140 },
    switchboard: { phone: '03-0000-0000', source: '試験用', date: '2026-10' },
    website: null,
    generalDeskWhy: null,
    generalDesk: 'general',
    outreachDesk: 'outreach',
    outreach: { ja: '訪問します', easy: '家に 行きます', en: 'We visit' },
    responsibility: [],
    partitions: {},
    languages: ['ja'],
    lineLane: 'protected_link',
    lineLaneApproval: null,
    linePushes: null,
    frameAncestors: [],
    staffHours: null,
    stations: [{ name: '新中野', towns: ['中央四丁目', '本町四丁目'] }],
    points: [pointRow('general'), pointRow('outreach', { channels: ['phone', 'home'] })],
    resources: [],
    catchments: [],
    towns: [
      ...townRows('中央', 'ちゅうおう', 5, [], 35.7),
      ...townRows('中野', 'なかの', 6, [], 35.706),
      ...townRows('東中野', 'ひがしなかの', 5, [], 35.705, 139.68),
      ...townRows('本町', 'ほんちょう', 6, [], 35.695),
      ...townRows('松が丘', 'まつがおか', 2, [], 35.72),
      ...townRows('丸山', 'まるやま', 2, [], 35.725),
    ],
    hotlines: [],
    ...more,
  }
}

/** Towns of 中央区, where names are shortened, spoken and doubled. */
export function chuoWard(): Ward {
  return testWard({
    id: 'chuo',
    name: '中央区',
    nameKana: 'ちゅうおうく',
    stations: [
      { name: '月島駅', towns: ['月島一丁目', '月島三丁目', '佃一丁目'] },
      { name: '宝町', towns: ['京橋二丁目'] },
    ],
    towns: [
      ...townRows('月島', 'つきしま', 4),
      ...townRows('勝どき', 'かちどき', 6),
      ...townRows('日本橋', 'にほんばし', 3),
      ...townRows('日本橋人形町', 'にほんばしにんぎょうちょう', 3, ['人形町']),
      ...townRows('日本橋蛎殻町', 'にほんばしかきがらちょう', 2, ['蛎殻町']),
      ...townRows('東日本橋', 'ひがしにほんばし', 3),
      ...townRows('明石町', 'あかしちょう', 0),
      ...townRows('京橋', 'きょうばし', 3),
      ...townRows('八丁堀', 'はっちょうぼり', 4),
      ...townRows('佃', 'つくだ', 3),
      ...townRows('晴海', 'はるみ', 5),
    ],
  })
}

export const neighbours: readonly Neighbour[] = [
  { municipality: '中央区', towns: ['月島', '勝どき', '銀座'], contact: null },
  { municipality: '中野区', towns: ['中央', '本町', '中野'], contact: null },
  {
    municipality: '新宿区',
    towns: ['西新宿', '新宿', '北新宿', '中落合'],
    contact: {
      id: 'tokyo-13104',
      municipality: '新宿区',
      name: '相談窓口',
      phone: '03-0000-0104',
      source: '試験用',
      url: 'https://example.jp/',
      date: '2026-04-01',
      confidence: 'A',
    },
  },
  { municipality: '杉並区', towns: ['高円寺北三丁目', '高円寺南', '和田'], contact: null },
  { municipality: '渋谷区', towns: ['本町', '渋谷'], contact: null },
  { municipality: '目黒区', towns: ['中央町'], contact: null },
  { municipality: '府中市', towns: ['本町'], contact: null },
]
