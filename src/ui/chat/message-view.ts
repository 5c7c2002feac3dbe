import type { Message } from '../../triage/message.ts'
import { h, type Markup } from '../markup.ts'
import { cardView } from './card-view.ts'
import { withPhoneLinks } from './phone-links.ts'
import { pointView } from './point-view.ts'
import { htmlLang, wordsIn } from './words.ts'

/** Where choices are sent; `turn` is the id under which the answer counts once, however often it is sent. */
export interface ChoiceForm {
  readonly turn: string
  /** False for the buttons of questions that have been answered. */
  readonly live: boolean
}

/** Words valid at any moment (人と話す) keep working on old messages; answers to old questions do not. */
const lasts = (choice: string) => choice.startsWith('!')

function choicesView(message: Message, { turn, live }: ChoiceForm): Markup | null {
  const { choices = [], lang } = message
  if (choices.length === 0 && message.wants !== 'place') return null
  const words = wordsIn(lang)
  return h(
    'form',
    { method: 'post', action: '/chat', class: 'choices' },
    h('input', { type: 'hidden', name: 'id', value: turn }),
    h(
      'fieldset',
      {},
      h('legend', { class: 'unseen' }, words.answers),
      message.wants === 'place' &&
        h(
          'button',
          { type: 'button', class: 'scripted', 'data-action': 'locate', disabled: !live },
          words.locate,
        ),
      ...choices.map(({ id, label }) =>
        h('button', { name: 'choice', value: id, disabled: !live && !lasts(id) }, label),
      ),
    ),
  )
}

/** One message of the conversation. */
export function messageView(message: Message, form: ChoiceForm): Markup {
  const { lang, from, points = [], card, danger } = message
  const words = wordsIn(lang)
  const grave = danger === 'emergency' || danger === 'concern'
  const text = from === 'resident' ? [message.text] : withPhoneLinks(message.text, lang)
  return h(
    'div',
    {
      class: `message ${from}${grave ? ' danger' : ''}`,
      'data-id': message.id,
      lang: htmlLang(lang),
      tabindex: -1,
    },
    h('p', { class: 'from' }, words[from === 'resident' ? 'you' : from]),
    h('p', { class: 'text', dir: 'auto' }, ...text),
    ...points.flatMap((point, i) => [
      i === 1 && h('p', { class: 'also' }, words.also),
      pointView(point, lang),
    ]),
    card !== undefined && cardView(card, points, lang),
    choicesView(message, form),
  )
}
