import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import {
  type ArrayPlace,
  type ArrayType,
  type CharacterCategory,
  DICTIONARY_MANIFEST,
  DICTIONARY_VERSION,
  type DictionaryArray,
  type DictionaryManifest,
  katakana,
  READ_AS_WRITTEN,
  type WordClass,
} from '../text/dictionary.ts'
import { packTrie } from './double-array.ts'
import {
  categoriesOf,
  placesByKey,
  readStockDictionary,
  type StockDictionary,
  type StockWord,
  stockName,
  surfacesOf,
  wordAt,
} from './stock-dictionary.ts'

/** Cloudflare refuses a static asset above 25 MiB. */
const SHARD_BYTES = 20 * 1024 * 1024

/**
 * Writes the compact dictionary made from the installed kuromoji package into `outDir`: the same bytes
 * every time, the manifest last, each file renamed into place, so that two builds at once do no harm.
 */
export async function buildDictionary(outDir: string): Promise<void> {
  const { arrays, ...rest } = compact(await readStockDictionary(), await stockName())
  const { shards, places } = layOut(arrays)
  const manifest: DictionaryManifest = { ...rest, arrays: places }
  await mkdir(outDir, { recursive: true })
  for (const [name, bytes] of shards) await place(outDir, name, bytes)
  await place(outDir, DICTIONARY_MANIFEST, `${JSON.stringify(manifest)}\n`)
}

/** Builds into `outDir` unless what lies there was made by this version from this package. */
export async function ensureDictionary(outDir: string): Promise<void> {
  const made = await readFile(join(outDir, DICTIONARY_MANIFEST), 'utf8').catch(() => '{}')
  const { version, source } = JSON.parse(made) as Partial<DictionaryManifest>
  if (version !== DICTIONARY_VERSION || source !== (await stockName())) await buildDictionary(outDir)
}

async function place(dir: string, name: string, content: Uint8Array | string): Promise<void> {
  const draft = join(dir, `.${name}.${process.pid}.${crypto.randomUUID()}`)
  await writeFile(draft, content)
  await rename(draft, join(dir, name))
}

type Arrays = Record<DictionaryArray, Uint8Array | Uint16Array | Int16Array | Int32Array | Uint32Array>

function compact(
  stock: StockDictionary,
  source: string,
): Omit<DictionaryManifest, 'arrays'> & { arrays: Arrays } {
  const surfaces = surfacesOf(stock).sort((a, b) => (a.surface < b.surface ? -1 : 1))
  const places = placesByKey(stock.map)
  const table = new WordTable()
  const firsts = surfaces.map(({ surface, key }) => {
    const own = places.get(key) ?? []
    if (own.length === 0) throw new Error(`${surface} has no word`)
    return table.add(own.map((at) => ({ surface, ...wordAt(stock.words, stock.features, at) })))
  })
  const known = table.size
  const unknown = placesByKey(stock.unknownMap)
  const categories = categoriesOf(stock.categories).map((category, id): CharacterCategory => {
    const own = unknown.get(id) ?? []
    const first = table.add(own.map((at) => wordAt(stock.unknownWords, stock.unknownFeatures, at)))
    return { ...category, first, count: own.length }
  })
  const { costs, contexts } = transposed(stock.costs)
  return {
    version: DICTIONARY_VERSION,
    source,
    contexts,
    known,
    classes: table.classes,
    categories,
    beyond: categories.findIndex(({ name }) => name === 'DEFAULT'),
    readingCharacters: table.readingCharacters,
    arrays: {
      ...packTrie(
        surfaces.map(({ surface }) => surface),
        firsts,
      ),
      categoryOf: stock.categoryOf.slice(0, 0x10000),
      costs,
      words: Int32Array.from(table.words),
      wordClass: Uint8Array.from(table.wordClass),
      wordReading: Uint32Array.from(table.wordReading),
      readings: Uint8Array.from(table.readings),
    },
  }
}

/** All costs towards one word side by side: that row is what the search walks along. */
function transposed(stock: Int16Array): { costs: Int16Array; contexts: number } {
  const contexts = stock[0] as number
  if (stock[1] !== contexts) throw new Error('the cost table is not square')
  const costs = new Int16Array(contexts * contexts)
  for (let right = 0; right < contexts; right++) {
    for (let left = 0; left < contexts; left++) {
      costs[left * contexts + right] = stock[2 + right * contexts + left] as number
    }
  }
  return { costs, contexts }
}

