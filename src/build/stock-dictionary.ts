import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'

/** The files of the kuromoji package, unpacked. Each ends in zeros, left over from the growing of its buffer. */
export interface StockDictionary {
  /** Double array over UTF-8 bytes. */
  readonly base: Int32Array
  readonly check: Int32Array
  /** Ten bytes a word: left, right, cost (int16), place of its features (int32). */
  readonly words: Buffer
  readonly features: Buffer
  /** key, count, then so many places in `words`, all int32. */
  readonly map: Buffer
  /** forward and backward dimension, then costs by [right context of the previous × dimension + left context]. */
  readonly costs: Int16Array
  readonly unknownWords: Buffer
  readonly unknownFeatures: Buffer
  readonly unknownMap: Buffer
  readonly categoryOf: Uint8Array
  /** invoke, group (bytes), length (int32), name with a zero at the end. */
  readonly categories: Buffer
}

const unpack = promisify(gunzip)

const packageFile = createRequire(import.meta.url).resolve('kuromoji/package.json')

/** Name and version of the package, as the manifest records it. */
export async function stockName(): Promise<string> {
  const { name, version } = JSON.parse(await readFile(packageFile, 'utf8')) as {
    name: string
    version: string
  }
  return `${name} ${version}`
}

/** Reads the dictionary that the installed kuromoji package ships. */
export async function readStockDictionary(): Promise<StockDictionary> {
  const folder = join(dirname(packageFile), 'dict')
  const read = async (name: string): Promise<Buffer> =>
    unpack(await readFile(join(folder, `${name}.dat.gz`))) as Promise<Buffer>
  const [base, check, words, features, map, costs] = await Promise.all(
    ['base', 'check', 'tid', 'tid_pos', 'tid_map', 'cc'].map(read),
  )
  const [unknownWords, unknownFeatures, unknownMap, categoryOf, categories] = await Promise.all(
    ['unk', 'unk_pos', 'unk_map', 'unk_char', 'unk_invoke'].map(read),
  )
  return {
    base: new Int32Array(aligned(base)),
    check: new Int32Array(aligned(check)),
    words: present(words),
    features: present(features),
    map: present(map),
    costs: new Int16Array(aligned(costs)),
    unknownWords: present(unknownWords),
    unknownFeatures: present(unknownFeatures),
    unknownMap: present(unknownMap),
    categoryOf: present(categoryOf),
    categories: present(categories),
  }
}

function present(buffer: Buffer | undefined): Buffer {
  if (buffer === undefined) throw new Error('a file of the kuromoji dictionary is missing')
  return buffer
}

function aligned(buffer: Buffer | undefined): ArrayBuffer {
  const { buffer: memory, byteOffset, byteLength } = present(buffer)
  return (memory as ArrayBuffer).slice(byteOffset, byteOffset + byteLength)
}

/** Every surface form with its number in the map, recovered by walking from each leaf to the root. */
export function surfacesOf({ base, check }: StockDictionary): { surface: string; key: number }[] {
  const surfaces: { surface: string; key: number }[] = []
  const bytes = Buffer.alloc(256)
  for (let slot = 1; slot < check.length; slot++) {
    const parent = check[slot] as number
    const value = base[slot] as number
    // A leaf hangs under the code 0 of its parent and holds -1 - key.
    if (parent < 0 || value > 0 || base[parent] !== slot) continue
    let start = bytes.length
    for (let node = parent; node !== 0; node = check[node] as number) {
      bytes[--start] = node - (base[check[node] as number] as number)
    }
    surfaces.push({ surface: bytes.toString('utf8', start), key: -1 - value })
  }
  return surfaces
}

/** Places in the word table by key, in the order in which kuromoji tries them. */
export function placesByKey(map: Buffer): Map<number, number[]> {
  const places = new Map<number, number[]>()
  for (let at = 4; at + 8 <= map.length; ) {
    const key = map.readInt32LE(at)
    const count = map.readInt32LE(at + 4)
    at += 8
    if (count === 0) continue
    const own = places.get(key) ?? []
    for (let i = 0; i < count; i++, at += 4) own.push(map.readInt32LE(at))
    places.set(key, own)
  }
  return places
}

export interface StockWord {
  readonly left: number
  readonly right: number
  readonly cost: number
  /** surface, part of speech and its three details, inflection type and form, base form, reading, pronunciation. */
  readonly features: readonly string[]
}

export function wordAt(words: Buffer, features: Buffer, place: number): StockWord {
  const start = words.readInt32LE(place + 6)
  return {
    left: words.readInt16LE(place),
    right: words.readInt16LE(place + 2),
    cost: words.readInt16LE(place + 4),
    features: features.toString('utf8', start, features.indexOf(0, start)).split(','),
  }
}

/** The character categories with a name; zeros follow the last. */
export function categoriesOf(categories: Buffer): { name: string; always: boolean; groups: boolean }[] {
  const found: { name: string; always: boolean; groups: boolean }[] = []
  for (let at = 0; at + 7 < categories.length; ) {
    const end = categories.indexOf(0, at + 6)
    const name = categories.toString('utf8', at + 6, end)
    if (name === '') break
    found.push({ name, always: categories[at] === 1, groups: categories[at + 1] === 1 })
    at = end + 1
  }
  return found
}
