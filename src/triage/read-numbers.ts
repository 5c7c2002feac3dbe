const DIGITS = new Map([...'一二三四五六七八九十'].map((kanji, i) => [kanji, i + 1] as const))
for (const [i, circled] of [...'①②③④⑤⑥⑦⑧⑨⑩'].entries()) DIGITS.set(circled, i + 1)

/** The numbers typed, when the text is nothing but numbers: 「2」「２番」「1と3」「②」. */
export function readNumbers(text: string): readonly number[] {
  const bare = text.trim().slice(0, 40)
  const single = DIGITS.get(bare)
  if (single) return [single]
  const plain = bare.normalize('NFKC')
  if (!/^[\d番と、,，.・\s]+$/.test(plain)) return []
  return (plain.match(/\d{1,2}/g) ?? []).map(Number)
}
