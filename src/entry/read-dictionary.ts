import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** The files that `buildDictionary` wrote into `dir`, for `loadDictionary`. */
export async function readDictionary(dir: string): Promise<ReadonlyMap<string, Uint8Array>> {
  const names = (await readdir(dir)).filter((name) => /^dictionary(-\d+\.bin|\.json)$/.test(name))
  return new Map(
    await Promise.all(names.map(async (name) => [name, await readFile(join(dir, name))] as const)),
  )
}
