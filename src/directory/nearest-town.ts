import type { TownRow } from '../content/ward.ts'
import { metresBetween } from './distance.ts'
import type { Gazetteer } from './gazetteer.ts'
import type { AddressReading } from './place.ts'

/** Farther from every town's point than this, a position is outside the ward. */
const FAR = 1_500

/**
 * The town whose point is nearest to a map position, always approximate: a town's edge can be nearer to
 * another town's point. Elsewhere when 1.5 km from all of them.
 */
export function nearestTown(lat: number, lng: number, gazetteer: Gazetteer): AddressReading {
  let nearest: { row: TownRow; metres: number } | null = null
  for (const row of gazetteer.towns) {
    const metres = metresBetween({ lat, lng }, row)
    if (!nearest || metres < nearest.metres) nearest = { row, metres }
  }
  // A position that is no number is near nothing.
  if (!nearest || Number.isNaN(nearest.metres)) return { kind: 'unknown' }
  if (nearest.metres > FAR)
    return { kind: 'elsewhere', municipality: `${gazetteer.wardName}の外`, contact: null }
  return {
    kind: 'place',
    place: { town: nearest.row.name, block: null, number: null, approximate: true },
  }
}
