import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Actor } from './access.ts'
import { maySee } from './access.ts'
import type { CaseEvent, Recorded } from './case-event.ts'
import { type CaseState, foldCase, NO_CASE } from './case-state.ts'
import { type Action, decide, type Receiver } from './decide.ts'

const actors: readonly Actor[] = [
  { id: 'a', team: 'one', role: 'staff', outside: false },
  { id: 'b', team: 'one', role: 'lead', outside: false },
  { id: 'c', team: 'two', role: 'staff', outside: false },
  { id: 'd', team: 'far', role: 'staff', outside: true },
  { id: 'e', team: 'two', role: 'admin', outside: false },
  { id: 'f', team: 'one', role: 'auditor', outside: false },
]
const actor = fc.constantFrom(...actors)
const receiver: fc.Arbitrary<Receiver> = fc.oneof(
  actor.map(({ id, team, outside }): Receiver => ({ kind: 'person', id, team, outside })),
  fc.constantFrom('one', 'two').map((id): Receiver => ({ kind: 'team', id, outside: false })),
)
const action: fc.Arbitrary<Action> = fc.oneof(
  fc.constantFrom<Action>(
    { kind: 'claim' },
    { kind: 'claim' },
    { kind: 'release' },
    { kind: 'reply', message: 'm' },
    { kind: 'accept' },
    { kind: 'decline', text: 't' },
    { kind: 'snooze', until: null, event: 'reply' },
    { kind: 'wait', for: 'agency' },
    { kind: 'wait', for: null },
    { kind: 'return', text: null, on: null },
    { kind: 'resolve', outcome: 'connected', next: null },
    { kind: 'reopen' },
    { kind: 'acknowledge' },
    { kind: 'consent', basis: 'person', scope: [], until: null },
  ),
  receiver.map((to): Action => ({ kind: 'transfer', to, text: 't' })),
  receiver.map((to): Action => ({ kind: 'consult', to, text: null })),
  actor.map((one): Action => ({ kind: 'note', text: 't', mentions: [one] })),
)
const turn: fc.Arbitrary<CaseEvent> = fc.constantFrom<CaseEvent>(
  { kind: 'opened', reason: 'asked', team: 'intake' },
  { kind: 'opened', reason: 'danger', team: 'one' },
  { kind: 'danger', danger: 'emergency', danger_kind: 'self_harm', rule: null },
  { kind: 'escalated', level: 1, to: 'one' },
  { kind: 'requeued', from: 'a', because: 'offline' },
  { kind: 'erased', term: 0, version: 0, lead: null },
)
const move = fc.oneof(fc.record({ actor, action }), fc.record({ turn }))

/** What 消して leaves of a case that stands so (`bot/erase-case.ts`). */
const erasureOf = ({ term, version, lead }: CaseState): CaseEvent => ({
  kind: 'erased',
  term: term + 1,
  version,
  lead,
})

/** Every state passed on the way, with the event that led there. */
function play(moves: readonly ({ actor: Actor; action: Action } | { turn: CaseEvent })[]) {
  const passed: { before: CaseState; event: CaseEvent; after: CaseState }[] = []
  let state = NO_CASE
  moves.forEach((one, at) => {
    const around = { now: at, core: 'two', onDuty: (id: string) => id === 'a' }
    // The service opens what is not open, and returns to the queue what somebody owns.
    const decided =
      'turn' in one
        ? one.turn.kind === 'opened' && state.phase === 'open' && state.owner.kind !== 'bot'
          ? []
          : one.turn.kind === 'requeued' && state.owner.kind !== 'person'
            ? []
            : state.phase === 'none' && one.turn.kind !== 'opened'
              ? []
              : [one.turn.kind === 'erased' ? erasureOf(state) : one.turn]
        : (() => {
            const decision = decide(state, one.actor, one.action, around)
            return decision.ok ? decision.events : []
          })()
    for (const event of decided) {
      const after = foldCase([{ ...event, seq: state.seq + 1, at }], state)
      passed.push({ before: state, event, after })
      state = after
    }
  })
  return passed
}
const runs = fc.array(move, { minLength: 1, maxLength: 40 })
const always = (holds: (step: ReturnType<typeof play>[number]) => boolean) =>
  fc.assert(
    fc.property(runs, (moves) => play(moves).every(holds)),
    { numRuns: 2000, seed: 9 },
  )

it('開いている相談には、いつも主担当がちょうど一つある', () => {
  always(({ after }) => after.phase !== 'open' || after.lead !== null)
})

it('受け持つ人がいれば、その人が主担当でもある', () => {
  always(
    ({ after }) =>
      after.owner.kind !== 'person' || (after.lead?.kind === 'person' && after.lead.id === after.owner.id),
  )
})

it('終わった相談や消された相談は、だれのものでもない', () => {
  always(({ after }) => after.phase === 'open' || after.owner.kind === 'bot')
})

it('持ち主が変わるたびに札が新しくなり、古い札に戻ることはない', () => {
  always(({ before, after }) => {
    const changed = JSON.stringify(before.owner) !== JSON.stringify(after.owner)
    const persons = before.owner.kind === 'person' || after.owner.kind === 'person'
    return after.term >= before.term && (!changed || !persons || after.term > before.term)
  })
})

it('引き継ぎは、相手が受けるまで送り手のもの', () => {
  always(({ before, event, after }) =>
    event.kind === 'transfer' ? JSON.stringify(before.owner) === JSON.stringify(after.owner) : true,
  )
})

it('見られる人を広げるのは、受け持ち・引き継ぎ・助言の依頼・差し戻しと、新しい相談だけ', () => {
  const widens = new Set([
    'opened',
    'claimed',
    'accepted',
    'transfer',
    'consulted',
    'consent',
    'reopened',
    'released',
  ])
  always(
    ({ before, event, after }) =>
      widens.has(event.kind) || actors.every((one) => maySee(before, one) || !maySee(after, one)),
  )
})

it('メモで呼ばれた人は、もとから見られる人だけ', () => {
  always(
    ({ before, event }) =>
      event.kind !== 'noted' ||
      event.mentions.every((id) => actors.some((one) => one.id === id && maySee(before, one))),
  )
})

it('区の外の機関は、同意か支援会議の記録がなければ渡されない', () => {
  always(({ before, event }) =>
    (event.kind === 'transfer' || event.kind === 'consulted') &&
    event.to.kind === 'person' &&
    event.to.id === 'd'
      ? before.consent.basis !== 'none'
      : true,
  )
})

it('どこから畳んでも同じ状態になる', () => {
  fc.assert(
    fc.property(runs, fc.nat(40), (moves, cut) => {
      const events = play(moves).map(({ event }, i): Recorded => ({ ...event, seq: i + 1, at: i }))
      const half = foldCase(events.slice(0, cut))
      expect(foldCase(events.slice(cut), half)).toEqual(foldCase(events))
    }),
    { numRuns: 300, seed: 9 },
  )
})
