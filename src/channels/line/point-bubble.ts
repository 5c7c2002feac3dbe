import type { messagingApi } from '@line/bot-sdk'
import { isPhone } from '../../content/phone.ts'
import { fill, type Phrases } from '../../content/phrases.ts'
import { inLang } from '../../content/text.ts'
import type { Lang } from '../../content/vocabulary.ts'
import type { ConsultationPoint } from '../../directory/consultation-point.ts'
import { clip, fewLines } from './cut.ts'
import { badgeOf, callLabel } from './words.ts'

export type PointPhrases = Pick<
  Phrases,
  'point-unconfirmed' | 'point-source' | 'point-script' | 'point-bring'
>

const MOST_LINES = 8
const SHORT = { units: 200 }
const LONG = { units: 500 }

/** The directory's own lines stand in brackets already. */
const quoted = (line: string): string => (/^「.*」$/.test(line) ? line : `「${line}」`)

/** 「#7119」 is not dialled from a link on every phone: it stays text. */
const dialable = (phone: string): boolean => isPhone(phone) && !phone.startsWith('#')

/** 「出典：くらしのガイド（2026-04-01）・区の確認はまだです」 */
function sourceLine(point: ConsultationPoint, phrases: PointPhrases, lang: Lang): string {
  const { name, date } = point.source
  const source = fill(inLang(phrases['point-source'], lang), { name, date: date ?? '' })
    .replace(/（\s*）/, '')
    .replace(/\(\s*\)/, '')
    .trim()
  return point.confirmed ? source : `${source}・${inLang(phrases['point-unconfirmed'], lang)}`
}

/** The lines of a point in reading order, for the bubble and for those who get text only. */
function linesOf(point: ConsultationPoint, phrases: PointPhrases, lang: Lang) {
  const say = (key: keyof PointPhrases) => inLang(phrases[key], lang)
  return {
    badge: badgeOf(point.basis, lang),
    name: point.name,
    facts: [point.why, point.phone ? `☎ ${point.phone}` : '', point.hours.text, point.address ?? ''],
    notice: point.notice ? `※ ${point.notice}` : '',
    script:
      point.script.length > 0 ? [say('point-script'), ...fewLines(point.script.map(quoted), MOST_LINES)] : [],
    bring:
      point.bring.length > 0
        ? [
            say('point-bring'),
            ...fewLines(
              point.bring.map((thing) => `・${thing}`),
              MOST_LINES,
            ),
          ]
        : [],
    source: sourceLine(point, phrases, lang),
  }
}

/** A point as plain lines. */
export function pointText(point: ConsultationPoint, phrases: PointPhrases, lang: Lang): string {
  const { badge, name, facts, notice, script, bring, source } = linesOf(point, phrases, lang)
  return [`■ ${name}［${badge}］`, ...facts, notice, ...script, ...bring, source]
    .filter((line) => line.trim() !== '')
    .join('\n')
}

type Text = messagingApi.FlexText & { type: 'text' }
type Box = messagingApi.FlexBox & { type: 'box' }

/** A wrapped text that follows the reader's own letter size; none for a blank. */
export function flexText(text: string, style: Partial<messagingApi.FlexText>, most = SHORT): Text[] {
  const shown = clip(text, most)
  return shown === '' ? [] : [{ type: 'text', text: shown, wrap: true, scaling: true, size: 'sm', ...style }]
}

/** A vertical box; none when it would be empty. */
export function flexBox(contents: messagingApi.FlexComponent[], style: Partial<messagingApi.FlexBox>): Box[] {
  return contents.length === 0 ? [] : [{ type: 'box', layout: 'vertical', spacing: 'sm', contents, ...style }]
}

const QUIET = '#555555'
const INK = '#1a1a1a'
const NOTICE = '#9a3412'
const ACCENT = '#0b5394'

/** 相談先 as a Flex bubble: who and why first, then the call, then what to say there and where this is known from. */
export function pointBubble(
  point: ConsultationPoint,
  phrases: PointPhrases,
  lang: Lang,
): messagingApi.FlexBubble {
  const lines = linesOf(point, phrases, lang)
  const part = (texts: readonly string[]) =>
    texts.flatMap((text, i) => flexText(text, i === 0 ? { weight: 'bold', color: INK } : { color: INK }))
  const body = [
    ...flexText(lines.badge, { color: ACCENT, weight: 'bold', size: 'xs' }),
    ...flexText(lines.name, { weight: 'bold', size: 'lg', color: INK }),
    ...lines.facts.flatMap((fact) => flexText(fact, { color: INK }, LONG)),
    ...flexText(lines.notice, { color: NOTICE }, LONG),
    ...flexBox(part(lines.script), { margin: 'lg' }),
    ...flexBox(part(lines.bring), { margin: 'lg' }),
    ...flexText(lines.source, { color: QUIET, size: 'xs', margin: 'lg' }, LONG),
  ]
  const call: messagingApi.FlexComponent[] =
    point.phone && dialable(point.phone)
      ? [
          {
            type: 'button',
            style: 'primary',
            color: ACCENT,
            height: 'sm',
            action: {
              type: 'uri',
              label: clip(`${callLabel(lang)} ${point.phone}`, { graphemes: 40, units: 40 }),
              uri: `tel:${point.phone.replaceAll('-', '')}`,
            },
          },
        ]
      : []
  const [footer] = flexBox(call, {})
  return {
    type: 'bubble',
    body: { type: 'box', layout: 'vertical', spacing: 'sm', contents: body },
    ...(footer ? { footer } : {}),
  }
}
