import { el, type Html } from './element.ts'

/** Paul Tol's light scheme, told apart with every common colour blindness; dark shades of the same for dark mode. */
export const COLOURS: readonly (readonly [light: string, dark: string])[] = [
  ['#77aadd', '#2f5d8c'],
  ['#ee8866', '#8f4528'],
  ['#eedd88', '#75672f'],
  ['#44bb99', '#1f6b55'],
  ['#ffaabb', '#8f4a5c'],
  ['#99ddff', '#2d7592'],
  ['#bbcc33', '#626c1c'],
  ['#aaaa00', '#565600'],
]

/** Colours run out at eight: the next eight have dots, the ones after rings. */
const round = (number: number) => Math.floor((number - 1) / COLOURS.length)
const colour = (number: number) => `var(--c${(number - 1) % COLOURS.length})`

/** How a centre's towns are filled; `plain`: its colour alone, for a stripe. */
export function fillOf(id: string, number: number, plain = false): string {
  return round(number) === 0 || plain ? colour(number) : `url(#dots-${id}-${number})`
}

/** The patterns of the centres beyond the eighth. */
export function patternsFor(id: string, numbers: ReadonlyMap<string, number>): Html[] {
  return [...numbers.values()]
    .filter((number) => round(number) > 0)
    .map((number) =>
      el(
        'pattern',
        { id: `dots-${id}-${number}`, width: 14, height: 14, patternUnits: 'userSpaceOnUse' },
        el('rect', { width: 14, height: 14, style: `fill:${colour(number)}` }),
        el('circle', {
          cx: 7,
          cy: 7,
          r: round(number) === 1 ? 2 : 4,
          class: round(number) === 1 ? 'dot' : 'ring',
        }),
      ),
    )
}

/** Slanting bands, one for each of those who share a town. */
export function stripes(id: string, fills: readonly string[]): Html {
  const band = 11
  const width = band * fills.length
  return el(
    'pattern',
    { id, width, height: width, patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(45)' },
    fills.map((fill, i) => el('rect', { x: i * band, width: band, height: width, style: `fill:${fill}` })),
  )
}
