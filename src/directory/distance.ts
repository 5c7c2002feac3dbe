/** Metres between two coordinates (haversine), rounded to 10 m: town points are not more exact. */
export function metresBetween(
  a: { readonly lat: number; readonly lng: number },
  b: { readonly lat: number; readonly lng: number },
): number {
  const rad = Math.PI / 180
  const dLat = Math.sin(((b.lat - a.lat) * rad) / 2)
  const dLng = Math.sin(((b.lng - a.lng) * rad) / 2)
  const h = dLat * dLat + Math.cos(a.lat * rad) * Math.cos(b.lat * rad) * dLng * dLng
  return Math.round((2 * 6_371_000 * Math.asin(Math.min(1, Math.sqrt(h)))) / 10) * 10
}
