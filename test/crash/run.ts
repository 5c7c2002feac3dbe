import { parseArgs } from 'node:util'
import { ROOT } from '../../src/build/inputs.ts'
import { ensureBuilt } from '../../src/build/stages.ts'
import { crash } from './crash.ts'
import { printReport } from './report.ts'

/** `npm run test:crash -- [--store sqlite|redis --processes 1 --events 300 --kills 8 --seed 1 --rate 20 --pause 6]`; exit 1 when a word is lost or doubled. */
const { values } = parseArgs({
  options: {
    events: { type: 'string', default: '300' },
    kills: { type: 'string', default: '8' },
    seed: { type: 'string', default: '1' },
    store: { type: 'string', default: 'sqlite' },
    processes: { type: 'string', default: '1' },
    rate: { type: 'string', default: '20' },
    /** The longest a process stands still, in seconds. */
    pause: { type: 'string', default: '6' },
  },
})
if (!ensureBuilt()) process.exit(1)
const report = await crash({
  events: Number(values.events),
  kills: Number(values.kills),
  seed: Number(values.seed),
  store: values.store === 'redis' ? 'redis' : 'sqlite',
  processes: Number(values.processes),
  rate: Number(values.rate),
  longestPauseMs: Number(values.pause) * 1000,
  program: ROOT,
})
printReport(report)
const good = report.lost.length + report.doubled.length + report.foreign === 0
process.exit(good && report.falls.length === 0 ? 0 : 1)
