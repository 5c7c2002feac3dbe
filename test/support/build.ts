import { ensureBuilt } from '../../src/build/stages.ts'

/** Builds once before any test; the workers learn from the environment where. */
export function setup(): void {
  const built = ensureBuilt()
  if (!built) throw new Error('the content is broken; run npm run check')
  process.env.MADOGUCHI_BUILT = JSON.stringify(built)
}
