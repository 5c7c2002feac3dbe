import { Hono } from 'hono'
import { mayRead } from '../../cases/access.ts'
import type { AuditTrail } from '../../cases/audit-trail.ts'
import type { CaseBook } from '../../cases/case-book.ts'
import { actorOf } from '../../cases/staff-account.ts'
import { problem } from '../problem.ts'
import { REVEAL_BODY } from './bodies.ts'
import type { Masked, ReadTalk } from './case-view.ts'
import { bodyOf, type StaffEnv } from './guard.ts'

export interface RevealParts {
  readonly book: CaseBook
  readonly audit: AuditTrail
  readonly readTalk: ReadTalk
  readonly masked: Masked
}

/**
 * `POST /api/staff/cases/:id/reveal`: what a resident wrote, with the numbers and the address that are masked
 * elsewhere. Each look is on record before anything is shown: who, when, which kinds, of which message.
 */
export function revealRoutes({ book, audit, readTalk, masked }: RevealParts): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>()
  app.post('/api/staff/cases/:id/reveal', async (c) => {
    const asked = await bodyOf(c, REVEAL_BODY)
    if ('refused' in asked) return asked.refused
    const actor = actorOf(c.get('me'))
    const id = c.req.param('id')
    const found = await book.open(id, actor)
    const { messages } = found ? await readTalk(id) : { messages: [] }
    const message = messages.find((one) => one.id === asked.body.message && one.from === 'resident')
    if (!found || !message || !mayRead(actor)) {
      await audit.note({ who: actor.id, what: 'reveal-refused', case: found ? id : null, detail: null })
      return found && message
        ? problem(c, 403, '監査の役割では、本人の書いたことは見られません。')
        : problem(c, 404, 'その書き込みは見つかりません。')
    }
    const kinds = masked(message.text).left
    await audit.note({ who: actor.id, what: 'reveal', case: id, detail: `${kinds.join(' ')} ${message.id}` })
    return c.json({ message: message.id, text: message.text }, 200, { 'cache-control': 'no-store' })
  })
  return app
}
