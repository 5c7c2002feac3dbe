import type { TownRow } from '../../content/ward.ts'
import { readNumeral } from '../address-numbers.ts'
import { addressText } from '../address-text.ts'

/** What stands in a 町丁目 cell, piece by piece. */
export type TownToken =
  | { readonly kind: 'town'; readonly base: string; readonly towns: readonly TownRow[] }
  /** `spaced`: a blank stands before it: 「中央３ 3〜21番」. */
  | { readonly kind: 'number'; readonly value: number; readonly spaced: boolean }
  /** `hyphen`: 「3-21」, which may also be an address; 「3〜21」 and 「3番から21番」 may not. */
  | { readonly kind: 'range'; readonly hyphen: boolean }
  | { readonly kind: 'chome' | 'block' | 'number-sign' | 'until' | 'all' | 'part' | 'of' }
  | { readonly kind: 'separator' | 'open' | 'close' }
  | { readonly kind: 'other'; readonly text: string }

type Word = Exclude<TownToken['kind'], 'town' | 'number' | 'range' | 'other'>

/** Longest first where one begins another; 「のうち」 before 「の」. */
const WORDS: readonly (readonly [string, Word])[] = [
  ['丁目', 'chome'],
  ['番地', 'block'],
  ['番', 'block'],
  ['号', 'number-sign'],
  ['まで', 'until'],
  ['全域', 'all'],
  ['全部', 'all'],
  ['全て', 'all'],
  ['すべて', 'all'],
  ['一円', 'all'],
  ['全体', 'all'],
  ['の一部', 'part'],
  ['一部', 'part'],
  ['のうち', 'of'],
  ['のそれぞれ', 'of'],
  ['の', 'of'],
  ['及び', 'separator'],
  ['および', 'separator'],
  ['並びに', 'separator'],
  ['と', 'separator'],
  ['(', 'open'],
  ['[', 'open'],
  ['【', 'open'],
  [')', 'close'],
  [']', 'close'],
  ['】', 'close'],
]

/** Town names by the spelling addresses are compared in, longest first. */
export type TownNames = readonly (readonly [string, readonly TownRow[]])[]

/** The bases and further names of a ward's towns. Build it once per sheet. */
export function townNames(towns: readonly TownRow[]): TownNames {
  const names = new Map<string, TownRow[]>()
  for (const row of towns)
    for (const name of new Set([row.base, ...row.aka].map((text) => addressText(text)))) {
      const rows = names.get(name)
      if (!rows) names.set(name, [row])
      else if (!rows.includes(row)) rows.push(row)
    }
  return [...names].sort(([a], [b]) => b.length - a.length)
}

/** Splits a cell; what is no word of it is kept as `other`, never skipped. */
export function townTokens(
  cell: string,
  names: TownNames,
  wardName: string,
  prefecture: string,
): TownToken[] {
  const text = spelling(cell)
  const tokens: TownToken[] = []
  let at = 0
  let spaced = false
  const own = [prefecture, wardName].map((name) => addressText(name))
  while (at < text.length) {
    const char = text[at] ?? ''
    if (char === ' ') {
      spaced = true
      at++
      continue
    }
    const prefix = own.find((name) => text.startsWith(name, at) && text.length > at + name.length)
    const town = longest(text, at, names)
    if (prefix && !(town && town.end > at + prefix.length)) at += prefix.length
    else if (town) {
      tokens.push({ kind: 'town', base: town.base, towns: town.towns })
      at = town.end
    } else {
      const { token, end } = one(text, at, spaced)
      const last = tokens.at(-1)
      if (token.kind === 'other' && last?.kind === 'other' && !spaced)
        tokens[tokens.length - 1] = { kind: 'other', text: last.text + token.text }
      else tokens.push(token)
      at = end
    }
    spaced = false
  }
  return tokens
}

function one(text: string, at: number, spaced: boolean): { token: TownToken; end: number } {
  const char = text[at] ?? ''
  if ('、,・;/'.includes(char)) return { token: { kind: 'separator' }, end: at + 1 }
  if (char === '~' || char === '-') return { token: { kind: 'range', hyphen: char === '-' }, end: at + 1 }
  if (text.startsWith('から', at)) return { token: { kind: 'range', hyphen: false }, end: at + 2 }
  const word = WORDS.find(([name]) => text.startsWith(name, at))
  if (word) return { token: { kind: word[1] }, end: at + word[0].length }
  const number = readNumeral(text, at)
  if (number) return { token: { kind: 'number', value: number.value, spaced }, end: number.end }
  return { token: { kind: 'other', text: char }, end: at + 1 }
}

/** A name may be written with blanks in it: 「日本橋 人形町」. */
function longest(text: string, at: number, names: TownNames) {
  for (const [base, towns] of names) {
    let end = at
    let matched = 0
    while (matched < base.length && end < text.length) {
      if (text[end] === base[matched]) matched++
      else if (text[end] !== ' ' || matched === 0) break
      end++
    }
    if (matched === base.length && base !== '') return { base, towns, end }
  }
  return null
}

/** As `addressText`, but a blank stays a blank, a line break separates, and 〜 is told from a hyphen. */
function spelling(cell: string): string {
  return cell
    .normalize('NFKC')
    .trim()
    .replace(/[〜～~〰]/g, '~')
    .split('\n')
    .map((line) =>
      line
        .split(/\s+/)
        .map((word) => word.split('~').map(addressText).join('~'))
        .join(' '),
    )
    .join('、')
}
