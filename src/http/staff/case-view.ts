import { mayRead } from '../../cases/access.ts'
import type { BusinessTime } from '../../cases/business-time.ts'
import type { Case, CaseBook } from '../../cases/case-book.ts'
import type { Recorded, ReplyWay } from '../../cases/case-event.ts'
import { type CasePacket, casePacket } from '../../cases/case-packet.ts'
import { listed } from '../../cases/case-views.ts'
import { actorOf, type StaffAccount } from '../../cases/staff-account.ts'
import type { StaffAccounts } from '../../cases/staff-accounts.ts'
import { inLang } from '../../content/text.ts'
import type { Clock } from '../../ports.ts'
import type { WithoutPersonal } from '../../text/personal.ts'
import type { Session } from '../../triage/conversation.ts'
import type { Guide } from '../../triage/guide.ts'
import { type Message, tokyoIso } from '../../triage/message.ts'
import { headJson, type Names, namesOf, type TeamNameOf, targetJson } from './case-json.ts'

/** A talk opened for reading; null once erased. */
export type ReadTalk = (
  id: string,
) => Promise<{ readonly session: Session | null; readonly messages: readonly Message[] }>

/** A text without what a private person could be found by, and what that was. */
export type Masked = (text: string) => WithoutPersonal

export interface CaseViewParts {
  readonly book: CaseBook
  readonly accounts: StaffAccounts
  readonly guide: Guide
  readonly time: BusinessTime
  readonly clock: Clock
  readonly readTalk: ReadTalk
  readonly teamName: TeamNameOf
  readonly masked: Masked
  /** How a reply would travel now. */
  readonly way: (id: string) => Promise<ReplyWay>
  /** Up to when the resident has seen on our page what staff wrote. Epoch ms. */
  readonly seen: (id: string) => Promise<number>
}

/** A case on one screen: head, messages, notes, facts, history. Each person gets what they may read. */
export function caseView(parts: CaseViewParts) {
  const { book, accounts, guide, time, clock } = parts

  /** Compound cases noticed in the talk: what they are called and why they count as one. */
  function patternsOf(events: readonly Recorded[]) {
    const ids = new Set(events.flatMap((event) => (event.kind === 'pattern' ? [event.id] : [])))
    const { compound, patterns } = guide.patterns
    return [...patterns, { id: 'compound', ...compound }]
      .filter(({ id }) => ids.has(id))
      .map(({ id, name, reason }) => ({ id, name: inLang(name, 'ja'), reason: inLang(reason, 'ja') }))
  }

  /** Null once the resident has erased the talk. */
  async function packet(found: Case): Promise<CasePacket | null> {
    const { session, messages } = await parts.readTalk(found.id)
    return session && casePacket(guide, session, messages, clock())
  }

  async function whole(found: Case, me: StaffAccount) {
    const now = clock()
    const names: Names = { person: namesOf(await accounts.all()), team: parts.teamName }
    const head = headJson(listed(found, time, now), names)
    const reads = mayRead(actorOf(me))
    const [talk, texts] = reads
      ? await Promise.all([parts.readTalk(found.id), book.texts(found)])
      : [{ session: null, messages: [] }, new Map<string, string>()]
    const [way, seen] = await Promise.all([parts.way(found.id), parts.seen(found.id)])
    const ways = new Map(
      found.events.flatMap((event) =>
        event.kind === 'replied' && event.way ? [[event.message, event.way] as const] : [],
      ),
    )
    /** How a reply went, and whether the resident has it before them; a messenger does not say. */
    const travelled = ({ id, at }: Message) => {
      const how = ways.get(id)
      return how ? { way: how, ...(how === 'line' ? {} : { opened: Date.parse(at) <= seen }) } : {}
    }
    const { state } = found
    const withheld = new Set(
      found.events.flatMap((event) => (event.kind === 'not-sent' ? [event.answer] : [])),
    )
    /** Shown when asked for, and then on record (`reveal.ts`). */
    const behindMask = (words: string) => {
      const { text, left } = parts.masked(words)
      return left.length > 0 ? { text, masked: left } : {}
    }
    const undelivered = (id: string) =>
      [...withheld].some((answer) => answer.endsWith(`/${id.replace(/-\d+$/, '')}`))
    return {
      ...head,
      reply_way: way,
      messages: talk.messages.map((message) => ({
        ...message,
        ...(message.from === 'resident' ? behindMask(message.text) : {}),
        ...(message.from === 'staff' ? travelled(message) : {}),
        ...(message.from !== 'resident' && undelivered(message.id) ? { not_sent: true } : {}),
      })),
      notes: found.events.flatMap((event) =>
        event.kind === 'noted' && texts.has(event.text)
          ? [
              {
                id: event.text,
                by: { id: event.by, name: names.person(event.by) },
                at: tokyoIso(event.at),
                text: texts.get(event.text),
                mentions: event.mentions,
              },
            ]
          : [],
      ),
      facts: {
        ...(talk.session ? casePacket(guide, talk.session, talk.messages, now) : {}),
        reason: state.reason,
        danger: state.danger,
        patterns: patternsOf(found.events),
        dangers: found.events.flatMap((event) =>
          event.kind === 'danger'
            ? [{ danger: event.danger, kind: event.danger_kind, rule: event.rule, at: tokyoIso(event.at) }]
            : [],
        ),
        consent: {
          basis: state.consent.basis,
          scope: state.consent.scope,
          until: state.consent.until === null ? null : tokyoIso(state.consent.until),
        },
        consulted: state.consulted.map((to) => targetJson(to, names)),
        follow_up: state.followUp && {
          on: tokyoIso(state.followUp.on),
          text: state.followUp.text === null ? null : (texts.get(state.followUp.text) ?? null),
        },
        transfer_reason: state.transfer ? (texts.get(state.transfer.text) ?? null) : null,
        ratings: state.ratings,
      },
      history: found.events.map((event) => historyJson(event, names, texts)),
    }
  }

  return { whole, packet }
}

export type CaseView = ReturnType<typeof caseView>

/** An event with people by name and texts by what they say. */
function historyJson(event: Recorded, names: Names, texts: ReadonlyMap<string, string>) {
  const { at, by, from, text, ...rest } = { by: undefined, from: undefined, text: undefined, ...event }
  return {
    ...rest,
    at: tokyoIso(at),
    ...(by ? { by: { id: by, name: names.person(by) } } : {}),
    ...(from ? { from: { id: from, name: names.person(from) } } : {}),
    ...('to' in rest && typeof rest.to === 'object' ? { to: targetJson(rest.to, names) } : {}),
    // What a note says stands with the notes.
    ...(text && event.kind !== 'noted' ? { text: texts.get(text) ?? null } : {}),
  }
}
