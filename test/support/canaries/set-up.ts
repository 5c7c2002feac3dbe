import { afterAll, afterEach, vi } from 'vitest'
import { watchResponses, watchSinks } from './sinks.ts'
import { sighted } from './watch.ts'

/** Runs before each test file. Fails the test during which a canary is seen; the file, for what comes after its last test. */
watchSinks()
// Node takes 30 ms to load what answers are made of, and most test files never answer anything.
vi.mock('hono', async (original) => {
  watchResponses()
  return original()
})

async function none(): Promise<void> {
  const seen = await sighted()
  if (seen.length > 0)
    throw new Error(seen.map(({ canary, where, near }) => `「${canary}」 in ${where}: ${near}`).join('\n'))
}
afterEach(none)
afterAll(none)
