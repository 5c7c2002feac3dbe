import type { PointRow } from '../../content/ward.ts'

/** The number a centre goes by on the picture and in the tables, by id. */
export type Numbers = ReadonlyMap<string, number>

/** Whether a centre can stand on the picture: a hidden address (DV) and a place outside the ward cannot. */
export function isPlaced(point: PointRow): boolean {
  const hidden = point.hideAddress || point.staffOnlyFields.includes('address')
  return point.lat !== null && point.lng !== null && !hidden && !point.outsideWard
}
