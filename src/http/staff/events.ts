import { Hono } from 'hono'
import { streamSSE } from 'hono/streaming'
import * as z from 'zod'
import { maySee } from '../../cases/access.ts'
import type { BusinessTime } from '../../cases/business-time.ts'
import type { CaseBook, CaseOutline } from '../../cases/case-book.ts'
import { type CaseIndex, FEED_TOPIC } from '../../cases/case-index.ts'
import { listed } from '../../cases/case-views.ts'
import { type Presence, presenceTopic } from '../../cases/presence.ts'
import { actorOf } from '../../cases/staff-account.ts'
import type { StaffAccounts } from '../../cases/staff-accounts.ts'
import type { StaffDuty } from '../../cases/staff-duty.ts'
import type { Clock, Store } from '../../ports.ts'
import { problem } from '../problem.ts'
import { headJson, namesOf, type TeamNameOf } from './case-json.ts'
import { bodyOf, type StaffEnv } from './guard.ts'

export interface EventParts {
  readonly store: Store
  readonly book: CaseBook
  readonly index: CaseIndex
  readonly accounts: StaffAccounts
  readonly duty: StaffDuty
  readonly presence: Presence
  readonly time: BusinessTime
  readonly clock: Clock
  readonly teamName: TeamNameOf
}

const HEARTBEAT_MS = 15_000

/**
 * `GET /api/staff/events`: what changes in the cases one may see, across processes. `case`: a head as in the
 * lists, or `{id, gone: true}` when it has left one's sight; with `?case=` also `presence` of that case and
 * `talk` when something was said in it. `Last-Event-ID` resumes.
 */
export function eventRoutes(parts: EventParts): Hono<StaffEnv> {
  const { store, book, index, accounts, duty, presence, time, clock } = parts
  const app = new Hono<StaffEnv>()

  app.get('/api/staff/events', async (c) => {
    const me = c.get('me')
    const actor = actorOf(me)
    const watched = c.req.query('case') ?? null
    if (watched !== null && !(await book.open(watched, actor)))
      return problem(c, 404, 'その相談は見つかりません。')
    await index.catchUp()
    let after = Number(c.req.header('last-event-id') ?? Number.NaN)
    if (!Number.isInteger(after) || after < 0 || after > index.seq) after = index.seq

    return streamSSE(c, async (stream) => {
      const news = new Set<'feed' | 'presence' | 'talk'>([
        'feed',
        ...(watched ? (['presence'] as const) : []),
      ])
      let wake = () => {}
      const hear = (what: 'feed' | 'presence' | 'talk') => () => {
        news.add(what)
        wake()
      }
      const seen = new Set(index.seenBy(actor).map(({ id }) => id))
      const stops = [
        store.subscribe(FEED_TOPIC, hear('feed')),
        ...(watched
          ? [
              store.subscribe(presenceTopic(watched), hear('presence')),
              store.subscribe(`conversation:${watched}`, hear('talk')),
            ]
          : []),
      ]
      stream.onAbort(() => {
        for (const stop of stops) stop()
        if (watched) void presence.tell(watched, me.username, null).catch(() => {})
        void duty.left(me.username).catch(() => {})
        wake()
      })
      const send = async (found: CaseOutline, seq: number) => {
        const names = { person: namesOf(await accounts.all()), team: parts.teamName }
        const sees = maySee(found.state, actor)
        if (!sees && !seen.has(found.id)) return
        if (sees) seen.add(found.id)
        else seen.delete(found.id)
        const data = sees ? headJson(listed(found, time, clock()), names) : { id: found.id, gone: true }
        await stream.writeSSE({ event: 'case', id: String(seq), data: JSON.stringify(data) })
      }
      await duty.seen(me.username, true)
      await stream.writeSSE({ event: 'here', id: String(after), data: JSON.stringify({ me: me.username }) })
      while (!stream.aborted) {
        if (news.delete('feed')) {
          await index.catchUp()
          for (const { seq, found } of index.since(after)) await send(found, seq)
          after = Math.max(after, index.seq)
        }
        if (watched && news.delete('talk'))
          await stream.writeSSE({ event: 'talk', data: JSON.stringify({ id: watched }) })
        if (watched && news.delete('presence')) {
          const names = namesOf(await accounts.all())
          const viewers = (await presence.of(watched)).map(({ username, doing }) => ({
            id: username,
            name: names(username),
            doing,
          }))
          await stream.writeSSE({ event: 'presence', data: JSON.stringify({ case: watched, viewers }) })
        }
        if (news.size > 0) continue
        let timer: ReturnType<typeof setTimeout> | undefined
        await new Promise<void>((resolve) => {
          wake = resolve
          timer = setTimeout(resolve, HEARTBEAT_MS)
        })
        clearTimeout(timer)
        if (news.size > 0 || stream.aborted) continue
        await stream.write(': still here\n\n')
        await duty.seen(me.username, true)
        news.add('feed')
        if (watched) news.add('presence')
      }
    })
  })

  app.post('/api/staff/cases/:id/presence', async (c) => {
    const asked = await bodyOf(c, z.object({ doing: z.enum(['viewing', 'typing']).nullable() }))
    if ('refused' in asked) return asked.refused
    const me = c.get('me')
    const id = c.req.param('id')
    if (!(await book.open(id, actorOf(me)))) return problem(c, 404, 'その相談は見つかりません。')
    await presence.tell(id, me.username, asked.body.doing)
    return c.body(null, 204)
  })

  return app
}
