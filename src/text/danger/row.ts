import type { Danger, DangerKind } from '../../content/vocabulary.ts'

/**
 * One line of the danger tables, written for a professional of the ward to read and correct.
 *
 * A pattern is words in order. 〈子〉 stands for any word of that list in `concepts.ts`; … for up to
 * twelve letters of the same sentence; ‥ for up to forty of any sentence; [らり] for one of the letters; (a|b) for one of the words;
 * a ? after either for "or nothing". Spelling does not matter: kana, width, small kana, long vowels,
 * spaces and punctuation are folded by `kanaKey` on both sides.
 */
export interface DangerRow {
  readonly id: string
  readonly kind: DangerKind
  readonly level: Exclude<Danger, 'none'>
  /** What residents really write, at least one for every row: the tests hold the row to it. */
  readonly phrases: readonly string[]
  readonly patterns: readonly string[]
  /** Lists of words that take the alarm back when one stands in the same sentence … */
  readonly unless?: readonly string[]
  /** … or anywhere in the message. */
  readonly unlessAnywhere?: readonly string[]
  /** Only when next to nothing else is written: 「助けて」. Too short for a model, so none takes it back. */
  readonly alone?: true
  /** Also found when stretched letter by letter: 「しーにーたーい」; no model takes it back. */
  readonly explicit?: true
  /** Of a language the model was taught little of: none takes it back. */
  readonly foreign?: true
  /** What 「…したことはない」「…わけじゃない」 after it leaves: nothing, unless said otherwise. */
  readonly negated?: 'concern' | 'same'
  /** What 「昔は…」 leaves. */
  readonly past?: 'concern' | 'none'
  /** What 「…したら」「…した場合」 leaves: nothing when 'none'. */
  readonly supposed?: 'none'
}

/** Rows of other languages than Japanese, marked as such. */
export const foreign = (rows: readonly DangerRow[]): DangerRow[] =>
  rows.map((row) => ({ ...row, foreign: true }))

/** Words that look like danger and are not: nothing inside them is looked at. */
export interface LookAlike {
  readonly phrase: string
  readonly patterns: readonly string[]
}

/** All tables of one way of writing. */
export interface DangerTables {
  readonly concepts: Readonly<Record<string, readonly string[]>>
  readonly lookAlikes: readonly LookAlike[]
  readonly rows: readonly DangerRow[]
  /** The lists that say "it was long ago", "but it is again" and "and all is well now". */
  readonly guards: { readonly past: string; readonly still: string; readonly over: string }
}
