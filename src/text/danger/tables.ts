import { kanaKey } from '../normalise.ts'
import { compile } from './compile.ts'
import { KEY_TABLES } from './japanese.ts'
import { LATIN_TABLES } from './latin.ts'
import { latinSurface } from './surface.ts'
import type { Compiled } from './tables-file.ts'

/** How far apart two words of one pattern may stand (…), in letters of the key and of Latin text. */
const KEY_GAP = 12
const LATIN_GAP = 30

const SMALL = new Map([...'っゃゅょ'].map((small, i) => [small, 'つやゆよ'[i] ?? small]))
/** `kanaKey` for the words of the tables: most of them are plain kana and kanji, which it leaves alone. */
function fold(word: string): string {
  return /^[あ-んっゃゅょ一-鿿]*$/.test(word) && !/[ぁぃぅぇぉゎ]|([あいうえお])\1\1/.test(word)
    ? word.replace(/[っゃゅょ]/g, (small) => SMALL.get(small) ?? small)
    : kanaKey(word).text
}
const foldLatin = (word: string) =>
  /^[a-z0-9]+( [a-z0-9]+)*$/.test(word) ? ` ${word} ` : latinSurface(word).text

/**
 * All danger tables, compiled. From source this takes a tenth of a second and tens of megabytes; in a
 * bundle `src/build/danger-tables.ts` has put the bytes of the same two tables in the place of this file.
 */
export const KEY: Compiled = compile(KEY_TABLES, fold, KEY_GAP)
export const LATIN: Compiled = compile(LATIN_TABLES, foldLatin, LATIN_GAP)
