/** Words that make a boundary nobody can work out from the cell. */
const DOUBTFUL: readonly (readonly [RegExp, string])[] = [
  [/除く|除き|以外/, 'は、除いた残りの番が分かりません。担当する番を並べて書いてください。'],
  [/など|ほか|付近|周辺|等(?!々)/, 'は、区域の境が分かりません。担当する町丁目と番をすべて書いてください。'],
  [
    /以降|以上|以下|以北|以南|以東|以西|[東西南北]側|奇数|偶数/,
    'は、番の範囲が分かりません。番を数字で並べて書いてください。',
  ],
]

/** 「5月20日」, 「5/20」, 「20-May」: what spreadsheets make of the blocks 5-20. */
function dateIn(cell: string): string | null {
  const text = cell.normalize('NFKC')
  const found =
    /(?:\d{4}年)?(\d{1,2})月(\d{1,2})日/.exec(text) ??
    /(?<![\d/])(?:\d{4}\/)?(\d{1,2})\/(\d{1,2})(?![\d/])/.exec(text)
  const named = /\d{1,2}-[A-Z][a-z]{2}\b|\b[A-Z][a-z]{2}-\d{1,2}/.exec(text)
  const date = found ?? named
  if (!date) return null
  const meant = found ? `${found[1]}〜${found[2]}番` : '5〜20番'
  return `「${cell}」の「${date[0]}」は、表計算ソフトが番を日付に変えたもののようです。元の表で番を確かめ、列を「文字列」にして「${meant}」の形で書き直してください。`
}

/** Why a cell cannot be trusted whatever else it says, in Japanese; null when nothing of the kind stands in it. */
export function doubtfulCell(cell: string): string | null {
  const date = dateIn(cell)
  if (date) return date
  const doubt = DOUBTFUL.find(([pattern]) => pattern.test(cell))
  return doubt ? `「${cell}」${doubt[1]}` : null
}
