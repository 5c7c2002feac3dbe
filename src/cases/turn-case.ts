import { fill } from '../content/phrases.ts'
import { inLang } from '../content/text.ts'
import { type Danger, graver } from '../content/vocabulary.ts'
import type { Batch, Sealer, Store } from '../ports.ts'
import type { Effect, Inbound, Reply, Session } from '../triage/conversation.ts'
import type { Guide } from '../triage/guide.ts'
import { walk } from '../triage/walk.ts'
import type { BusinessTime } from './business-time.ts'
import type { Reason } from './case-event.ts'
import { caseFacts } from './case-facts.ts'
import { caseNews } from './case-news.ts'
import { INTAKE } from './case-state.ts'
import { firstMinutes } from './deadline.ts'
import { FACTS } from './keys.ts'
import { type Held, type Holding, OWNER, readHolding } from './ownership.ts'
import { momentText } from './promise-text.ts'
import type { StaffOnHand } from './staff-register.ts'

interface Parts {
  readonly store: Pick<Store, 'get'>
  readonly sealer: Sealer
  readonly guide: Guide
  readonly time: BusinessTime
  /** Whether the ward has said when its staff answer: what nobody has said is promised to nobody. */
  readonly hoursKnown: boolean
  readonly staff: () => Promise<StaffOnHand>
}

/** With the staff as they were when the turn began. */
type Holder = Held & { readonly staff: StaffOnHand }

interface DecidedTurn {
  readonly held: Holder
  readonly inbound: Inbound
  readonly session: Session
  readonly effects: readonly Effect[]
  readonly salt: string
  readonly now: number
}

/** Why this turn needs a person; null when it does not. Danger before all else. */
function wants(effects: readonly Effect[]): { readonly reason: Reason; readonly danger: Danger } | null {
  const danger = effects.reduce<Danger>(
    (gravest, effect) => (effect.kind === 'danger' ? graver(gravest, effect.finding.danger) : gravest),
    'none',
  )
  if (danger !== 'none') return { reason: 'danger', danger }
  const handoff = effects.find((effect) => effect.kind === 'handoff')
  if (handoff) return { reason: handoff.reason, danger }
  return effects.some((effect) => effect.kind === 'gap') ? { reason: 'gap', danger } : null
}

/** How turns and cases meet: whoever needs a person has a case in the same commit, and a case hears of its turns. */
export function turnCases({ store, sealer, guide, time, hoursKnown, staff }: Parts) {
  const opens = ({ held, effects }: Pick<DecidedTurn, 'held' | 'effects'>) => {
    const wanted = wants(effects)
    // Given back to the bot, a case that needs a person again waits for one again.
    return wanted && (held.phase !== 'open' || held.owner.kind === 'bot') ? wanted : null
  }

  /** The team that is responsible by the ward's directory, where it has people here; else the ward's intake. */
  function teamFor(session: Session, teams: ReadonlySet<string>, now: number): string {
    if (teams.size === 0) return INTAKE
    const { situation } = walk(guide, session, now)
    const points = guide.desk.points(situation, { now, lang: 'ja', exclude: [], outreach: false })
    const responsible = points.find(({ basis }) => basis === 'catchment' || basis === 'wardwide')
    if (responsible && teams.has(responsible.id)) return responsible.id
    const general = guide.desk.generalDesk(now, 'ja').id
    return teams.has(general) ? general : INTAKE
  }

  return {
    async hold(conversation: string): Promise<Holder> {
      const [held, hand] = await Promise.all([readHolding(store, conversation), staff()])
      return { ...held, staff: hand }
    },

    promise({ held, session, effects, now }: DecidedTurn): Reply | null {
      const asked = effects.some((effect) => effect.kind === 'handoff' && effect.reason === 'asked')
      const wanted =
        opens({ held, effects }) ?? (asked && held.owner.kind === 'queue' ? wants(effects) : null)
      const { any, onDuty } = held.staff
      if (!wanted || !any || held.owner.kind === 'person') return null
      const { lang } = session
      const open = time.openAt(now)
      // Asked again, nobody is put off: what was promised first stands.
      const by = Math.min(held.by ?? Infinity, time.after(now, firstMinutes(wanted.reason, wanted.danger)))
      const inHours = onDuty ? 'staff-now' : 'staff-soon'
      const key = hoursKnown ? (open ? inHours : 'staff-later') : 'staff-unknown'
      const text = fill(inLang(guide.phrases[key], lang), {
        by: momentText(by, now, lang),
        when: momentText(time.nextOpen(now), now, lang),
      })
      return { from: 'bot', lang, text }
    },

    follow({ held, inbound, session, effects, salt, now }: DecidedTurn): Required<
      Pick<Batch, 'puts' | 'enqueues' | 'checks'>
    > & {
      readonly opening: readonly object[]
    } {
      const { conversation, id } = inbound
      const wanted = opens({ held, effects })
      const checks = [{ key: OWNER, expect: held.version }]
      if (!wanted && held.phase !== 'open') {
        const after = effects.some(({ kind }) => kind === 'rated' || kind === 'invited')
        return { opening: [], checks, puts: [], enqueues: after ? [caseNews(conversation, id, now)] : [] }
      }
      const sealed = sealer.seal(conversation, salt, JSON.stringify(caseFacts(guide, session, inbound, now)))
      const facts = { key: FACTS, value: sealed, expect: 'any' as const }
      const enqueues = [caseNews(conversation, id, now)]
      if (!wanted) return { opening: [], checks, puts: [facts], enqueues }
      const by = time.after(now, firstMinutes(wanted.reason, wanted.danger))
      const holding: Holding = { owner: { kind: 'queue' }, term: held.term, phase: 'open', by }
      return {
        opening: [{ kind: 'opened', reason: wanted.reason, team: teamFor(session, held.staff.teams, now) }],
        puts: [facts, { key: OWNER, value: JSON.stringify(holding), expect: held.version }],
        checks: [],
        enqueues,
      }
    },
  }
}
