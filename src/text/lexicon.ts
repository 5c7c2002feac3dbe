import { kanaKey } from './normalise.ts'

/** A word found in a text, and what it stands for. */
export interface WordHit<Id> {
  readonly id: Id
  /** As the resident wrote it. */
  readonly word: string
}

/** Finds words in a text, in any kana or width, whatever the segmentation made of it. */
export type WordFinder<Id> = (text: string) => readonly WordHit<Id>[]

interface Node<Id> {
  readonly next: Map<string, Node<Id>>
  readonly ids: Id[]
}

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
  const root: Node<Id> = { next: new Map(), ids: [] }
  for (const { id, words } of entries)
    for (const word of words) {
      const key = kanaKey(word).text
      if (key.length < 2 || (KANA_ONLY.test(key) && key.length < LEAST_KANA)) continue
      let node = root
      for (const char of key) {
        const next: Node<Id> = node.next.get(char) ?? { next: new Map(), ids: [] }
        node.next.set(char, next)
        node = next
      }
      if (!node.ids.includes(id)) node.ids.push(id)
    }

  return (text) => {
    const folded = kanaKey(text)
    const key = folded.text
    const hits: WordHit<Id>[] = []
    for (let start = 0; start < key.length; ) {
      let node: Node<Id> | undefined = root
      let found: { readonly end: number; readonly ids: readonly Id[] } | null = null
      for (let at = start; at < key.length; ) {
        const char = String.fromCodePoint(key.codePointAt(at) ?? 0)
        node = node.next.get(char)
        if (!node) break
        at += char.length
        if (node.ids.length > 0) found = { end: at, ids: node.ids }
      }
      if (!found) {
        start += String.fromCodePoint(key.codePointAt(start) ?? 0).length
        continue
      }
      const word = folded.original(start, found.end)
      if (!LATIN.test(key.slice(start, found.end)) || standsAlone(text, word))
        for (const id of found.ids) hits.push({ id, word })
      start = found.end
    }
    return hits
  }
}

function standsAlone(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    const before = text.charAt(at - 1)
    const after = text.charAt(at + word.length)
    if (!/[A-Za-z0-9]/.test(before) && !/[A-Za-z0-9]/.test(after)) return true
  }
  return false
}
