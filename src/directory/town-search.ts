/** A town as residents look for it. */
export interface TownEntry {
  readonly name: string
  /** Hiragana of the name without its 丁目; null where it is not known. */
  readonly kana: string | null
  readonly aka: readonly string[]
}

const NUMERALS = '〇一二三四五六七八九'

/** 「トノマチ３丁目」 and 「とのまち三」 are the same to look for. */
function fold(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[ァ-ヶ]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0x60))
    .replace(/(?:ちょうめ|丁目)/g, '')
    .replace(/十([一二三四五六七八九])?/g, (_, one: string | undefined) => `1${one ?? '0'}`)
    .replace(/[〇一二三四五六七八九]/g, (sign) => String(NUMERALS.indexOf(sign)))
    .replace(/[\s・ー-]/g, '')
    .toLowerCase()
}

/** The towns that the letters typed so far may mean, in the ward's order; all of them before anything is typed. */
export function searchTowns<T extends TownEntry>(towns: readonly T[], typed: string): readonly T[] {
  const asked = fold(typed)
  if (asked === '') return towns
  return towns.filter(({ name, kana, aka }) => {
    const folded = fold(name)
    const chome = /\d+$/.exec(folded)?.[0] ?? ''
    const sounds = kana === null ? [] : [fold(kana) + chome]
    return [folded, ...sounds, ...aka.map(fold)].some((one) => one.includes(asked))
  })
}
