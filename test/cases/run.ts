import { parseArgs } from 'node:util'
import { ensureBuilt } from '../../src/build/stages.ts'
import { watchSinks } from '../support/canaries/sinks.ts'
import { sighted } from '../support/canaries/watch.ts'
import { doubleClaims } from './double-claims.ts'
import { sequences } from './sequences.ts'
import { twoServices } from './two-services.ts'

/** `npm run test:sequences -- [--count 10000 --seed 1 --claims 1000]`: random talks, then claims at once, on two processes over one Redis; exit 1 when anything is lost or said over a person. */
const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '10000' },
    seed: { type: 'string', default: '1' },
    claims: { type: 'string', default: '1000' },
  },
})
if (!ensureBuilt()) process.exit(1)
watchSinks()
const started = performance.now()
const at = await twoServices(Number(values.seed))
try {
  const account = await sequences(at, { count: Number(values.count), seed: Number(values.seed) })
  const claims = await doubleClaims(at, Number(values.claims))
  const falls = at.falls()
  const canaries = await sighted()
  const seconds = Math.round((performance.now() - started) / 1000)
  const { log, platform } = at
  console.log(
    JSON.stringify({
      ...account,
      claims,
      falls,
      canaries,
      seconds,
      log: Object.fromEntries(log),
      faults: Object.fromEntries(platform.faults),
      wrongMessages: platform.wrong,
    }),
  )
  const { overPerson, lost, split, wrongReplies, wrongNotices, unlisted } = account
  const said = [overPerson, lost, split, wrongReplies, wrongNotices, unlisted]
  const bad = [...said, claims.wrong, falls, canaries, platform.wrong]
  process.exitCode = bad.every((one) => one.length === 0) && claims.both + claims.neither === 0 ? 0 : 1
} finally {
  await at.stop()
}
