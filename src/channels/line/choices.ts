import type { messagingApi } from '@line/bot-sdk'
import type { Lang } from '../../content/vocabulary.ts'
import type { ReplyChoice, Wanted } from '../../triage/conversation.ts'
import { readChoiceId } from '../../triage/options.ts'
import { pickerOption } from '../../triage/read-date.ts'
import { clip } from './cut.ts'
import { flexText } from './point-bubble.ts'
import { dateLabel, locationLabel } from './words.ts'

const MOST_QUICK = 13
const PER_PAGE = 10
const MOST_PAGES = 12
const LABEL = { graphemes: 20, units: 120 }
const SHOWN = { graphemes: 100, units: 300 }

/** The data of a choice's button; null when it cannot be one. */
export type DataOf = (choice: string) => string | null

/** わからない, 答えたくない, 人と話す: ways out that stay at hand when there are more choices than buttons. */
const isWayOut = ({ id }: ReplyChoice): boolean => id.startsWith('!') || /:~(?!t\d)/.test(id)

/**
 * The choices as lines of the text: there are no buttons on PC, and these are what can be typed. Only
 * answers to a question are numbered; a number typed elsewhere means nothing.
 */
export function choiceLines(choices: readonly ReplyChoice[]): string {
  return choices
    .map(({ id, label }, i) => (id.startsWith('!') ? `・${label}` : `${i + 1}. ${label}`))
    .join('\n')
}

function postbackAction(choice: ReplyChoice, at: number, dataOf: DataOf): messagingApi.PostbackAction[] {
  const data = dataOf(choice.id)
  if (data === null) return []
  const label = clip(choice.label, LABEL) || String(at + 1)
  return [{ type: 'postback', label, data, displayText: clip(choice.label, SHOWN) || label }]
}

/** A map position or a day, picked in LINE's own way. */
function pickerFor(
  choices: readonly ReplyChoice[],
  {
    dataOf,
    wants,
    lang,
  }: { readonly dataOf: DataOf; readonly wants: Wanted | undefined; readonly lang: Lang },
): messagingApi.Action | null {
  if (wants === undefined) return null
  if (wants === 'place') return { type: 'location', label: clip(locationLabel(lang), LABEL) }
  const [asking] = choices.flatMap(({ id }) => readChoiceId(id)?.asking ?? [])
  const data = asking === undefined ? null : dataOf(`${asking}:${pickerOption}`)
  return data === null
    ? null
    : { type: 'datetimepicker', label: clip(dateLabel(lang), LABEL), data, mode: wants }
}

const roomFor = (wants: Wanted | undefined): number => MOST_QUICK - (wants ? 1 : 0)

/** Quick replies for the last message; with more choices than fit, the first ones and every way out. */
export function quickReplyOf(
  choices: readonly ReplyChoice[],
  options: { readonly dataOf: DataOf; readonly wants: Wanted | undefined; readonly lang: Lang },
): messagingApi.QuickReply | null {
  const room = roomFor(options.wants)
  const waysOut = choices.filter(isWayOut).slice(-room)
  const others = choices.filter((choice) => !waysOut.includes(choice))
  const chosen = new Set([...others.slice(0, room - waysOut.length), ...waysOut])
  const items: messagingApi.QuickReplyItem[] = choices.flatMap((choice, i) =>
    chosen.has(choice)
      ? postbackAction(choice, i, options.dataOf).map((action) => ({ type: 'action' as const, action }))
      : [],
  )
  const own = pickerFor(choices, options)
  if (own) items.unshift({ type: 'action', action: own })
  return items.length > 0 ? { items } : null
}

/** All choices as pages to swipe, when they are more than quick replies can hold. */
export function choicePages(
  choices: readonly ReplyChoice[],
  options: { readonly dataOf: DataOf; readonly wants: Wanted | undefined },
): messagingApi.FlexBubble[] {
  if (choices.length <= roomFor(options.wants)) return []
  const rows = choices.flatMap((choice, i) =>
    postbackAction(choice, i, options.dataOf).map((action): messagingApi.FlexComponent => {
      const number = choice.id.startsWith('!') ? '' : `${i + 1}. `
      return {
        type: 'box',
        layout: 'vertical',
        paddingAll: 'md',
        action,
        contents: flexText(`${number}${clip(choice.label, SHOWN)}` || String(i + 1), { color: '#0b5394' }),
      }
    }),
  )
  const pages: messagingApi.FlexBubble[] = []
  for (let at = 0; at < rows.length && pages.length < MOST_PAGES; at += PER_PAGE)
    pages.push({
      type: 'bubble',
      body: { type: 'box', layout: 'vertical', contents: rows.slice(at, at + PER_PAGE) },
    })
  return pages
}
