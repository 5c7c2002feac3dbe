import type { Ruby } from '../text/readings.ts'
import { h, type Markup } from './markup.ts'

/** The readings of a text; undefined while they are not known. */
export type ReadingsOf = (text: string) => readonly Ruby[] | undefined

const KANJI = /\p{Script=Han}/u
/** 「相談（そうだん）」: an author has written the reading behind it. */
const TOLD = /([\p{Script=Han}々ヶ]+)（([ぁ-ゖー]+)）/gu
/** What holds no running text, or a resident's own. */
const BARE = new Set(['textarea', 'input', 'title', 'script', 'style', 'option', 'ruby', 'svg'])

/** Screen readers have readings of their own: what stands above is for the eye. */
const ruby = (text: string, reading: string): Markup =>
  h(
    'ruby',
    {},
    text,
    h('rp', { 'aria-hidden': 'true' }, '（'),
    h('rt', { 'aria-hidden': 'true' }, reading),
    h('rp', { 'aria-hidden': 'true' }, '）'),
  )

function told(text: string): (Markup | string)[] {
  const parts: (Markup | string)[] = []
  let done = 0
  for (const match of text.matchAll(TOLD)) {
    if (match.index > done) parts.push(text.slice(done, match.index))
    parts.push(ruby(match[1] ?? '', match[2] ?? ''))
    done = match.index + match[0].length
  }
  if (done < text.length) parts.push(text.slice(done))
  return parts
}

/** ふりがな over every Japanese text of the page but the resident's own. The texts themselves stay as they are. */
export function withRuby(markup: Markup, readings: ReadingsOf, lang = 'ja'): Markup {
  const { tag, attributes } = markup
  const here = attributes.lang ?? lang
  if (
    BARE.has(tag) ||
    attributes.class?.includes('unseen') ||
    attributes.class?.startsWith('message resident')
  )
    return markup
  const children = markup.children.flatMap((child): readonly (Markup | string)[] => {
    if (typeof child !== 'string') return [withRuby(child, readings, here)]
    if (here !== 'ja' || !KANJI.test(child)) return [child]
    const pieces = readings(child) ?? [{ text: child }]
    return pieces.flatMap(({ text, ruby: reading }) =>
      reading === undefined ? told(text) : [ruby(text, reading)],
    )
  })
  return { tag, attributes, children }
}
