/** Bumped when the layout changes, so that a stale build is refused instead of misread. */
export const DICTIONARY_VERSION = 1
export const DICTIONARY_MANIFEST = 'dictionary.json'

/** Character codes of the trie: 0 stands in no word, 1 ends a word, real characters follow. */
export const NO_CODE = 0
export const END_CODE = 1

const ARRAY_TYPES = { u8: Uint8Array, u16: Uint16Array, i16: Int16Array, i32: Int32Array, u32: Uint32Array }
export type ArrayType = keyof typeof ARRAY_TYPES

/** Where one typed array lies: little-endian, `offset` in bytes and a multiple of 8, `length` in elements. */
export interface ArrayPlace {
  readonly file: string
  readonly type: ArrayType
  readonly offset: number
  readonly length: number
}

/** Part of speech, and how the base form is made: drop so many characters, then add (書い → drop 1, add く). */
export interface WordClass {
  readonly pos: string
  readonly pos1: string
  readonly drop: number
  readonly add: string
}

/** What the analyser does with a run of characters that is in no word; `first`… are its word numbers. */
export interface CharacterCategory {
  readonly name: string
  readonly always: boolean
  readonly groups: boolean
  readonly first: number
  readonly count: number
}

export interface DictionaryManifest {
  readonly version: number
  readonly source: string
  readonly contexts: number
  /** Words from this number on are the unknown words of the categories. */
  readonly known: number
  readonly classes: readonly WordClass[]
  readonly categories: readonly CharacterCategory[]
  /** The category of characters beyond U+FFFF, which the category table does not reach. */
  readonly beyond: number
  /** `readings` holds indices into this. */
  readonly readingCharacters: string
  readonly arrays: Readonly<Record<DictionaryArray, ArrayPlace>>
}

export type DictionaryArray =
  | 'base'
  | 'check'
  | 'codes'
  | 'categoryOf'
  | 'costs'
  | 'words'
  | 'wordClass'
  | 'wordReading'
  | 'readings'

/** The dictionary as views over the bytes it was loaded from. See docs/decisions/001-compact-dictionary.md. */
export interface Dictionary {
  readonly contexts: number
  readonly known: number
  readonly classes: readonly WordClass[]
  readonly categories: readonly CharacterCategory[]
  readonly beyond: number
  readonly readingCharacters: string
  /** Double array over trie codes: child = base[node] + code, valid when check[child] is that code; a negative base is a word, -1 - number. */
  readonly base: Int32Array
  readonly check: Uint16Array
  /** Trie code and category by UTF-16 code unit. */
  readonly codes: Uint16Array
  readonly categoryOf: Uint8Array
  /** [left context of the next word × contexts + right context of the previous word] */
  readonly costs: Int16Array
  /** cost << 16 | another word of the same surface follows << 15 | context */
  readonly words: Int32Array
  readonly wordClass: Uint8Array
  /** start in `readings` << 8 | length; length 255 = the surface itself, in katakana. */
  readonly wordReading: Uint32Array
  readonly readings: Uint8Array
}

/** Marks in `wordReading` a word that is read as it is written. */
export const READ_AS_WRITTEN = 255

/**
 * Lays views over the files of `buildDictionary`; copies nothing and decodes no strings but the
 * manifest. Throws when a file is missing, shortened or of another version.
 */
export function loadDictionary(files: ReadonlyMap<string, Uint8Array>): Dictionary {
  const manifestBytes = files.get(DICTIONARY_MANIFEST)
  if (manifestBytes === undefined) throw new Error(`${DICTIONARY_MANIFEST} is missing`)
  const manifest = JSON.parse(new TextDecoder().decode(manifestBytes)) as DictionaryManifest
  if (manifest.version !== DICTIONARY_VERSION) {
    throw new Error(`the dictionary has version ${manifest.version}, this code reads ${DICTIONARY_VERSION}`)
  }
  const { arrays, contexts, known, classes, categories, beyond, readingCharacters } = manifest
  return {
    contexts,
    known,
    classes,
    categories,
    beyond,
    readingCharacters,
    base: view(files, arrays.base, Int32Array),
    check: view(files, arrays.check, Uint16Array),
    codes: view(files, arrays.codes, Uint16Array),
    categoryOf: view(files, arrays.categoryOf, Uint8Array),
    costs: view(files, arrays.costs, Int16Array),
    words: view(files, arrays.words, Int32Array),
    wordClass: view(files, arrays.wordClass, Uint8Array),
    wordReading: view(files, arrays.wordReading, Uint32Array),
    readings: view(files, arrays.readings, Uint8Array),
  }
}

interface ViewConstructor<T> {
  readonly BYTES_PER_ELEMENT: number
  new (buffer: ArrayBufferLike, byteOffset: number, length: number): T
}

function view<T>(
  files: ReadonlyMap<string, Uint8Array>,
  { file, type, offset, length }: ArrayPlace,
  View: ViewConstructor<T>,
): T {
  const bytes = files.get(file)
  const size = length * View.BYTES_PER_ELEMENT
  if (bytes === undefined) throw new Error(`${file} is missing`)
  if (bytes.byteLength < offset + size) throw new Error(`${file} is shorter than its manifest says`)
  if ((ARRAY_TYPES[type] as unknown) !== View)
    throw new Error(`${file} holds ${type} where another was expected`)
  const start = bytes.byteOffset + offset
  if (start % View.BYTES_PER_ELEMENT === 0) return new View(bytes.buffer, start, length)
  // A small file read into a shared pool may lie across the alignment: only then it is copied.
  return new View(bytes.slice(offset, offset + size).buffer, 0, length)
}

/** The base form of a word (食べる for 食べ), '*' for unknown words, as kuromoji gives it. */
export function baseForm(dictionary: Dictionary, word: number, surface: string): string {
  if (word >= dictionary.known) return '*'
  const { drop, add } = wordClassOf(dictionary, word)
  return drop === 0 && add === '' ? surface : surface.slice(0, surface.length - drop) + add
}

/** The katakana reading of a word; '' for unknown words, where kuromoji gives undefined. */
export function readingOf(dictionary: Dictionary, word: number, surface: string): string {
  if (word >= dictionary.known) return ''
  const place = dictionary.wordReading[word] ?? READ_AS_WRITTEN
  const length = place & 0xff
  if (length === READ_AS_WRITTEN) return katakana(surface)
  const start = place >>> 8
  let reading = ''
  for (let i = start; i < start + length; i++) {
    reading += dictionary.readingCharacters.charAt(dictionary.readings[i] ?? 0)
  }
  return reading
}

/** Part of speech and inflection rule of a word, known or unknown. */
export function wordClassOf(dictionary: Dictionary, word: number): WordClass {
  const found = dictionary.classes[dictionary.wordClass[word] ?? -1]
  if (found === undefined) throw new Error(`word ${word} has no class`)
  return found
}

/** ひらがな → ヒラガナ; everything else stays. */
export function katakana(text: string): string {
  let out = ''
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    out += unit >= 0x3041 && unit <= 0x3096 ? String.fromCharCode(unit + 0x60) : text.charAt(i)
  }
  return out
}