/** Collects words, sharing equal classes and readings. A word with a surface is a known one. */
class WordTable {
  readonly classes: WordClass[] = []
  readonly words: number[] = []
  readonly wordClass: number[] = []
  readonly wordReading: number[] = []
  readonly readings: number[] = []
  readingCharacters = ''
  readonly #classNumbers = new Map<string, number>()
  readonly #readingPlaces = new Map<string, number>()

  get size(): number {
    return this.words.length
  }

  /** Adds the words of one surface side by side and returns the number of the first. */
  add(words: readonly (StockWord & { readonly surface?: string })[]): number {
    const first = this.size
    for (const [i, { surface, left, right, cost, features }] of words.entries()) {
      if (left !== right) throw new Error('a word has two contexts, the table has room for one')
      const [written = '', pos = '', pos1 = '', , , , , base = '', reading = ''] = features
      if (surface !== undefined && written !== surface)
        throw new Error(`${surface} gives itself as ${written}`)
      const more = i < words.length - 1 ? 1 : 0
      this.words.push((cost << 16) | (more << 15) | left)
      const inflection = surface === undefined ? { drop: 0, add: '' } : inflectionOf(surface, base)
      this.wordClass.push(this.#classOf({ pos, pos1, ...inflection }))
      this.wordReading.push(surface === undefined ? 0 : this.#readingOf(surface, reading))
    }
    return first
  }

  #classOf(wordClass: WordClass): number {
    const key = JSON.stringify(wordClass)
    const known = this.#classNumbers.get(key)
    if (known !== undefined) return known
    if (this.classes.length > 0xff) throw new Error('more word classes than a byte can number')
    this.classes.push(wordClass)
    this.#classNumbers.set(key, this.classes.length - 1)
    return this.classes.length - 1
  }

  #readingOf(surface: string, reading: string): number {
    if (katakana(surface) === reading) return READ_AS_WRITTEN
    const known = this.#readingPlaces.get(reading)
    if (known !== undefined) return known
    const start = this.readings.length
    if (reading.length >= READ_AS_WRITTEN || start > 0xffffff) throw new Error('the readings do not fit')
    for (let i = 0; i < reading.length; i++) this.readings.push(this.#characterNumber(reading.charAt(i)))
    const place = ((start << 8) | reading.length) >>> 0
    this.#readingPlaces.set(reading, place)
    return place
  }

  #characterNumber(character: string): number {
    const found = this.readingCharacters.indexOf(character)
    if (found !== -1) return found
    this.readingCharacters += character
    if (this.readingCharacters.length > 0x100)
      throw new Error('more reading characters than a byte can number')
    return this.readingCharacters.length - 1
  }
}

function inflectionOf(surface: string, base: string): { drop: number; add: string } {
  let common = 0
  while (common < surface.length && common < base.length && surface[common] === base[common]) common++
  return { drop: surface.length - common, add: base.slice(common) }
}

/** Lays the arrays one after another, at multiples of 8 bytes, into as few files as the shard size allows. */
function layOut(arrays: Arrays): {
  shards: Map<string, Uint8Array>
  places: Record<DictionaryArray, ArrayPlace>
} {
  const shards: { name: string; parts: { offset: number; bytes: Uint8Array }[]; size: number }[] = []
  const places = Object.entries(arrays).map(([name, array]): [string, ArrayPlace] => {
    const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength)
    let shard = shards.at(-1)
    if (shard === undefined || shard.size + bytes.length > SHARD_BYTES) {
      shard = { name: `dictionary-${shards.length}.bin`, parts: [], size: 0 }
      shards.push(shard)
    }
    const offset = shard.size
    shard.parts.push({ offset, bytes })
    shard.size += Math.ceil(bytes.length / 8) * 8
    return [name, { file: shard.name, type: typeName(array), offset, length: array.length }]
  })
  const files = shards.map(({ name, parts, size }): [string, Uint8Array] => {
    const file = new Uint8Array(size)
    for (const { offset, bytes } of parts) file.set(bytes, offset)
    return [name, file]
  })
  return {
    shards: new Map(files),
    places: Object.fromEntries(places) as Record<DictionaryArray, ArrayPlace>,
  }
}

function typeName(array: Arrays[DictionaryArray]): ArrayType {
  if (array instanceof Uint8Array) return 'u8'
  if (array instanceof Uint16Array) return 'u16'
  if (array instanceof Int16Array) return 'i16'
  return array instanceof Int32Array ? 'i32' : 'u32'
}
