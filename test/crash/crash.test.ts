import { afterAll, beforeAll, expect, test } from 'vitest'
import { builtProgram, type Program } from '../e2e/process.ts'
import { crash } from './crash.ts'

let program: Program
beforeAll(async () => {
  program = await builtProgram()
}, 300_000)
afterAll(() => program?.remove())

test('SQLite の一つのプロセスが何度落とされても、受け取った言葉は一度だけ答えられる', async () => {
  const report = await crash({
    events: 150,
    kills: 4,
    seed: 20261122,
    store: 'sqlite',
    processes: 1,
    rate: 30,
    longestPauseMs: 3_000,
    program: program.path,
  })
  expect(report).toMatchObject({
    kills: 4,
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
}, 240_000)
