import { Hono } from 'hono'
import type { Log } from '../ports.ts'
import { StoreDown } from '../ports.ts'
import { problem } from './problem.ts'

export interface AppParts {
  readonly log: Log
  /** One module per caller: LINE, chat, pages, health … */
  readonly modules: readonly Hono[]
  /** 代表電話: what a resident can do when everything else failed. */
  readonly switchboard: string
}

/** The whole HTTP surface. Runs on any runtime with fetch; tests call `app.request()`. */
export function createApp({ log, modules, switchboard }: AppParts): Hono {
  const app = new Hono()
  for (const module of modules) app.route('/', module)
  app.notFound((c) => problem(c, 404, 'そのページはありません。'))
  app.onError((fault, c) => {
    if (fault instanceof StoreDown)
      return problem(c, 503, 'いま記録ができません。少し待ってから、もう一度お試しください。')
    // Whoever asked has gone, or never finished asking: nothing of ours failed.
    if (c.req.raw.signal.aborted) return problem(c, 408, '送信が途中で切れました。')
    log('error', 'request-failed', { method: c.req.method, path: c.req.routePath, fault: fault.name })
    return problem(c, 500, `こちらの不具合です。お急ぎのときは区役所（${switchboard}）へお電話ください。`)
  })
  return app
}
