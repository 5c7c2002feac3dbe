import type { Dice } from '../crash/dice.ts'
import type { TwoServices, Username } from './two-services.ts'

/** A case as somebody last saw it. */
export interface Head {
  readonly id: string
  readonly version: number
  readonly phase: string
  readonly owner: { readonly kind: string; readonly id?: string }
}

export interface Done {
  readonly status: number
  /** What the answer shows of the case; null when it shows nothing. */
  readonly head: Head | null
}

const MOST_TRIES = 20

/** The console of somebody who is signed in, at one of the two processes for each request. */
export function consoleTab({ urls, cookies }: Pick<TwoServices, 'urls' | 'cookies'>, me: Username) {
  const headers = { cookie: cookies[me], 'content-type': 'application/json' }
  /** Status 0: nobody knows what became of it. */
  async function ask(url: string, path: string, body?: object) {
    const init = body ? { method: 'POST', headers, body: JSON.stringify(body) } : { headers }
    const answer = await fetch(`${url}/api/staff/cases${path}`, init).catch(() => null)
    const json = answer?.headers.get('content-type')?.includes('json') ? await answer.json() : null
    return { status: answer?.status ?? 0, json: json as Record<string, unknown> | null }
  }
  return {
    me,
    async look(url: string, id: string): Promise<Head | null> {
      const { status, json } = await ask(url, `/${id}`)
      return status === 200 ? (json as unknown as Head) : null
    },
    async act(url: string, id: string, action: string, body: object): Promise<Done> {
      const { status, json } = await ask(url, `/${id}/${action}`, body)
      if (status === 200) return { status, head: json as unknown as Head }
      return { status, head: status === 409 ? ((json?.case ?? null) as Head | null) : null }
    },
    /** Asked for again where the process says that it cannot just now. */
    async list(url: string, view: string): Promise<readonly Head[]> {
      for (let tries = 0; tries < MOST_TRIES; tries++) {
        const { status, json } = await ask(url, `?view=${view}`)
        if (status === 200) return json?.cases as readonly Head[]
        if (status !== 503) throw new Error(`the list ${view} was answered with ${status}`)
      }
      throw new Error(`the list ${view} cannot be had`)
    },
    urls,
  }
}
export type ConsoleTab = ReturnType<typeof consoleTab>

interface Act {
  readonly action: string
  readonly body: Readonly<Record<string, unknown>>
}

const to = (username: Username, reason: string): Act => ({
  action: 'transfer',
  body: { to: username, reason },
})

/** What somebody does who sees this: mostly what the console offers then, now and then anything at all. */
export function actOn({ owner, phase }: Head, me: Username, roll: Dice, words: string): Act {
  const bare = (action: string): Act => ({ action, body: {} })
  const reply: Act = { action: 'reply', body: { text: words } }
  const back: Act = { action: 'return', body: { instruction: words } }
  const resolve: Act = { action: 'resolve', body: { outcome: 'connected' } }
  const [claim, release, accept, reopen] = ['claim', 'release', 'accept', 'reopen'].map(bare) as [
    Act,
    Act,
    Act,
    Act,
  ]
  const away = to(me === 'c' ? 'a' : 'c', words)
  if (roll.chance(0.2)) return roll.pick([claim, release, accept, reopen, reply, back, resolve, away])
  if (phase !== 'open') return reopen
  if (owner.id === me) return roll.pick([reply, reply, reply, release, back, resolve, away])
  return owner.kind === 'person' ? roll.pick([claim, accept, reply]) : claim
}
