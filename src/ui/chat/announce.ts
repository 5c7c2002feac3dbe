import type { Message } from '../../triage/message.ts'
import { spokenText } from './phone-links.ts'
import { wordsIn } from './words.ts'

/** A message as the screen reader says it when it comes: in one piece, with what can be done about it. */
export function announcement(message: Message, chosen: boolean): string {
  const { from, lang, text, points = [], choices = [] } = message
  const words = wordsIn(lang)
  const who = from === 'resident' ? words[chosen ? 'chosen' : 'you'] : words[from]
  const places = points.map(({ name }) => name).join('、')
  return [
    `${who}：${from === 'resident' ? text : spokenText(text, lang)}`,
    points.length > 0 ? `${words['points-count'].replace('{n}', String(points.length))}${places}` : '',
    choices.length > 0 ? words['choices-count'].replace('{n}', String(choices.length)) : '',
  ]
    .filter((part) => part !== '')
    .join('\n')
}
