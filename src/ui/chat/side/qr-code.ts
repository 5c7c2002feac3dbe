import { encode } from 'uqr'
import { h, type Markup } from '../../markup.ts'

/** A QR code as one shape, always dark on white with its quiet zone, so that it scans in dark mode too. */
export function qrCode(text: string, label: string): Markup {
  const { data, size } = encode(text, { ecc: 'M', border: 4 })
  const path = data
    .flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])))
    .join('')
  return h(
    'svg',
    { class: 'qr', role: 'img', 'aria-label': label, viewBox: `0 0 ${size} ${size}` },
    h('rect', { width: size, height: size, fill: '#ffffff' }),
    h('path', { d: path, fill: '#000000' }),
  )
}
