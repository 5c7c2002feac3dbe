import { Hono } from 'hono'
import type * as z from 'zod'
import type { Actor } from '../../cases/access.ts'
import type { AuditTrail } from '../../cases/audit-trail.ts'
import type { BusinessTime } from '../../cases/business-time.ts'
import type { Acted, Case, CaseBook, Words } from '../../cases/case-book.ts'
import type { CaseIndex } from '../../cases/case-index.ts'
import { counts, inView, listed, VIEWS } from '../../cases/case-views.ts'
import type { Action } from '../../cases/decide.ts'
import { actorOf, type StaffAccount } from '../../cases/staff-account.ts'
import type { StaffAccounts } from '../../cases/staff-accounts.ts'
import type { Clock, Randomness } from '../../ports.ts'
import { problem } from '../problem.ts'
import { STAFF_BODIES } from './bodies.ts'
import { headJson, namesOf, type TeamNameOf } from './case-json.ts'
import type { CaseView } from './case-view.ts'
import { bodyOf, type StaffContext, type StaffEnv } from './guard.ts'
import { lookAgain } from './look-again.ts'
import { receiverOf } from './read-action.ts'
import { REFUSALS } from './refusals.ts'

export interface CaseParts {
  readonly book: CaseBook
  readonly index: CaseIndex
  readonly accounts: StaffAccounts
  readonly audit: AuditTrail
  readonly time: BusinessTime
  readonly clock: Clock
  readonly random: Randomness
  readonly teamName: TeamNameOf
  /** Its owner has read it. */
  readonly read: (id: string) => void
  /** A case whole, as this person may read it. */
  readonly view: CaseView
}

type Name = keyof typeof STAFF_BODIES
const isName = (name: string): name is Name => Object.hasOwn(STAFF_BODIES, name)

