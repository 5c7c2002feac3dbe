import { join } from 'node:path'
import { startVitest } from 'vitest/node'
import { ROOT } from '../../../src/build/inputs.ts'

/** Runs the tests that leak, as the suite runs its own, and prints what became of each. */
const vitest = await startVitest('test', [], {
  root: ROOT,
  config: false,
  watch: false,
  include: ['test/support/canaries/leaking.fixture.ts'],
  setupFiles: [join(import.meta.dirname, 'set-up.ts')],
  reporters: [{}],
})
const [file] = vitest.state.getTestModules()
const tests = [...(file?.children.allTests() ?? [])].map((one) => {
  const { state, errors } = one.result()
  return { name: one.name, state, told: errors?.map(({ message }) => message).join() ?? '' }
})
console.log(JSON.stringify({ tests, after: file?.errors().map(({ message }) => message) }))
await vitest.close()
