import { afterAll, beforeAll, expect, test } from 'vitest'
import { builtProgram, type Program } from '../e2e/process.ts'
import { crash } from './crash.ts'

let program: Program
beforeAll(async () => {
  program = await builtProgram()
}, 300_000)
afterAll(() => program?.remove())

test.each([
  ['SQLite と一つのプロセスが', { store: 'sqlite', processes: 1, kills: 4, seed: 20261122 }],
  ['Redis と二つのプロセスが', { store: 'redis', processes: 2, kills: 6, seed: 20261123 }],
] as const)(
  '%s何度落とされても、受け取った言葉は一度だけ答えられる',
  async (_what, options) => {
    const report = await crash({
      ...options,
      events: 150,
      rate: 30,
      longestPauseMs: 3_000,
      program: program.path,
    })
    expect(report).toMatchObject({
      kills: options.kills,
      lost: [],
      doubled: [],
      disordered: [],
      dead: [],
      foreign: 0,
      falls: [],
      wrong: [],
      uncertain: { unseen: [] },
    })
    expect(report.acknowledged).toBeGreaterThan(100)
    expect(report.once).toBe(report.acknowledged)
  },
  240_000,
)
