import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { readAllContent } from './content.ts'
import { ROOT } from './inputs.ts'

/** `npm run check`: content first, as officials run this, then format and lint, types, unused code. */
const { content, faults } = readAllContent()
for (const { file, line, message } of faults) console.error(`${file}:${line} ${message}`)
if (content) {
  const { flows, intents, wards, unreviewed } = content
  console.error(
    `内容: 流れ ${flows.length}、意図 ${intents.length}、区 ${wards.length}（${wards.map(({ name }) => name).join('・')}）。誤りはありません。`,
  )
  console.error(
    `まだ人が確かめていない文: 標準 ${unreviewed.ja}、やさしい日本語 ${unreviewed.easy}、English ${unreviewed.en}`,
  )
} else console.error(`内容に ${faults.length} か所の誤りがあります。上の行を直してください。`)

const run = (name: string, command: string, ...args: string[]): boolean => {
  const done = spawnSync(join(ROOT, 'node_modules/.bin', command), args, {
    cwd: ROOT,
    stdio: ['ignore', 2, 2],
  })
  console.error(`${name}: ${done.status === 0 ? 'ok' : 'failed'}`)
  return done.status === 0
}
const code = [
  run('format and lint', 'biome', 'check', '--error-on-warnings', '.'),
  run('types', 'tsc', '-p', '.'),
  run('unused code', 'knip'),
]
process.exitCode = content && code.every((passed) => passed) ? 0 : 1
