import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { ROOT } from '../../src/build/inputs.ts'
import { drawMap } from '../../src/entry/cli/directory/map.ts'
import { readWardFolder } from '../../src/entry/cli/directory/ward-folder.ts'
import { WrongUsage } from '../../src/entry/cli/options.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'map-'))
  vi.spyOn(console, 'error').mockImplementation(() => {})
})
afterEach(() => {
  vi.restoreAllMocks()
  rmSync(folder, { recursive: true })
})

it.each(['mihon', 'nakano', 'chuo'])('%sのすべての町と区域の種類が1つのページに描かれる', async (id) => {
  const out = join(folder, 'map.html')
  expect(await drawMap(['--ward', id, '--out', out, '--at', '2026-11-24'])).toBe(0)
  const page = readFileSync(out, 'utf8')
  const { ward } = readWardFolder(id, ROOT)
  const partitions = Object.keys(ward.partitions).length
  for (const { name } of ward.towns) expect(page.split(`<title>${name}: `)).toHaveLength(partitions + 1)
  expect(page).not.toMatch(/NaN|undefined|Infinity/)
})

it('知らない区域の種類は WrongUsage になる', async () => {
  await expect(drawMap(['--ward', 'mihon', '--partition', 'zzz'])).rejects.toThrow(WrongUsage)
})
