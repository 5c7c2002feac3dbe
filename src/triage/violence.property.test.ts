import fc from 'fast-check'
import { expect, test } from 'vitest'
import { guideOf } from '../../test/support/built.ts'
import type { InboundContent, Session, Turn } from './conversation.ts'
import { aboutViolence } from './hand-over.ts'
import { householdOf } from './household.ts'
import { newSession } from './session.ts'
import { step } from './step.ts'
import { walk } from './walk.ts'

const { guide, findDanger } = await guideOf('mihon')

const VIOLENCE = [
  '夫に殴られています',
  '夫に殴られています。子どもも不登校です',
  '彼氏に首を絞められました。母の介護もあります',
  'おっとに なぐられる。こどもが こわがっている',
  'my husband hits me',
  '旦那の暴力から逃げたい',
]
const HOUSEHOLD = [
  '母が認知症で、家賃が払えません',
  '80代の母と、引きこもりの兄のことが心配です',
  '息子が不登校で、母の介護もあります',
  'ひとり親で、家賃が払えません',
  '父が認知症で、私も仕事を失いました',
  '弟と妹の世話で学校に行けません',
  '帆風二丁目',
  'わからない',
]
/** What a pattern says, and 「母の…のこと。」 of a point. */
const { patterns, compound } = guide.patterns
const SAID = [compound, ...patterns].flatMap(({ reason }) => [reason.ja, reason.easy, reason.en])
const LINK =
  /(母|父|親|兄|姉|弟|妹|息子|娘|子ども|祖母|祖父|夫|妻|家族|ご自分)の[^。」]{1,20}の ?こと(です|。)/

type Act = { readonly say: string } | { readonly tap: number }
const act: fc.Arbitrary<Act> = fc.oneof(
  fc.constantFrom(...HOUSEHOLD).map((say) => ({ say })),
  fc.nat(20).map((tap) => ({ tap })),
)

function talk(acts: readonly Act[], each: (turn: Turn, violent: boolean, now: number) => void): void {
  let now = Date.parse('2026-11-24T10:00:00+09:00')
  let session: Session = newSession('ja', now)
  let last: Turn | null = null
  let violent = false
  for (const [i, one] of acts.entries()) {
    now += 10_000
    const choices = last?.replies.flatMap((reply) => reply.choices ?? []) ?? []
    const offered = choices.filter(({ id }) => id !== '!restart')
    const content: InboundContent =
      'say' in one
        ? { kind: 'text', text: one.say }
        : { kind: 'tap', choice: offered[one.tap % Math.max(1, offered.length)]?.id ?? '!continue' }
    const finding = findDanger(content.kind === 'text' ? content.text : '', session.recent)
    const inbound = { id: `${i}`, conversation: 'c', channel: 'terminal' as const, at: now, content }
    const before = session
    last = step(guide, session, inbound, finding, now)
    session = last.session
    // A talk that is over and begun anew is another talk.
    violent = (violent && session.episode === before.episode) || ('say' in one && VIOLENCE.includes(one.say))
    each(last, violent, now)
  }
}

test('暴力の話では、型も、世帯のだれかも、つながりも、決して出てこない', () => {
  fc.assert(
    fc.property(
      fc.array(act, { maxLength: 4 }),
      fc.constantFrom(...VIOLENCE),
      fc.array(act, { minLength: 1, maxLength: 8 }),
      (before, violence, after) => {
        talk([...before, { say: violence }, ...after], ({ session, replies, effects }, violent, now) => {
          if (!violent) return
          const { situation } = walk(guide, session, now)
          expect(effects.filter(({ kind }) => kind === 'pattern')).toEqual([])
          expect(householdOf(situation, aboutViolence(session, situation)).members).toEqual([])
          expect([situation.members, situation.whose, situation.persons, situation.signs]).toEqual([
            [],
            [],
            [],
            [],
          ])
          const points = replies.flatMap((reply) => reply.points ?? [])
          const texts = [
            ...replies.map(({ text }) => text),
            ...points.flatMap(({ why, script }) => [why, ...script]),
          ]
          for (const text of texts) {
            expect(text).not.toMatch(LINK)
            for (const said of SAID) expect(text).not.toContain(said)
          }
        })
      },
    ),
    { numRuns: 60, seed: 5 },
  )
}, 60_000)
