import { Hono } from 'hono'
import * as z from 'zod'
import { ROLES } from '../../cases/access.ts'
import type { AuditTrail } from '../../cases/audit-trail.ts'
import { nameText, type StaffAccounts, teamText, usernameText, weakness } from '../../cases/staff-accounts.ts'
import { isHere, type StaffDuty } from '../../cases/staff-duty.ts'
import type { Clock } from '../../ports.ts'
import { tokyoIso } from '../../triage/message.ts'
import { problem } from '../problem.ts'
import type { TeamNameOf } from './case-json.ts'
import { bodyOf, type StaffContext, type StaffEnv } from './guard.ts'

export interface PeopleParts {
  readonly accounts: StaffAccounts
  readonly duty: StaffDuty
  readonly audit: AuditTrail
  readonly clock: Clock
  readonly teamName: TeamNameOf
}

const email = z.email('メールアドレスの形ではありません。').max(200).nullable()
const made = z.object({
  username: usernameText,
  name: nameText,
  role: z.enum(ROLES),
  team: teamText,
  outside: z.boolean().default(false),
  email: email.default(null),
  password: z.string().max(500),
})
const changed = z.object({
  name: nameText.optional(),
  role: z.enum(ROLES).optional(),
  team: teamText.optional(),
  outside: z.boolean().optional(),
  email: email.optional(),
  active: z.boolean().optional(),
})

/** Colleagues and who is here; accounts, for administrators; the trail of who looked, for auditors. */
export function peopleRoutes({ accounts, duty, audit, clock, teamName }: PeopleParts): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>()
  const only = (c: StaffContext, ...roles: readonly string[]) =>
    roles.includes(c.get('me').role) ? null : problem(c, 403, 'この操作をする役割ではありません。')

  app.get('/api/staff/people', async (c) => {
    const [staff, { duties }] = await Promise.all([accounts.all(), duty.onHand()])
    const people = staff
      .filter(({ active }) => active)
      .map(({ username, name, role, team, outside }) => ({
        id: username,
        name,
        role,
        team,
        outside,
        here: isHere(duties[username], clock()),
      }))
    const teams = [...new Set(people.map(({ team }) => team))].map((id) => ({ id, name: teamName(id) }))
    return c.json({ people, teams }, 200, { 'cache-control': 'no-store' })
  })

  app.post('/api/staff/duty', async (c) => {
    const asked = await bodyOf(c, z.object({ on: z.boolean() }))
    if ('refused' in asked) return asked.refused
    await duty.set(c.get('me').username, asked.body.on)
    return c.body(null, 204)
  })

  app.get('/api/staff/accounts', async (c) => {
    const refused = only(c, 'admin')
    if (refused) return refused
    return c.json({ accounts: await accounts.all() }, 200, { 'cache-control': 'no-store' })
  })

  app.post('/api/staff/accounts', async (c) => {
    const refused = only(c, 'admin')
    if (refused) return refused
    const asked = await bodyOf(c, made)
    if ('refused' in asked) return asked.refused
    const weak = weakness(asked.body.password, asked.body.username)
    if (weak) return problem(c, 422, weak)
    const added = await accounts.add({ ...asked.body, totp: true })
    if (!added) return problem(c, 409, 'そのユーザー名は使われています。')
    await audit.note({
      who: c.get('me').username,
      what: 'account-added',
      case: null,
      detail: asked.body.username,
    })
    return c.json({ username: asked.body.username, totp_uri: added.totpUri }, 201, {
      'cache-control': 'no-store',
    })
  })

  app.patch('/api/staff/accounts/:username', async (c) => {
    const refused = only(c, 'admin')
    if (refused) return refused
    const asked = await bodyOf(c, changed)
    if ('refused' in asked) return asked.refused
    const username = c.req.param('username')
    const given = Object.fromEntries(Object.entries(asked.body).filter(([, value]) => value !== undefined))
    const staff = await accounts.all()
    const others = staff.some((one) => one.role === 'admin' && one.active && one.username !== username)
    const goes = given.active === false || (given.role !== undefined && given.role !== 'admin')
    if (goes && !others && staff.some((one) => one.username === username && one.role === 'admin'))
      return problem(c, 409, '管理者がいなくなります。先に別の管理者を登録してください。')
    if (!(await accounts.change(username, given))) return problem(c, 404, 'その職員は登録されていません。')
    await audit.note({
      who: c.get('me').username,
      what: 'account-changed',
      case: null,
      detail: `${username} ${Object.keys(given).join(' ')}`,
    })
    return c.body(null, 204)
  })

  app.get('/api/staff/audit', async (c) => {
    const refused = only(c, 'auditor', 'admin')
    if (refused) return refused
    const of = c.req.query('case')
    const who = c.req.query('who')
    const after = Number(c.req.query('after') ?? 0)
    const records = await audit.read(Number.isInteger(after) && after > 0 ? after : 0)
    await audit.note({ who: c.get('me').username, what: 'audit-read', case: of ?? null, detail: null })
    const shown = records.filter((one) => (!of || one.case === of) && (!who || one.who === who)).slice(-1000)
    return c.json(
      {
        records: shown.map((one) => ({ ...one, at: tokyoIso(one.at) })),
        broken_at: await audit.brokenAt(),
      },
      200,
      { 'cache-control': 'no-store' },
    )
  })

  return app
}
