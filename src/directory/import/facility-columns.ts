/** 自治体標準オープンデータセット 公共施設一覧, in the order it is published in (56 columns). */
export const STANDARD_COLUMNS =
  '全国地方公共団体コード,ID,地方公共団体名,名称,名称_カナ,名称_英字,名称_通称,POIコード,外部識別子,外部識別子の値,所在地_全国地方公共団体コード,町字ID,所在地_連結表記,所在地_都道府県,所在地_市区町村,所在地_町字,所在地_番地以下,建物名等(方書),緯度,経度,高度の種別,高度の値,電話番号,内線番号,連絡先メールアドレス,連絡先FormURL,連絡先備考(その他、SNSなど),郵便番号,法人番号,団体名,利用可能曜日,開始時間,終了時間,利用可能時間特記事項,説明,車椅子可,車椅子貸出,ツエ貸出,バリアフリートイレ,スロープ、エレベータ、エスカレータ,点字ブロック等の移動支援,点字や読上による支援,盲導犬・介助犬、聴導犬同伴,字幕,筆談対応,優先駐車場,オストメイト対応トイレ,授乳室,おむつ替えコーナー,飲食可否,ベビーカー貸出,ベビーカー利用,URL,画像,画像_ライセンス,備考'.split(
    ',',
  )

/** The older 推奨データセット 公共施設一覧 (24 columns; 目黒区 and 豊島区 publish it). */
export const OLD_COLUMNS =
  '都道府県コード又は市区町村コード,NO,都道府県名,市区町村名,名称,名称_カナ,名称_通称,POIコード,住所,方書,緯度,経度,電話番号,内線番号,法人番号,団体名,利用可能曜日,開始時間,終了時間,利用可能時間特記事項,説明,バリアフリー情報,URL,備考'.split(
    ',',
  )

/** 子ども食堂一覧, the columns of the files in Tokyo's catalogue. */
export const KODOMO_COLUMNS =
  '全国地方公共団体コード,ID,都道府県,市区町村名,名称,名称_カナ,設置目的,実施支援の主な区分,住所,方書,緯度,経度,電話番号,電話番号1,電話番号1_連絡先備考,電話番号2,電話番号2_連絡先備考,内線番号,FAX番号,メールアドレス1,メールアドレス1_連絡先備考,メールアドレス2,メールアドレス2_連絡先備考,URL,URL_2,法人番号,運営団体名,開催頻度,開催曜日,開催日,開催開始時間,開催終了時間,開催日時特記事項,参加条件,参加費_幼児,参加費_小学生,参加費_中学生,参加費_高校生,参加費_大人,参加費特記事項,予約方法,予約特記事項,定員,フードパントリー実施,テイクアウト実施,学区,ネットワークの加入,追加情報NO,画像,画像_ライセンス,備考'.split(
    ',',
  )

/** Which columns state a fact, the first that the file has being read. */
const FACTS = {
  code: ['全国地方公共団体コード', '都道府県コード又は市区町村コード'],
  id: ['ID', 'NO'],
  name: ['名称', '施設名', '施設名称', '子ども食堂名', 'こども食堂名', '子供食堂名'],
  kana: ['名称_カナ', '名称カナ'],
  english: ['名称_英字'],
  address: ['所在地_連結表記', '住所', '所在地'],
  prefecture: ['所在地_都道府県'],
  city: ['所在地_市区町村'],
  townPart: ['所在地_町字'],
  blockPart: ['所在地_番地以下'],
  building: ['建物名等(方書)', '方書', '建物名'],
  lat: ['緯度'],
  lng: ['経度'],
  phone: ['電話番号', '電話番号1'],
  phoneNote: ['電話番号1_連絡先備考'],
  secondPhone: ['電話番号2'],
  extension: ['内線番号'],
  operator: ['運営団体名', '運営団体', '実施団体', '団体名'],
  days: ['利用可能曜日', '開催曜日'],
  opens: ['開始時間', '開催開始時間'],
  closes: ['終了時間', '開催終了時間'],
  hoursNote: ['利用可能時間特記事項', '開催日時特記事項'],
  dates: ['開催日'],
  frequency: ['開催頻度'],
  description: ['説明'],
  supports: ['実施支援の主な区分'],
  condition: ['参加条件'],
  majorCategory: ['大区分'],
  minorCategory: ['小区分'],
  url: ['URL'],
  wheelchair: ['車椅子可'],
  toilet: ['バリアフリートイレ'],
  ostomate: ['オストメイト対応トイレ'],
  lift: ['エレベータ', 'エレベーター'],
  writing: ['筆談対応'],
  nursing: ['授乳室'],
  barrierFree: ['バリアフリー情報'],
} as const satisfies Record<string, readonly string[]>
export type FacilityFact = keyof typeof FACTS

/** A list of facilities recognised by its header. */
export interface FacilityFormat {
  /** For people: which list this is. */
  readonly label: string
  /** What a ward's row names as its source, beside the file. */
  readonly dataset: string
  readonly meals: boolean
  readonly columns: ReadonlyMap<FacilityFact, number>
  /** Columns no list of this kind is known to have, left alone. */
  readonly unknown: readonly string[]
}

