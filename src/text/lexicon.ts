import { kanaKey } from './normalise.ts'

/** A word found in a text, and what it stands for. */
export interface WordHit<Id> {
  readonly id: Id
  /** As the resident wrote it. */
  readonly word: string
}

/** Finds words in a text, in any kana or width, whatever the segmentation made of it. */
export type WordFinder<Id> = (text: string) => readonly WordHit<Id>[]

/** Shorter kana words lie inside too many others: 「さぎ」 in 「うさぎ」. */
const LEAST_KANA = 3
const KANA_ONLY = /^[\u3041-\u3096ー]+$/
const LATIN = /^[a-z0-9]+$/

/**
 * Builds a finder of words, each with the ids it stands for. Matching runs on the kana key, so
 * 「ﾃﾞｲｻｰﾋﾞｽ」 and 「で い さーびす」 are found beside 「デイサービス」. The longest word at a place wins; a Latin
 * word counts only where it is written as a word of its own (ASD, not "husband").
 */
export function wordFinder<Id>(
  entries: readonly { readonly id: Id; readonly words: readonly string[] }[],
): WordFinder<Id> {
  const known = new Map<string, Id[]>()
  /** Lengths of the words that begin with two characters, longest first. */
  const lengths = new Map<number, number[]>()
  for (const { id, words } of entries)
    for (const word of words) {
      const key = kanaKey(word).text
      if (key.length < 2 || (KANA_ONLY.test(key) && key.length < LEAST_KANA)) continue
      const ids = known.get(key)
      if (!ids) known.set(key, [id])
      else if (!ids.includes(id)) ids.push(id)
      const first = pairAt(key, 0)
      const of = lengths.get(first) ?? []
      if (!of.includes(key.length))
        lengths.set(
          first,
          [...of, key.length].sort((x, y) => y - x),
        )
    }

  return (text) => {
    const folded = kanaKey(text)
    const key = folded.text
    const hits: WordHit<Id>[] = []
    for (let start = 0; start < key.length; ) {
      let ids: readonly Id[] | undefined
      let end = start + 1
      for (const length of lengths.get(pairAt(key, start)) ?? []) {
        if (start + length > key.length) continue
        ids = known.get(key.slice(start, start + length))
        if (!ids) continue
        end = start + length
        break
      }
      if (ids) {
        const word = folded.original(start, end)
        if (!LATIN.test(key.slice(start, end)) || standsAlone(text, word))
          for (const id of ids) hits.push({ id, word })
      }
      start = end
    }
    return hits
  }
}

/** The two UTF-16 units there as one number. */
function pairAt(text: string, at: number): number {
  return text.charCodeAt(at) * 0x10000 + text.charCodeAt(at + 1)
}

function standsAlone(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    const before = text.charAt(at - 1)
    const after = text.charAt(at + word.length)
    if (!/[A-Za-z0-9]/.test(before) && !/[A-Za-z0-9]/.test(after)) return true
  }
  return false
}
