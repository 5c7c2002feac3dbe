import { readAddress } from '../address.ts'
import { addressText } from '../address-text.ts'
import type { Gazetteer } from '../gazetteer.ts'
import type { AddressReading } from '../place.ts'

/** An address as a ward's file writes it, and what is known of it. */
export interface AddressCells {
  readonly address: string | null
  readonly reading: AddressReading
}

/** 「5月20日」「3月1日」「5/20」「20-May」「2026/3/21」「21年5月」 where 5-20 was: a spreadsheet made it a day. */
const A_DAY =
  /\d{1,2}月\d{1,2}日|\d{1,4}\/\d{1,2}|\d{1,4}年\d{1,2}月|\d{1,2}-(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)-\d{1,2}/i

/** The part of an address cell that a spreadsheet turned into a day; null when there is none. */
export function dayInAddress(cell: string): string | null {
  return A_DAY.exec(cell.normalize('NFKC'))?.[0] ?? null
}

/**
 * The address without its prefecture, in half-width digits and hyphens: 「東京都練馬区豊玉北１-12-３」 →
 * 「練馬区豊玉北1-12-3」, as the ward's files write it.
 */
export function readAddressCells(
  joined: string,
  parts: readonly string[],
  gazetteer: Gazetteer,
): AddressCells {
  const whole = (joined === '' ? parts.join('') : joined)
    .normalize('NFKC')
    .replace(/[‐‑‒–—―−]/g, '-')
    .replace(/(\d)ー(?=\d)/g, '$1-')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^(?:〒?\d{3}-\d{4} ?)?(?:東京都)?/, '')
  if (whole === '') return { address: null, reading: { kind: 'unknown' } }
  return { address: whole, reading: readAddress(whole, gazetteer) }
}

/**
 * Whether two addresses are one: the same town, 番 and 号 as far as both state them, whatever building stands
 * behind; what cannot be read so is compared as text.
 */
export function sameAddress(
  a: { readonly text: string; readonly reading: AddressReading },
  b: { readonly text: string; readonly reading: AddressReading },
): boolean {
  if (a.reading.kind === 'place' && b.reading.kind === 'place') {
    const { place: one } = a.reading
    const { place: two } = b.reading
    const agree = (x: number | null, y: number | null) => x === null || y === null || x === y
    return one.town === two.town && agree(one.block, two.block) && agree(one.number, two.number)
  }
  return addressText(a.text) === addressText(b.text)
}
