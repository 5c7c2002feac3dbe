import { type Built, placesNow } from '../../src/build/stages.ts'
import { type Loaded, loadGuide } from '../../src/entry/load.ts'

const built: Built = placesNow()
const loaded = new Map<string, Promise<Loaded>>()

/** The real guide of a ward, from the built content. `npm test` builds before it runs anything. */
export function guideOf(ward: string): Promise<Loaded> {
  const known = loaded.get(ward) ?? loadGuide(built, ward)
  loaded.set(ward, known)
  return known
}
