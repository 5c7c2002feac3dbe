import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { TABLE } from './event-table.ts'
import { faultsOf } from './line-limits.ts'
import { talk } from './message-events.ts'
import type { Platform } from './platform.ts'
import { platformPerTest } from './platform-per-test.ts'
import { stage } from './stage.ts'

let platform: Platform
platformPerTest((made) => {
  platform = made
})

const ROOT = new URL('../../', import.meta.url)
const docs = readFileSync(new URL('docs/line-events.md', ROOT), 'utf8')
const first = (text: string | undefined) => text?.split('\n')[0] ?? '-'

describe('each event of LINE', () => {
  test.each(TABLE)('%s → %s', async (_what, _outcome, one, happens) => {
    const at = stage(platform)
    expect((await at.deliver([one])).status).toBe(200)
    await at.work(60_000)
    const sent = platform.inbox.map((request) => request.messages.map(({ text }) => first(text)).join('|'))
    expect(sent).toEqual(happens.sent ?? [])
    expect(platform.calls.filter((call) => call !== 'reply')).toEqual([])
    for (const request of platform.inbox) expect(faultsOf(request.messages)).toEqual([])
    const kept = await at.turns.transcript.since(talk, 0)
    const own = kept.filter(({ message }) => message.from === 'resident').map(({ message }) => message.text)
    expect(own).toEqual(happens.kept ?? [])
    expect(at.events('line-ignored').map(({ fields }) => (fields as { reason: string }).reason)).toEqual(
      happens.ignored ? [happens.ignored] : [],
    )
    const staff = (await at.store.read(talk, 'case', 0)).map(
      ({ value }) => (JSON.parse(value) as { kind: string }).kind,
    )
    expect(staff).toEqual(happens.staff ?? [])
    expect(at.lines.filter(({ level }) => level === 'error')).toEqual([])
    expect(await at.store.pending('line-in')).toBe(0)
    expect(await at.store.pending('line-out')).toBe(0)
  })

  test('docs/line-events.md says the same', () => {
    for (const [what, outcome] of TABLE) expect(docs).toContain(`| ${what} | ${outcome} |`)
  })
})

const FAULTS = [
  ...Array.from({ length: 16 }, (_, i) => i + 1),
  ...Array.from({ length: 13 }, (_, i) => i + 30),
  ...[56, 57, 58],
].map((n) => `F-${String(n).padStart(2, '0')}`)

test.each(FAULTS)('%s has a test that begins with it, and docs/line-events.md says where', (id) => {
  const row = docs.split('\n').find((line) => line.startsWith(`| ${id} |`)) ?? ''
  const files = [...row.matchAll(/\]\(\.\.\/([^)]+)\)/g)].map(([, path]) => String(path))
  expect(files.length).toBeGreaterThan(0)
  for (const file of files) expect(readFileSync(new URL(file, ROOT), 'utf8')).toContain(`'${id}: `)
})
