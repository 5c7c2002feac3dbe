import { ICONS } from './icons.ts'
import type { Menu, MenuArea } from './menu.ts'

/** One text of the picture, with the colours it is read in. Pixels. */
export interface DrawnText {
  readonly text: string
  readonly x: number
  readonly y: number
  readonly size: number
  readonly ink: string
  readonly ground: string
}

const INK = '#10243a'
const LOOKS = {
  main: { ground: '#0b3d66', ink: '#ffffff' },
  plain: { ground: '#ffffff', ink: INK },
  urgent: { ground: '#8c1620', ink: '#ffffff' },
} as const
const HEAD = { ground: '#dce8f2', ink: INK }
const GAP = '#7a8fa3'

/** Of 2,500 pixels in 320 points of a small phone: 17 and 13 points. */
const LARGE = 168
const NOTE = 112
const TITLE = 118
const MARGIN = 56
const SMALLEST_ICON = 110

/** Full-width letters are as wide as they are high; the others about two thirds of that. */
function widthOf(text: string): number {
  let sum = 0
  for (const letter of text) sum += /[ -~]/.test(letter) ? 0.68 : 1
  return sum
}
const fitted = (size: number, room: number, texts: readonly string[]) =>
  Math.floor(Math.min(size, ...texts.map((text) => room / widthOf(text))))

/** Icon, large lines and note of an area, one below the other around its middle. */
function placed(area: MenuArea) {
  const room = area.width - 2 * MARGIN
  const large = fitted(LARGE, room, area.lines)
  // 119 and 110 are what is looked for.
  const note = fitted(area.note.length <= 3 ? LARGE : NOTE, room, [area.note])
  const left = area.height - area.lines.length * large * 1.2 - note * 1.5 - 2 * MARGIN
  // Words first: a drawing that would be too small to be made out is none.
  const icon = left < SMALLEST_ICON ? 0 : Math.min(220, left)
  const below = icon === 0 ? 0 : 40
  const tall = icon + below + area.lines.length * large * 1.2 + note * 1.35
  const top = area.y + (area.height - tall) / 2
  const middle = area.x + area.width / 2
  const { ink, ground } = LOOKS[area.look]
  const texts: DrawnText[] = area.lines.map((text, i) => ({
    text,
    x: middle,
    y: top + icon + below + large * (0.95 + i * 1.2),
    size: large,
    ink,
    ground,
  }))
  const y = top + icon + below + area.lines.length * large * 1.2 + note * 1.05
  texts.push({ text: area.note, x: middle, y, size: note, ink, ground })
  return { texts, icon: { x: middle - icon / 2, y: top, size: icon } }
}

function titleOf({ title, width, areas }: Menu): DrawnText {
  const head = Math.min(...areas.map(({ y }) => y))
  const size = fitted(TITLE, width - 2 * MARGIN, [title])
  return { ...HEAD, text: title, x: width / 2, y: head / 2 + size * 0.36, size }
}

/** Every text of the picture, as it will stand there. */
export function textsOf(menu: Menu): readonly DrawnText[] {
  return [titleOf(menu), ...menu.areas.flatMap((area) => placed(area).texts)]
}

const escaped = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
const svgText = ({ text, x, y, size, ink }: DrawnText) =>
  `<text x="${Math.round(x)}" y="${Math.round(y)}" font-size="${size}" fill="${ink}" text-anchor="middle">${escaped(text)}</text>`

/** The menu's picture as SVG; its letters need BIZ UDPGothic in bold. */
export function drawMenu(menu: Menu): string {
  const { width, height, areas } = menu
  const cells = areas.map((area) => {
    const { ink, ground } = LOOKS[area.look]
    const { texts, icon } = placed(area)
    const scale = icon.size / 24
    return [
      `<rect x="${area.x + 4}" y="${area.y + 4}" width="${area.width - 8}" height="${area.height - 8}" rx="28" fill="${ground}"/>`,
      icon.size > 0
        ? `<g transform="translate(${icon.x.toFixed(1)} ${icon.y.toFixed(1)}) scale(${scale.toFixed(3)})" fill="none" stroke="${ink}" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round">${ICONS[area.icon]}</g>`
        : '',
      ...texts.map(svgText),
    ].join('')
  })
  const head = Math.min(...areas.map(({ y }) => y))
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="BIZ UDPGothic" font-weight="700">`,
    `<rect width="${width}" height="${height}" fill="${GAP}"/>`,
    `<rect width="${width}" height="${head}" fill="${HEAD.ground}"/>`,
    svgText(titleOf(menu)),
    ...cells,
    '</svg>',
  ].join('\n')
}
