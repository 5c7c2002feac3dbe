import type { Context, MiddlewareHandler } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import type * as z from 'zod'
import type { StaffAccount } from '../../cases/staff-account.ts'
import type { StaffSessions } from '../../cases/staff-sessions.ts'
import { problem } from '../problem.ts'
import { parseJson, readBody } from '../read-body.ts'

/** What every staff route finds in its context. */
export interface StaffEnv {
  Variables: { me: StaffAccount }
}
export type StaffContext = Context<StaffEnv>

const MOST_BODY = 100_000

/** The cookie of a session: of this host alone on https, never readable by script, never sent from elsewhere. */
export function sessionCookie(secure: boolean) {
  const name = secure ? '__Host-staff' : 'staff'
  const options = { path: '/', secure, httpOnly: true, sameSite: 'Strict' } as const
  return {
    read: (c: Context) => getCookie(c, name),
    write: (c: Context, token: string) => setCookie(c, name, token, options),
    remove: (c: Context) => deleteCookie(c, name, { path: '/', secure }),
  }
}

/** Whether a page of another origin has sent this. Programs send neither header, and carry no cookie by accident. */
function foreign(c: Context, publicUrl: string): boolean {
  const site = c.req.header('sec-fetch-site')
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return true
  const origin = c.req.header('origin')
  if (origin === undefined) return false
  const own = new URL(publicUrl).origin
  return origin !== own && URL.parse(origin)?.host !== c.req.header('host')
}

/** Refuses what changes something and comes from elsewhere. */
export function sameOrigin(publicUrl: string): MiddlewareHandler {
  return async (c, next) => {
    if (!['GET', 'HEAD'].includes(c.req.method) && foreign(c, publicUrl))
      return problem(c, 403, 'このコンソールの外からは操作できません。')
    await next()
  }
}

/** Lets through whoever is signed in, as `me`. */
export function signedIn(
  sessions: StaffSessions,
  cookie: ReturnType<typeof sessionCookie>,
  seen: (username: string) => Promise<void>,
): MiddlewareHandler<StaffEnv> {
  return async (c, next) => {
    const token = cookie.read(c)
    const me = token ? await sessions.of(token) : null
    if (!me)
      return problem(
        c,
        401,
        'ログインの時間が切れています。もう一度ログインしてください。書きかけの内容は残っています。',
      )
    c.set('me', me)
    await seen(me.username)
    await next()
  }
}

/** The request's JSON as the schema has it, or the refusal to answer with. */
export async function bodyOf<T extends z.ZodType>(
  c: Context,
  schema: T,
): Promise<{ readonly body: z.output<T> } | { readonly refused: Response }> {
  const bytes = await readBody(c, MOST_BODY)
  if (!bytes) return { refused: problem(c, 413, '送られた内容が大きすぎます。') }
  const json = bytes.length === 0 ? {} : parseJson(bytes)
  if (json === undefined) return { refused: problem(c, 400, '送られた内容が JSON として読めません。') }
  const read = schema.safeParse(json)
  if (read.success) return { body: read.data }
  const [issue] = read.error.issues
  const where = issue?.path.join('.') ?? ''
  const said = issue?.code === 'custom' || /[ぁ-ん]/.test(issue?.message ?? '') ? issue?.message : null
  return { refused: problem(c, 422, said ?? `${where || '内容'} の値が正しくありません。`) }
}
