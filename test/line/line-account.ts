import type { messagingApi } from '@line/bot-sdk'
import { HttpResponse, http } from 'msw'

export const API = 'https://line.test'
export const DATA_API = 'https://data.line.test'

interface Held {
  readonly richMenuId: string
  readonly name: string
  readonly request: messagingApi.RichMenuRequest
  png: Uint8Array | null
}

/** A stand-in for the account's side of LINE: menus, aliases, webhook, quota. Keeps LINE's rules about pictures. */
export function lineAccount() {
  const menus = new Map<string, Held>()
  const aliases = new Map<string, string>()
  const users = new Map<string, string>()
  const calls: string[] = []
  const state = {
    standing: null as string | null,
    webhook: { endpoint: 'https://madoguchi.example/line/webhook', active: true } as object | null,
    test: { success: true, timestamp: '2026-11-22T10:00:00Z', statusCode: 200, reason: 'OK', detail: '200' },
    quota: { type: 'limited', value: 200 } as object,
    usage: 12,
    /** Epoch ms LINE's clock is ahead of ours. */
    ahead: 0,
    chatMode: 'bot',
    phase: 'succeeded',
    /** Operations to be answered with this status, by name. */
    faults: new Map<string, number>(),
  }
  let made = 0
  const error = (status: number) => HttpResponse.json({ message: 'not today' }, { status })
  const on = (
    name: string,
    answer: (info: { request: Request; params: Record<string, unknown> }) => Response | Promise<Response>,
  ) => {
    return (info: { request: Request; params: Record<string, unknown> }) => {
      calls.push(name)
      const status = state.faults.get(name)
      return status === undefined ? answer(info) : error(status)
    }
  }
  const done = () => HttpResponse.json({})
  const of = (params: Record<string, unknown>, key: string) => String(params[key])

  const handlers = [
    http.get(
      `${API}/v2/bot/info`,
      on('info', () =>
        HttpResponse.json(
          {
            userId: 'U0',
            basicId: '@madoguchi',
            displayName: 'みほん区 まどぐち',
            chatMode: state.chatMode,
            markAsReadMode: 'auto',
          },
          { headers: { date: new Date(Date.now() + state.ahead).toUTCString() } },
        ),
      ),
    ),
    http.get(
      `${API}/v2/bot/channel/webhook/endpoint`,
      on('endpoint', () => (state.webhook ? HttpResponse.json(state.webhook) : error(404))),
    ),
    http.post(
      `${API}/v2/bot/channel/webhook/test`,
      on('test', () => HttpResponse.json(state.test)),
    ),
    http.get(
      `${API}/v2/bot/message/quota`,
      on('quota', () => HttpResponse.json(state.quota)),
    ),
    http.get(
      `${API}/v2/bot/message/quota/consumption`,
      on('consumption', () => HttpResponse.json({ totalUsage: state.usage })),
    ),
    http.get(
      `${API}/v2/bot/richmenu/list`,
      on('list', () =>
        HttpResponse.json({
          richmenus: [...menus.values()].map(({ richMenuId, request }) => ({ ...request, richMenuId })),
        }),
      ),
    ),
    http.get(
      `${API}/v2/bot/richmenu/alias/list`,
      on('aliases', () =>
        HttpResponse.json({
          aliases: [...aliases].map(([richMenuAliasId, richMenuId]) => ({ richMenuAliasId, richMenuId })),
        }),
      ),
    ),
    http.get(
      `${API}/v2/bot/richmenu/alias/:alias`,
      on('alias-get', ({ params }) => {
        const richMenuId = aliases.get(of(params, 'alias'))
        return richMenuId ? HttpResponse.json({ richMenuAliasId: params.alias, richMenuId }) : error(404)
      }),
    ),
    http.post(`${API}/v2/bot/richmenu/validate`, on('validate', done)),
    http.post(
      `${API}/v2/bot/richmenu/batch`,
      on('batch', async ({ request }) => {
        const { operations } = (await request.json()) as { operations: { from: string; to: string }[] }
        for (const { from, to } of operations)
          for (const [user, menu] of users) if (menu === from) users.set(user, to)
        return HttpResponse.json({}, { status: 202, headers: { 'x-line-request-id': 'batch-1' } })
      }),
    ),
    http.get(
      `${API}/v2/bot/richmenu/progress/batch`,
      on('progress', () => HttpResponse.json({ phase: state.phase, acceptedTime: '2026-11-22T10:00:00Z' })),
    ),
    http.post(
      `${API}/v2/bot/richmenu/alias`,
      on('alias', async ({ request }) => {
        const body = (await request.json()) as { richMenuAliasId: string; richMenuId: string }
        aliases.set(body.richMenuAliasId, body.richMenuId)
        return done()
      }),
    ),
    http.post(
      `${API}/v2/bot/richmenu/alias/:alias`,
      on('alias', async ({ request, params }) => {
        aliases.set(of(params, 'alias'), ((await request.json()) as { richMenuId: string }).richMenuId)
        return done()
      }),
    ),
    http.post(
      `${API}/v2/bot/richmenu`,
      on('create', async ({ request }) => {
        const body = (await request.json()) as messagingApi.RichMenuRequest
        const richMenuId = `richmenu-${++made}`
        menus.set(richMenuId, { richMenuId, name: body.name ?? '', request: body, png: null })
        return HttpResponse.json({ richMenuId })
      }),
    ),
    http.post(
      `${DATA_API}/v2/bot/richmenu/:id/content`,
      on('upload', async ({ request, params }) => {
        const menu = menus.get(of(params, 'id'))
        if (!menu) return error(404)
        if (menu.png || request.headers.get('content-type') !== 'image/png') return error(400)
        menu.png = new Uint8Array(await request.arrayBuffer())
        return done()
      }),
    ),
    http.delete(
      `${API}/v2/bot/richmenu/:id`,
      on('delete', ({ params }) => (menus.delete(of(params, 'id')) ? done() : error(404))),
    ),
    http.get(
      `${API}/v2/bot/user/all/richmenu`,
      on('standing', () => (state.standing ? HttpResponse.json({ richMenuId: state.standing }) : error(404))),
    ),
    http.post(
      `${API}/v2/bot/user/all/richmenu/:id`,
      on('stand', ({ params }) => {
        if (!menus.get(of(params, 'id'))?.png) return error(400)
        state.standing = of(params, 'id')
        return done()
      }),
    ),
    http.post(
      `${API}/v2/bot/user/:user/richmenu/:id`,
      on('link', ({ params }) => {
        if (!menus.get(of(params, 'id'))?.png) return error(404)
        users.set(of(params, 'user'), of(params, 'id'))
        return done()
      }),
    ),
    http.delete(
      `${API}/v2/bot/user/:user/richmenu`,
      on('unlink', ({ params }) => {
        users.delete(of(params, 'user'))
        return done()
      }),
    ),
  ]
  return { menus, aliases, users, calls, state, handlers }
}
export type LineAccount = ReturnType<typeof lineAccount>
