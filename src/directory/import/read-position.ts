/** South, west, north, east, in degrees. */
export interface Bounds {
  readonly south: number
  readonly west: number
  readonly north: number
  readonly east: number
}

/** Latitude and longitude in degrees, or why a row has none. */
export type PositionReading =
  | { readonly lat: number; readonly lng: number; readonly why: null }
  | {
      readonly lat: null
      readonly lng: null
      readonly why: 'missing' | 'half' | 'swapped' | 'degrees-minutes' | 'outside' | 'unreadable'
    }

/** Why a row's position is not used, as the report says it. */
export const POSITION_WHY = {
  missing: '緯度・経度がありません。位置なしで取り込みます。',
  half: '緯度と経度の片方しかありません。位置なしで取り込みます。',
  swapped: '緯度と経度が入れ替わっているようです。入れ替えては使わず、位置なしで取り込みます。',
  'degrees-minutes': '緯度・経度が度分秒です。10進の度（35.670599）ではないので、位置なしで取り込みます。',
  outside: '緯度・経度が区の外を指しています。位置なしで取り込みます。',
  unreadable: '緯度・経度を数として読めません。位置なしで取り込みます。',
} as const

/** Reads both cells; a position is used only when it is decimal and inside the ward. Nothing is put right. */
export function readPosition(latCell: string, lngCell: string, bounds: Bounds): PositionReading {
  const [lat, lng] = [latCell, lngCell].map((cell) => cell.normalize('NFKC').replace(/\s/g, '')) as [
    string,
    string,
  ]
  const none = (why: Exclude<PositionReading['why'], null>): PositionReading => ({
    lat: null,
    lng: null,
    why,
  })
  if (lat === '' && lng === '') return none('missing')
  if (lat === '' || lng === '') return none('half')
  // 35°40′14″, 35度40分14秒, 35.40.14, 35:40:14, N35.40.14
  if ([lat, lng].some((cell) => /[°度分'′"″:NE]/.test(cell) || cell.split('.').length > 2))
    return none('degrees-minutes')
  if (![lat, lng].every((cell) => /^-?\d{1,3}(\.\d+)?$/.test(cell))) {
    // 354014: degrees, minutes and seconds run together.
    return none([lat, lng].every((cell) => /^\d{6,7}(\.\d+)?$/.test(cell)) ? 'degrees-minutes' : 'unreadable')
  }
  const north = Number(lat)
  const east = Number(lng)
  if (inside(bounds, north, east)) return { lat: north, lng: east, why: null }
  return none(inside(bounds, east, north) ? 'swapped' : 'outside')
}

function inside(bounds: Bounds, lat: number, lng: number): boolean {
  return lat >= bounds.south && lat <= bounds.north && lng >= bounds.west && lng <= bounds.east
}
