import type { Built } from '../../src/build/stages.ts'
import { loadGuide } from '../../src/entry/load.ts'
import type { Loaded } from '../../src/entry/make-guide.ts'

export const built: Built = JSON.parse(process.env.MADOGUCHI_BUILT ?? '{}')
const loaded = new Map<string, Promise<Loaded>>()

/** The real guide of a ward, from the built content. `npm test` builds before it runs anything. */
export function guideOf(ward: string): Promise<Loaded> {
  const known = loaded.get(ward) ?? loadGuide(built, ward)
  loaded.set(ward, known)
  return known
}
