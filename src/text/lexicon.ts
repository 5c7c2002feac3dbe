import { keepLast } from './keep-last.ts'
import { kanaKey, keyOf } from './normalise.ts'
import { packWords, wordsAt } from './word-graph.ts'

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
  /** What each word stands for, by its number in the graph. */
  const meanings: Id[][] = []
  const numbers = new Map<string, [number]>()
  for (const { id, words: own } of entries)
    for (const word of own) {
      const key = keyOf(word)
      if (key.length < 2 || (KANA_ONLY.test(key) && key.length < LEAST_KANA)) continue
      const number = numbers.get(key)
      if (number === undefined) numbers.set(key, [meanings.push([id]) - 1])
      else if (!meanings[number[0]]?.includes(id)) meanings[number[0]]?.push(id)
    }
  const words = packWords(numbers)

  return keepLast((text) => {
    const folded = kanaKey(text)
    const key = folded.text
    const hits: WordHit<Id>[] = []
    let found = -1
    let end = 0
    // Shorter words come first: the last one said is the longest.
    const keep = (number: number, to: number) => {
      found = number
      end = to
    }
    for (let start = 0; start < key.length; start = end) {
      found = -1
      end = start + 1
      wordsAt(words, key, start, keep)
      if (found < 0) continue
      const word = folded.original(start, end)
      if (!LATIN.test(key.slice(start, end)) || standsAlone(text, word))
        for (const id of meanings[found] ?? []) hits.push({ id, word })
    }
    return hits
  })
}

function standsAlone(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    const before = text.charAt(at - 1)
    const after = text.charAt(at + word.length)
    if (!/[A-Za-z0-9]/.test(before) && !/[A-Za-z0-9]/.test(after)) return true
  }
  return false
}
