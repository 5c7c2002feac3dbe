import { isPhone } from '../../content/phone.ts'
import type { Lang } from '../../content/vocabulary.ts'
import { type Child, h, type Markup } from '../markup.ts'
import { wordsIn } from './words.ts'

/** Short numbers only where they stand as numbers: 「110番」「189（いちはやく）」, not 「110円」. */
const CANDIDATE = /(?<![\d-])(?:0\d{1,4}(?:-\d{1,6}){1,2}|#\d{4}|1\d\d(?=番|\s?[（(]))(?![\d-])/g

/** Read digit by digit: 「0 3 の 3 5 4 6 の 5 3 1 1」, as people say numbers; never "three thousand". */
export function spokenPhone(phone: string, lang: Lang): string {
  const japanese = lang === 'ja' || lang === 'easy'
  const groups = phone.split('-').map((group) => [...group.replace('#', '')].join(' '))
  const hash = phone.startsWith('#') ? (japanese ? 'シャープ ' : 'hash ') : ''
  return `${wordsIn(lang).phone} ${hash}${groups.join(japanese ? ' の ' : ', ')}`
}

/**
 * A number to tap. What is read aloud stands beside what is seen, not in an `aria-label`: a label that
 * differs from the text on the screen cannot be called by voice.
 */
export function phoneLink(phone: string, lang: Lang): Markup {
  const href = `tel:${phone.replaceAll('-', '').replace('#', '%23')}`
  return h(
    'a',
    { href, class: 'phone' },
    h('span', { 'aria-hidden': 'true' }, phone),
    h('span', { class: 'unseen' }, spokenPhone(phone, lang)),
  )
}

/** A text with its telephone numbers made tappable. */
export function withPhoneLinks(text: string, lang: Lang): readonly Child[] {
  const pieces: Child[] = []
  let done = 0
  for (const match of text.matchAll(CANDIDATE)) {
    if (!isPhone(match[0])) continue
    pieces.push(text.slice(done, match.index), phoneLink(match[0], lang))
    done = match.index + match[0].length
  }
  return [...pieces, text.slice(done)]
}

/** The text as it is said aloud: its telephone numbers digit by digit. */
export function spokenText(text: string, lang: Lang): string {
  return text.replace(CANDIDATE, (phone) => (isPhone(phone) ? spokenPhone(phone, lang) : phone))
}