/** `/api/staff/cases`: lists, one case, and everything that can be done to it. */
export function caseRoutes(parts: CaseParts): Hono<StaffEnv> {
  const { book, index, accounts, audit, time, clock, random } = parts
  const app = new Hono<StaffEnv>()
  const isNewLook = lookAgain(clock)

  const hidden = (c: StaffContext) => problem(c, 404, 'その相談は見つかりません。')

  app.get('/api/staff/cases', async (c) => {
    const asked = c.req.query('view')
    const view = VIEWS.find((one) => one === asked) ?? (asked === undefined ? 'queue' : null)
    if (!view) return problem(c, 422, `view に使えるのは ${VIEWS.join(', ')} です。`)
    await index.catchUp()
    const me = actorOf(c.get('me'))
    const now = clock()
    const all = index.seenBy(me).map((found) => listed(found, time, now))
    const names = { person: namesOf(await accounts.all()), team: parts.teamName }
    if (isNewLook(me.id, `list ${view}`))
      await audit.note({ who: me.id, what: 'list', case: null, detail: view })
    const cases = inView(all, view, me).map((one) => headJson(one, names))
    return c.json({ cases, counts: counts(all, me) }, 200, { 'cache-control': 'no-store' })
  })

  app.get('/api/staff/cases/:id', async (c) => {
    const me = actorOf(c.get('me'))
    const id = c.req.param('id')
    const found = await book.open(id, me)
    if (!found) {
      await audit.note({ who: me.id, what: 'view-refused', case: null, detail: null })
      return hidden(c)
    }
    if (isNewLook(me.id, `view ${id}`)) await audit.note({ who: me.id, what: 'view', case: id, detail: null })
    if (found.state.owner.kind === 'person' && found.state.owner.id === me.id) parts.read(id)
    return c.json(await parts.view.whole(found, c.get('me')), 200, { 'cache-control': 'no-store' })
  })

  /** The decision a body asks for; a sentence when it names somebody who is not there. */
  async function actionOf(
    name: Name,
    raw: unknown,
    { id: of, actor }: { readonly id: string; readonly actor: Actor },
  ): Promise<{ action: Action; words: Words } | string> {
    const id = random.token()
    const plain = (action: Action, words: Words = {}) => ({ action, words })
    const staff = await accounts.all()
    const nobody = 'その宛先の職員やチームは登録されていません。'
    switch (name) {
      case 'claim':
      case 'release':
      case 'accept':
      case 'reopen':
      case 'acknowledge':
        return plain({ kind: name })
      case 'reply': {
        const { text } = raw as z.output<(typeof STAFF_BODIES)['reply']>
        return plain({ kind: 'reply', message: `staff-${id}` }, { reply: text })
      }
      case 'note': {
        const { text } = raw as z.output<(typeof STAFF_BODIES)['note']>
        const named = [...text.matchAll(/@([A-Za-z0-9][A-Za-z0-9._-]{0,39})/g)].map(
          ([, username]) => username,
        )
        const mentions = staff
          .filter(({ username, active }) => active && named.includes(username))
          .map(actorOf)
        return plain({ kind: 'note', text: id, mentions }, { note: text })
      }
      case 'transfer': {
        const { to, reason } = raw as z.output<(typeof STAFF_BODIES)['transfer']>
        const receiver = receiverOf(to, staff)
        return receiver ? plain({ kind: 'transfer', to: receiver, text: id }, { note: reason }) : nobody
      }
      case 'decline':
        return plain(
          { kind: 'decline', text: id },
          { note: (raw as z.output<(typeof STAFF_BODIES)['decline']>).reason },
        )
      case 'consult': {
        const { to, text } = raw as z.output<(typeof STAFF_BODIES)['consult']>
        const receiver = receiverOf(to, staff)
        if (!receiver) return nobody
        return plain({ kind: 'consult', to: receiver, text: text ? id : null }, text ? { note: text } : {})
      }
      case 'snooze': {
        const { until, event } = raw as z.output<(typeof STAFF_BODIES)['snooze']>
        if (until === undefined && event === undefined)
          return 'いつまで休ませるか、until か event が必要です。'
        return plain({ kind: 'snooze', until: until ?? null, event: event ?? null })
      }
      case 'wait':
        return plain({ kind: 'wait', for: (raw as z.output<(typeof STAFF_BODIES)['wait']>).for })
      case 'return': {
        const { instruction, on } = raw as z.output<(typeof STAFF_BODIES)['return']>
        return plain(
          { kind: 'return', text: instruction ? id : null, on: on ?? null },
          instruction ? { note: instruction } : {},
        )
      }
      case 'resolve': {
        const { outcome, next_date } = raw as z.output<(typeof STAFF_BODIES)['resolve']>
        return plain({ kind: 'resolve', outcome, next: next_date ?? null })
      }
      case 'merge': {
        const { into } = raw as z.output<(typeof STAFF_BODIES)['merge']>
        const other = into === of ? null : await book.open(into, actor)
        if (other?.state.phase !== 'open') return '一つにする先の相談が見つかりません。'
        return plain({ kind: 'merge', into })
      }
      case 'consent': {
        const { basis, scope, until } = raw as z.output<(typeof STAFF_BODIES)['consent']>
        return plain({ kind: 'consent', basis, scope, until: until ?? null })
      }
    }
  }

  async function answer(c: StaffContext, me: StaffAccount, acted: Acted): Promise<Response> {
    const present = await shown(acted.case, me)
    if (acted.ok) return c.json(present ?? { id: acted.case.id }, 200, { 'cache-control': 'no-store' })
    const [status, detail] = REFUSALS[acted.refusal]
    return problem(c, status, detail, status === 409 ? { ...present, case: present } : {})
  }
  /** The case after what was done: whole for who may still see it, its head for who has just let it go. */
  async function shown(found: Case, me: StaffAccount) {
    const names = { person: namesOf(await accounts.all()), team: parts.teamName }
    const head = headJson(listed(found, time, clock()), names)
    return (await book.open(found.id, actorOf(me))) ? parts.view.whole(found, me) : { ...head, summary: '' }
  }

  app.post('/api/staff/cases/:id/:action', async (c) => {
    const { id, action: name } = c.req.param()
    if (!isName(name)) return hidden(c)
    const asked = await bodyOf(c, STAFF_BODIES[name] as z.ZodType<{ readonly version: number }>)
    if ('refused' in asked) return asked.refused
    const me = c.get('me')
    const actor = actorOf(me)
    if (!(await book.couldSee(id, asked.body.version, actor))) {
      await audit.note({ who: actor.id, what: 'act-refused', case: null, detail: name })
      return hidden(c)
    }
    const wanted = await actionOf(name, asked.body, { id, actor })
    if (typeof wanted === 'string') return problem(c, 422, wanted)
    const acted = await book.act(id, asked.body.version, actor, wanted.action, wanted.words)
    await audit.note({
      who: actor.id,
      what: acted.ok ? name : 'act-refused',
      case: id,
      detail: acted.ok ? null : `${name} ${acted.refusal}`,
    })
    if (acted.ok && wanted.action.kind === 'merge') {
      const from = id
      await book.record(wanted.action.into, () => [{ kind: 'absorbed', by: actor.id, from }])
    }
    if (acted.ok) await index.refresh(id)
    return answer(c, me, acted)
  })

  return app
}
