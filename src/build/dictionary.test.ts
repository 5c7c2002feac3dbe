import { mkdtemp, readdir, readFile, rm, stat, utimes } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readDictionary } from '../entry/read-dictionary.ts'
import { DICTIONARY_MANIFEST, loadDictionary } from '../text/dictionary.ts'
import { buildDictionary, ensureDictionary } from './dictionary.ts'

let dir: string

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'madoguchi-dictionary-'))
  await Promise.all([buildDictionary(join(dir, 'a')), buildDictionary(join(dir, 'b'))])
}, 60_000)

afterAll(() => rm(dir, { recursive: true }))

describe('buildDictionary', () => {
  test('two builds are byte for byte the same', async () => {
    const names = (await readdir(join(dir, 'a'))).sort()
    expect((await readdir(join(dir, 'b'))).sort()).toEqual(names)
    for (const name of names) {
      const [a, b] = await Promise.all([readFile(join(dir, 'a', name)), readFile(join(dir, 'b', name))])
      expect(a.equals(b), name).toBe(true)
    }
  })

  test('no file is larger than a Worker may serve, all together stay below 12 MiB', async () => {
    const sizes = [...(await readDictionary(join(dir, 'a'))).values()].map((bytes) => bytes.byteLength)
    expect(Math.max(...sizes)).toBeLessThanOrEqual(20 * 1024 * 1024)
    expect(sizes.reduce((a, b) => a + b, 0)).toBeLessThan(12 * 1024 * 1024)
  })

  test('what is there already is not built again', async () => {
    const manifest = join(dir, 'a', DICTIONARY_MANIFEST)
    await utimes(manifest, 1, 1)
    await ensureDictionary(join(dir, 'a'))
    expect((await stat(manifest)).mtimeMs).toBe(1000)
  })
})

describe('loadDictionary', () => {
  test('lays views over the bytes without copying them', async () => {
    const files = await readDictionary(join(dir, 'a'))
    const buffers = new Set([...files.values()].map((bytes) => bytes.buffer))
    const { base, check, costs, words, readings } = loadDictionary(files)
    for (const array of [base, check, costs, words, readings]) expect(buffers.has(array.buffer)).toBe(true)
  })

  test('reads bytes that lie at an odd address', async () => {
    const files = new Map<string, Uint8Array>()
    for (const [name, bytes] of await readDictionary(join(dir, 'a'))) {
      const shifted = new Uint8Array(bytes.byteLength + 1)
      shifted.set(bytes, 1)
      files.set(name, shifted.subarray(1))
    }
    expect(loadDictionary(files).words).toEqual(loadDictionary(await readDictionary(join(dir, 'a'))).words)
  })

  test('refuses a shortened file, a missing file and another version, and says which', async () => {
    const files = await readDictionary(join(dir, 'a'))
    const shard = files.get('dictionary-0.bin') as Uint8Array
    const manifest = new TextDecoder().decode(files.get(DICTIONARY_MANIFEST))
    const without = (name: string) => new Map([...files].filter(([own]) => own !== name))
    expect(() => loadDictionary(new Map([...files, ['dictionary-0.bin', shard.subarray(0, 1000)]]))).toThrow(
      'dictionary-0.bin is shorter',
    )
    expect(() => loadDictionary(without('dictionary-0.bin'))).toThrow('dictionary-0.bin is missing')
    expect(() => loadDictionary(without(DICTIONARY_MANIFEST))).toThrow('dictionary.json is missing')
    const other = new TextEncoder().encode(manifest.replace('"version":1', '"version":0'))
    expect(() => loadDictionary(new Map([...files, [DICTIONARY_MANIFEST, other]]))).toThrow('version 0')
  })
})
