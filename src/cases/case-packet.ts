import { inLang } from '../content/text.ts'
import type { Need } from '../content/vocabulary.ts'
import type { ConsultationPoint } from '../directory/consultation-point.ts'
import type { Answer, Session, Situation } from '../triage/conversation.ts'
import type { Guide } from '../triage/guide.ts'
import { aboutViolence } from '../triage/hand-over.ts'
import { householdOf } from '../triage/household.ts'
import type { Message } from '../triage/message.ts'
import { isQuestion, walk } from '../triage/walk.ts'
import { type SheetLine, sheetLines } from './intake-sheet.ts'

/** One question and what came of it; `declined` is an answer too. */
export interface Told {
  readonly question: string
  readonly answer: string
  readonly how: 'answered' | 'unsure' | 'declined'
}

/** What a person needs to know before writing the first word, made from the talk itself. */
export interface CasePacket {
  readonly speaker: Situation['speaker']
  readonly lang: Session['lang']
  readonly needs: readonly { readonly id: Need; readonly name: string }[]
  readonly household: readonly {
    readonly who: string
    readonly decade: number | null
    readonly together: boolean
    readonly needs: readonly string[]
  }[]
  /** The short expressions that made it so. */
  readonly words: readonly string[]
  readonly place: { readonly town: string; readonly block: number | null } | null
  readonly place_declined: boolean
  readonly elsewhere: string | null
  readonly access: readonly string[]
  readonly visit: boolean
  readonly answers: readonly Told[]
  /** Desks the resident was already told. */
  readonly told: readonly {
    readonly id: string
    readonly name: string
    readonly phone: string | null
    readonly at: string
  }[]
  readonly suggested: { readonly point: ConsultationPoint; readonly why: string } | null
  readonly violence: boolean
  readonly stopped: boolean
  readonly sheet: readonly SheetLine[]
}

/** The packet of a talk. Pure. */
export function casePacket(
  guide: Guide,
  session: Session,
  messages: readonly Message[],
  now: number,
): CasePacket {
  const { situation } = walk(guide, session, now)
  const violence = aboutViolence(session, situation)
  const nameOf = (need: Need) => {
    const known = guide.intents.get(need)?.name
    return known ? inLang(known, 'ja') : need
  }
  const [point] =
    situation.needs.length > 0
      ? guide.desk.points(situation, { now, lang: 'ja', exclude: [], outreach: false })
      : []
  return {
    speaker: situation.speaker,
    lang: session.lang,
    needs: situation.needs.map((id) => ({ id, name: nameOf(id) })),
    household: householdOf(situation, violence).members.map(({ who, decade, together, needs }) => ({
      who,
      decade,
      together,
      needs: needs.map(nameOf),
    })),
    words: situation.words,
    place: situation.place && { town: situation.place.town, block: situation.place.block },
    place_declined: situation.placeDeclined,
    elsewhere: situation.elsewhere,
    access: situation.access,
    visit: situation.visit,
    answers: session.answers.flatMap(({ node, answer }) => {
      const asked = questionOf(guide, node)
      return asked ? [{ question: asked.text, ...answerText(answer, asked.label) }] : []
    }),
    told: messages.flatMap((message) =>
      message.from === 'bot'
        ? (message.points ?? []).map(({ id, name, phone }) => ({ id, name, phone, at: message.at }))
        : [],
    ),
    suggested: point ? { point, why: point.why } : null,
    violence,
    stopped: session.stopped,
    sheet: sheetLines(situation.needs, violence),
  }
}

function questionOf(guide: Guide, visit: string) {
  const at = guide.nodes.get(nodeKeyOf(visit))
  if (!at || !isQuestion(at.node)) return null
  const { node } = at
  return {
    text: inLang(node.text, 'ja'),
    label: (choice: string) => {
      const found = 'choices' in node ? node.choices.find(({ id }) => id === choice) : undefined
      return found ? inLang(found.label, 'ja') : choice
    },
  }
}

/** A node passed again bears its ordinal: `start.story#2`. */
const nodeKeyOf = (visit: string): string => visit.split('#')[0] ?? visit

function answerText(answer: Answer, label: (choice: string) => string): Pick<Told, 'answer' | 'how'> {
  const answered = (text: string) => ({ answer: text, how: 'answered' as const })
  switch (answer.kind) {
    case 'unsure':
      return { answer: 'わからない', how: 'unsure' }
    case 'declined':
      return { answer: '答えたくない', how: 'declined' }
    case 'chosen':
      return answered(answer.choices.map(label).join('・'))
    case 'said':
      return answered(
        answer.heard.words.length > 0 ? answer.heard.words.map((w) => `「${w}」`).join('') : '（文で答えた）',
      )
    case 'place':
      return answered(`${answer.place.town}${answer.place.block === null ? '' : `${answer.place.block}番`}`)
    case 'towns':
      return answered(answer.towns.join('・'))
    case 'elsewhere':
      return answered(answer.municipality)
    case 'when':
      return answered(answer.iso)
  }
}
