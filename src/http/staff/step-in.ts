import { Hono } from 'hono'
import type { ResumeTalk } from '../../bot/resume-talk.ts'
import { maySee } from '../../cases/access.ts'
import type { AuditTrail } from '../../cases/audit-trail.ts'
import type { CaseBook } from '../../cases/case-book.ts'
import type { CaseEvent } from '../../cases/case-event.ts'
import { caseFacts } from '../../cases/case-facts.ts'
import { actorOf } from '../../cases/staff-account.ts'
import type { Clock } from '../../ports.ts'
import type { Guide } from '../../triage/guide.ts'
import { problem } from '../problem.ts'
import { STEP_IN_BODY } from './bodies.ts'
import type { CaseView, ReadTalk } from './case-view.ts'
import { bodyOf, type StaffEnv } from './guard.ts'

export interface StepInParts {
  readonly book: CaseBook
  readonly audit: AuditTrail
  readonly clock: Clock
  readonly guide: Guide
  readonly readTalk: ReadTalk
  readonly resume: ResumeTalk
  readonly view: CaseView
}

/**
 * `POST /api/staff/step-in`: a resident stands at the counter and shows the card. With its word and what only
 * they know, whoever receives them opens the talk; that they showed it is why this person may see it.
 */
export function stepInRoutes({
  book,
  audit,
  clock,
  guide,
  readTalk,
  resume,
  view,
}: StepInParts): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>()
  app.post('/api/staff/step-in', async (c) => {
    const asked = await bodyOf(c, STEP_IN_BODY)
    if ('refused' in asked) return asked.refused
    const me = c.get('me')
    const actor = actorOf(me)
    if (actor.role === 'auditor') return problem(c, 403, '監査の役割では、見ることだけができます。')
    const id = await resume(asked.body)
    await audit.note({ who: actor.id, what: id ? 'step-in' : 'step-in-refused', case: id, detail: null })
    const session = id === null ? null : (await readTalk(id)).session
    if (id === null || !session)
      return problem(c, 404, 'ことばか、町・分野が合いません。五回違うと、一時間は開けません。')
    const channel = id.startsWith('line-') ? 'line' : 'web'
    const facts = caseFacts(guide, session, { channel, at: session.at }, clock())
    const find = ({ state }: { state: Parameters<typeof maySee>[0] }): readonly CaseEvent[] => {
      if (state.phase !== 'open') return [{ kind: 'opened', reason: 'staff', team: actor.team }]
      const to = { kind: 'person' as const, id: actor.id, team: actor.team }
      return maySee(state, actor) ? [] : [{ kind: 'consulted', by: actor.id, to, text: null }]
    }
    await book.record(id, find, facts)
    return c.json(await view.whole(await book.load(id), me), 200, { 'cache-control': 'no-store' })
  })
  return app
}
