import { keepLast } from './keep-last.ts'
import { kanaKey, keyOf } from './normalise.ts'
import { packWords, type WordGraph, wordsAt } from './word-graph.ts'

/** A word found in a text, and what it stands for. */
export interface WordHit<Id extends string = string> {
  readonly id: Id
  /** As the resident wrote it. */
  readonly word: string
}

/** Finds words in a text, in any kana or width, whatever the segmentation made of it. */
export type WordFinder<Id extends string = string> = (text: string) => readonly WordHit<Id>[]

/** Words and the ids each stands for, ready for searching. */
export interface Lexicon<Id extends string = string> {
  readonly ids: readonly Id[]
  /** Concepts are places in `ids`. */
  readonly words: WordGraph
}

/** Shorter kana words lie inside too many others: 「さぎ」 in 「うさぎ」. */
const LEAST_KANA = 3
const KANA_ONLY = /^[\u3041-\u3096ー]+$/
const LATIN = /^[a-z0-9]+$/

/** Packs words by their kana keys; too short ones are left out. */
export function packLexicon<Id extends string>(
  entries: readonly { readonly id: Id; readonly words: readonly string[] }[],
): Lexicon<Id> {
  const ids = [...new Set(entries.map(({ id }) => id))]
  const meanings = new Map<string, number[]>()
  for (const { id, words } of entries)
    for (const word of words) {
      const key = keyOf(word)
      if (key.length < 2 || (KANA_ONLY.test(key) && key.length < LEAST_KANA)) continue
      const known = meanings.get(key) ?? []
      const place = ids.indexOf(id)
      if (!known.includes(place)) meanings.set(key, [...known, place])
    }
  return { ids, words: packWords(meanings) }
}

/**
 * A finder of a lexicon's words. Matching runs on the kana key, so 「ﾃﾞｲｻｰﾋﾞｽ」 and 「で い さーびす」 are found beside
 * 「デイサービス」. The longest word at a place wins; a Latin word counts only where it is written as a word of its
 * own (ASD, not "husband").
 */
export function wordFinder<Id extends string>({ ids, words }: Lexicon<Id>): WordFinder<Id> {
  return keepLast((text) => {
    const folded = kanaKey(text)
    const key = folded.text
    const hits: WordHit<Id>[] = []
    const found: number[] = []
    let end = 0
    // Shorter words come first: those that end where the last one does are the longest.
    const keep = (concept: number, to: number) => {
      if (to !== end) found.length = 0
      found.push(concept)
      end = to
    }
    for (let start = 0; start < key.length; start = end) {
      found.length = 0
      end = start + 1
      wordsAt(words, key, start, keep)
      if (found.length === 0) continue
      const word = folded.original(start, end)
      if (!LATIN.test(key.slice(start, end)) || standsAlone(text, word))
        for (const concept of found) hits.push({ id: ids[concept] as Id, word })
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
