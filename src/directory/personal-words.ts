import { phonesIn } from '../content/phone.ts'
import type { Ward } from '../content/ward.ts'
import { type WithoutPersonal, withoutPersonal } from '../text/personal.ts'

type Printed = Pick<Ward, 'switchboard' | 'points' | 'resources' | 'hotlines' | 'towns'>

/** Characters nobody writes: each stands for what everybody may know while the rest is looked at. */
const MARKS = /[\uE000-\uF8FF]/g
const FIRST_MARK = 0xe000
const MOST_MARKS = 0x1900
const literally = (text: string) => text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')
const DIGIT = (digit: string) => `[${digit}${String.fromCodePoint((digit.codePointAt(0) ?? 0) + 0xfee0)}]`
const BETWEEN = '[-‐‑–—―ー−－()（）.．・ 　]{0,3}'

/**
 * Takes out of a text the telephone and house numbers of private persons, 個人番号 and cards. What the ward's own
 * directory prints belongs to a desk, and stays.
 */
export function personalWords(ward: Printed): (text: string) => WithoutPersonal {
  const { points, resources, hotlines, switchboard, towns } = ward
  const wholeTowns = towns.filter(({ chome }) => chome === null).map(({ name }) => name)
  const phones = [
    switchboard.phone,
    ...points.flatMap(({ phone, fax, phoneNote, notice }) => [phone, fax, phoneNote, notice]),
    ...resources.flatMap(({ phone, phoneNote, notice }) => [phone, phoneNote, notice]),
    ...hotlines.flatMap(({ number, numberNote }) => [number, numberNote]),
  ].flatMap((printed) => phonesIn(printed ?? ''))
  const numbers = [...new Set(phones.map((phone) => phone.replaceAll('-', '')))].map(
    (digits) => `[(（]?${[...digits].map(DIGIT).join(BETWEEN)}`,
  )
  const addresses = [...points, ...resources].flatMap(({ address }) =>
    address === null ? [] : [literally(address)],
  )
  const printed = [
    MARKS.source,
    ...[...new Set(addresses)].sort((a, b) => b.length - a.length),
    `(?<![0-9０-９])(?:${numbers.join('|')})(?![0-9０-９])`,
  ]
  const known = new RegExp(printed.join('|'), 'g')
  return (text) => {
    const kept: string[] = []
    const rest = text.replace(known, (words) =>
      kept.length < MOST_MARKS ? String.fromCodePoint(FIRST_MARK + kept.push(words) - 1) : words,
    )
    const found = withoutPersonal(rest, ['phone', 'house', 'my-number', 'card'], wholeTowns)
    const whole = found.text.replaceAll(MARKS, (mark) => kept[mark.charCodeAt(0) - FIRST_MARK] ?? mark)
    return { ...found, text: whole }
  }
}
