import type { Message } from '../../triage/message.ts'
import { h, type Markup } from '../markup.ts'
import { cardView } from './card-view.ts'
import { withPhoneLinks } from './phone-links.ts'
import { placeView, type TownChoice } from './place-view.ts'
import { pointView } from './point-view.ts'
import { htmlLang, wordsIn } from './words.ts'

/** A message on the page. */
export interface Shown extends Message {
  /** Picked from the answers, not written. */
  readonly chosen?: true
  /** Sent, and not yet arrived after some seconds. */
  readonly late?: boolean
}

/** Where choices are sent; `turn` is the id under which the answer counts once, however often it is sent. */
export interface ChoiceForm {
  readonly base: string
  readonly turn: string
  /** False for the buttons of questions that have been answered. */
  readonly live: boolean
  /** The list of towns, as far as this page has it open. */
  readonly towns: TownChoice
}

/** Words valid at any moment (人と話す) keep working on old messages; answers to old questions do not. */
const lasts = (choice: string) => choice.startsWith('!')

function choicesView(message: Message, { base, turn, live }: ChoiceForm): Markup | null {
  const { choices = [], lang } = message
  if (choices.length === 0) return null
  return h(
    'form',
    { method: 'post', action: base, class: 'choices' },
    h('input', { type: 'hidden', name: 'id', value: turn }),
    h(
      'fieldset',
      {},
      h('legend', { class: 'unseen' }, wordsIn(lang).answers),
      ...choices.map(({ id, label }) =>
        h('button', { name: 'choice', value: id, disabled: !live && !lasts(id) }, label),
      ),
    ),
  )
}

/** One message of the conversation. */
export function messageView(message: Shown, form: ChoiceForm): Markup {
  const { lang, from, points = [], card, danger } = message
  const words = wordsIn(lang)
  const grave = danger === 'emergency' || danger === 'concern'
  const own = from === 'resident'
  const text = own ? [message.text] : withPhoneLinks(message.text, lang)
  return h(
    'div',
    {
      class: `message ${from}${grave ? ' danger' : ''}`,
      'data-id': message.id,
      lang: htmlLang(lang),
      tabindex: -1,
    },
    h('p', { class: 'from' }, own ? words[message.chosen ? 'chosen' : 'you'] : words[from]),
    h('p', { class: 'text', dir: 'auto' }, ...text),
    message.late === true &&
      h(
        'p',
        { class: 'late' },
        words.unsent,
        ' ',
        h('button', { type: 'button', 'data-action': 'again' }, words.again),
      ),
    ...points.flatMap((point, i) => [
      i === 1 && h('p', { class: 'also' }, words.also),
      pointView(point, lang),
    ]),
    card !== undefined && cardView(card, points, lang, form.base),
    message.wants === 'place' && form.live && placeView(message, form),
    choicesView(message, form),
  )
}
