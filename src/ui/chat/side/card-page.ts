import type { ConsultationPoint } from '../../../directory/consultation-point.ts'
import type { Message } from '../../../triage/message.ts'
import { h, type Markup } from '../../markup.ts'
import { phoneLink } from '../phone-links.ts'
import { wordsIn } from '../words.ts'
import { qrCode } from './qr-code.ts'
import { type SidePage, sidePage } from './side-page.ts'
import { sideWords } from './words.ts'

export interface CardPage extends SidePage {
  readonly card: NonNullable<Message['card']> | null
  readonly desk: ConsultationPoint | null
  /** Where the clerk's scanner leads; the ticket alone opens nothing. */
  readonly scan: string
  /** Large enough to be read across a counter. */
  readonly large: boolean
}

const WRITING = ['writing-1', 'writing-2', 'writing-3', 'writing-4'] as const

/** 窓口カード by itself: to print, to show at the counter, to point at. No name, nothing that was written. */
export function cardPage(page: CardPage): Markup {
  const { base, lang, card, desk, large } = page
  const words = wordsIn(lang)
  const side = sideWords(lang)
  if (!card) return sidePage(page, words.card, h('p', {}, side['no-card']))
  return sidePage(
    page,
    words.card,
    h('p', { class: 'hint' }, words['card-hint']),
    h(
      'section',
      { class: large ? 'card large' : 'card' },
      h('ol', { class: 'lines' }, ...card.lines.map((line) => h('li', {}, line))),
      desk !== null &&
        h(
          'p',
          { class: 'desk' },
          `${words['card-desk']}：`,
          h('span', { lang: 'ja' }, desk.name),
          desk.phone !== null && h('span', {}, '　', phoneLink(desk.phone, lang)),
        ),
      card.bring.length > 0 && h('p', {}, `${words.bring}：${card.bring.join('、')}`),
      h(
        'div',
        { class: 'scan' },
        h(
          'p',
          { class: 'ticket' },
          h('span', {}, words.ticket),
          ' ',
          h('strong', { lang: 'ja' }, card.ticket),
        ),
        qrCode(page.scan, side.qr),
        h('p', { class: 'hint' }, side['qr-hint']),
      ),
    ),
    h(
      'p',
      { class: 'ways' },
      h(
        'a',
        { href: large ? `${base}/card` : `${base}/card?view=large`, class: 'as-button' },
        large ? side.smaller : side.bigger,
      ),
      h('button', { type: 'button', class: 'scripted', 'data-action': 'print' }, side.print),
    ),
    h(
      'section',
      { class: 'writing' },
      h('h2', {}, side.writing),
      h('p', { class: 'hint' }, side['writing-hint']),
      h('ul', {}, ...WRITING.map((line) => h('li', {}, side[line]))),
    ),
  )
}
