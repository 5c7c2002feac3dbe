import type { Need } from '../content/vocabulary.ts'
import { kanaKey } from './normalise.ts'

/** A word of a need, found in a text. */
export interface LexiconHit {
  readonly need: Need
  /** The words as the resident wrote them. */
  readonly word: string
  /** UTF-16 offsets in the kana key. */
  readonly start: number
  readonly end: number
}

/** Finds words of needs in a text, in any kana or width, whatever the segmentation made of it. */
export type Lexicon = (text: string) => readonly LexiconHit[]

interface Node {
  readonly next: Map<string, Node>
  needs: Need[]
}

/** Shorter kana words lie inside too many others: 「さぎ」 in 「うさぎ」. */
const LEAST_KANA = 3
const KANA_ONLY = /^[\u3041-\u3096ー]+$/

/**
 * Builds the lexicon from the words that content names for each need. Matching runs on the kana key,
 * so 「ﾃﾞｲｻｰﾋﾞｽ」 and 「で い さーびす」 are found beside 「デイサービス」; linear in the text for words of
 * bounded length. The longest word at a place wins.
 */
export function lexiconOf(
  intents: readonly { readonly id: Need; readonly words: readonly string[] }[],
): Lexicon {
  const root: Node = { next: new Map(), needs: [] }
  for (const { id, words } of intents)
    for (const word of words) {
      const key = kanaKey(word).text
      if (key.length < 2 || (KANA_ONLY.test(key) && key.length < LEAST_KANA)) continue
      let node = root
      for (const char of key) {
        const next = node.next.get(char) ?? { next: new Map(), needs: [] }
        node.next.set(char, next)
        node = next
      }
      if (!node.needs.includes(id)) node.needs.push(id)
    }
  return (text) => {
    const folded = kanaKey(text)
    const key = folded.text
    const hits: LexiconHit[] = []
    for (let start = 0; start < key.length; ) {
      let node: Node | undefined = root
      let found: { end: number; needs: readonly Need[] } | null = null
      for (let at = start; at < key.length; ) {
        const char = String.fromCodePoint(key.codePointAt(at) ?? 0)
        node = node.next.get(char)
        if (!node) break
        at += char.length
        if (node.needs.length > 0) found = { end: at, needs: node.needs }
      }
      if (!found) {
        start += String.fromCodePoint(key.codePointAt(start) ?? 0).length
        continue
      }
      const word = folded.original(start, found.end)
      for (const need of found.needs) hits.push({ need, word, start, end: found.end })
      start = found.end
    }
    return hits
  }
}
