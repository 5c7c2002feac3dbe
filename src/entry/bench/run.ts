import { ensureBuilt } from '../../build/stages.ts'
import { benchLoad } from './load.ts'
import { benchTurns } from './turns.ts'
import { benchUnderstanding } from './understanding.ts'

/** `npm run bench [-- turns|load [options]]`: understanding beside its peers, full turns beside theirs, or residents over time. */
const [which = 'understanding', ...argv] = process.argv.slice(2)
const benches: Readonly<Record<string, () => Promise<number>>> = {
  understanding: benchUnderstanding,
  turns: () => benchTurns(argv),
  load: () => benchLoad(argv),
}
const bench = benches[which]
if (!bench) {
  console.error(`There are these benches: ${Object.keys(benches).join(', ')}`)
  process.exit(1)
}
process.exit(ensureBuilt() ? await bench() : 1)