/** Columns only other lists have: 名称 and 住所 alone do not make a list of facilities. */
const OTHER_LISTS: readonly (readonly [string, string])[] = [
  ['設置位置', 'AED設置箇所一覧'],
  ['男性トイレ総数', '公衆トイレ一覧'],
  ['診療科目', '医療機関一覧'],
  ['介護サービス事業所名称', '介護サービス事業所一覧'],
  ['災害種別_洪水', '指定緊急避難場所一覧'],
  ['イベント名', 'イベント一覧'],
  ['種別', '子育て施設一覧など、ほかの一覧'],
]
const FACILITIES = '自治体標準オープンデータセット 公共施設一覧'
const MEALS = '自治体標準オープンデータセット 子ども食堂一覧'
const MEAL_SIGNS = ['開催曜日', '開催頻度', '開催開始時間', '参加費_大人', '実施支援の主な区分', '参加条件']

/** The one spelling a header is compared in; 「?全国地方公共団体コード」 is a BOM that was read wrongly. */
function columnName(name: string): string {
  return name
    .normalize('NFKC')
    .replace(/[\s\uFEFF]/g, '')
    .replace(/^\?/, '')
}

/** Which list this header belongs to, whatever the order of its columns; else what is wrong with it. */
export function recogniseHeader(
  header: readonly string[],
): { readonly format: FacilityFormat } | { readonly wrong: readonly string[] } {
  const names = header.map(columnName)
  const has = (name: string) => names.includes(name)
  const columns = new Map<FacilityFact, number>()
  const wrong: string[] = []
  for (const [fact, wanted] of Object.entries(FACTS) as [FacilityFact, readonly string[]][]) {
    const name = wanted.find(has)
    if (name === undefined) continue
    columns.set(fact, names.indexOf(name))
    if (names.indexOf(name) !== names.lastIndexOf(name))
      wrong.push(`「${name}」の列が2つあります。1つにしてください。`)
  }
  const list = whichList(has, columns)
  if (list === null) return { wrong: [...wrong, ...notAList(header, has, columns)] }
  if (wrong.length > 0) return { wrong }
  const known = new Set<string>([...list.known, ...Object.values(FACTS).flat(), '担当課'])
  const unknown = names.filter((name) => name !== '' && !known.has(name) && !/スロープ|エスカレ/.test(name))
  return { format: { ...list, columns, unknown, label: `${list.label}（${names.length}列）` } }
}

function whichList(has: (name: string) => boolean, columns: ReadonlyMap<FacilityFact, number>) {
  if (!columns.has('name')) return null
  if (OTHER_LISTS.some(([sign]) => has(sign))) return null
  if (MEAL_SIGNS.some(has))
    return { label: '子ども食堂一覧', dataset: MEALS, meals: true, known: KODOMO_COLUMNS }
  if (has('所在地_連結表記') || (has('所在地_町字') && has('所在地_番地以下'))) {
    return {
      label: standardLabel(has, columns.has('lift')),
      dataset: FACILITIES,
      meals: false,
      known: STANDARD_COLUMNS,
    }
  }
  if (has('住所') && (has('バリアフリー情報') || has('POIコード') || (has('説明') && has('団体名'))))
    return {
      label: '公共施設一覧・以前の推奨データセット',
      dataset: FACILITIES,
      meals: false,
      known: OLD_COLUMNS,
    }
  // なかのデータマップ (wagmap) gives names and operators, and few columns besides.
  if (['運営団体名', '運営団体', '実施団体', '子ども食堂名', 'こども食堂名', '子供食堂名'].some(has))
    return { label: '子ども食堂一覧・地図サイトのもの', dataset: MEALS, meals: true, known: KODOMO_COLUMNS }
  return null
}

function standardLabel(has: (name: string) => boolean, split: boolean): string {
  // 荒川区
  if (split) return '公共施設一覧・スロープ、エレベータ、エスカレータを分けたもの'
  if (!STANDARD_COLUMNS.every(has)) return '公共施設一覧・列の足りないもの'
  // 江東区
  return has('担当課') ? '公共施設一覧・大区分、小区分、担当課のあるもの' : '公共施設一覧'
}

function notAList(
  header: readonly string[],
  has: (name: string) => boolean,
  columns: ReadonlyMap<FacilityFact, number>,
): string[] {
  if (header.length === 1 && /[\t;]/.test(header[0] ?? ''))
    return ['列が「,」で区切られていません（タブか「;」のようです）。CSVとして保存し直してください。']
  const other = OTHER_LISTS.find(([sign]) => has(sign))
  if (other)
    return [
      `「${other[0]}」の列があるので、${other[1]}のようです。この命令が読むのは、公共施設一覧と子ども食堂一覧です。`,
    ]
  const missing = columns.has('name') ? [] : ['名称']
  if (!columns.has('address')) missing.push('所在地_連結表記（または住所）')
  return [
    `1行目が、公共施設一覧（56列・59列・以前の24列）とも子ども食堂一覧とも合いません。${
      missing.length > 0
        ? `次の列がありません: ${missing.join('、')}。`
        : '名称と住所のほかに、どの一覧かを示す列がありません。'
    }1行目を列の名前だけにして、公開されているままの列で渡してください（今の1行目: ${header.slice(0, 6).join('、').slice(0, 120)}…）。`,
  ]
}
