import type { CallAnswer, LineCalls } from '../../../channels/line/call.ts'
import { aliasOf } from '../../../channels/line/menu/menu.ts'
import type { MenuRequest } from '../../../channels/line/menu/menu-request.ts'
import type { LineConfig } from '../../config.ts'
import { MENU_NAMES } from './menu-names.ts'
import { sayAnswer } from './say-answer.ts'
import type { Row } from './table.ts'

const bad = (what: string, answer: CallAnswer<unknown>): Row => ({
  what,
  state: 'bad',
  found: sayAnswer(answer),
})

const TOKENS: Readonly<Record<LineConfig['credentials']['kind'], string>> = {
  'long-lived': '長期のもの',
  secret: '15分ごとに発行（チャネルシークレット）',
  key: '15分ごとに発行（鍵）',
}

/** A token counts a few minutes: a clock that is minutes off makes LINE refuse it. LINE's own shows whole seconds. */
const CLOCK_GOOD_S = 5
const CLOCK_BAD_S = 60

function clockRow(headers: Headers, asked: number, answered: number): Row {
  const theirs = Date.parse(headers.get('date') ?? '')
  if (Number.isNaN(theirs))
    return { what: '時計', state: 'note', found: 'LINE の時刻が分からず、比べられません' }
  const off = Math.round(((asked + answered) / 2 - theirs - 500) / 1_000)
  const found = `LINE の時計より ${Math.abs(off)} 秒${off < 0 ? '遅れ' : '進み'}`
  if (Math.abs(off) <= CLOCK_GOOD_S)
    return { what: '時計', state: 'good', found: 'LINE の時計と合っています' }
  const state = Math.abs(off) > CLOCK_BAD_S ? 'bad' : 'note'
  return { what: '時計', state, found: `${found}です。サーバーの時刻合わせ（NTP）を確かめてください` }
}

/** Token, account and clock, from one question. */
export async function checkAccount(
  { call }: LineCalls,
  { credentials, secrets }: LineConfig,
  clock: () => number,
): Promise<readonly Row[]> {
  const asked = clock()
  const info = await call(({ api }) => api.getBotInfoWithHttpInfo())
  if (info.kind !== 'ok') return [bad('アクセストークン', info)]
  const { displayName, basicId, chatMode } = info.body
  return [
    { what: 'アクセストークン', state: 'good', found: `使えます。${TOKENS[credentials.kind]}` },
    { what: 'アカウント', state: 'good', found: `${displayName}（${basicId}）` },
    chatMode === 'bot'
      ? { what: 'チャット', state: 'good', found: 'オフです' }
      : {
          what: 'チャット',
          state: 'note',
          found: 'オンです。LINE の管理画面からの返信は、まどぐちには記録されません',
        },
    clockRow(info.headers, asked, clock()),
    ...(secrets.length > 1
      ? [
          {
            what: '前のシークレット',
            state: 'note' as const,
            found: 'まだ受け付けています。入れ替えが済んだら LINE_CHANNEL_SECRET_PREVIOUS を消してください',
          },
        ]
      : []),
  ]
}

function testAdvice(status: number, reason: string): string {
  if (status === 401) return 'LINE_CHANNEL_SECRET が、このチャネルのものと違います（401）'
  if (status === 404) return 'その住所にまどぐちがいません（404）。中継サーバーの設定を確かめてください'
  if (status === 503) return 'サービスで LINE が設定されていないか、記録の保存先が止まっています（503）'
  if (/connect/i.test(reason))
    return 'LINE からつながりません。証明書（公的な認証局のもの）と通信の許可を確かめてください'
  if (/timeout/i.test(reason)) return '2秒以内に答えられません。サービスと保存先の重さを確かめてください'
  return `うまくいきません（${status} ${reason}）`
}

/** Where LINE sends what residents write, and whether it arrives there. */
export async function checkWebhook({ call }: LineCalls, publicUrl: string | null): Promise<readonly Row[]> {
  const set = await call(({ api }) => api.getWebhookEndpointWithHttpInfo())
  if (set.kind === 'status' && set.status === 404)
    return [{ what: 'Webhook URL', state: 'bad', found: '設定されていません' }]
  if (set.kind !== 'ok') return [bad('Webhook URL', set)]
  const { endpoint, active } = set.body
  const wanted = publicUrl === null ? null : `${publicUrl}/line/webhook`
  const url: Row =
    wanted === null
      ? {
          what: 'Webhook URL',
          state: endpoint.endsWith('/line/webhook') ? 'note' : 'bad',
          found: `${endpoint}（PUBLIC_URL が未設定のため、この住所でよいかは確かめられません）`,
        }
      : endpoint === wanted
        ? { what: 'Webhook URL', state: 'good', found: endpoint }
        : { what: 'Webhook URL', state: 'bad', found: `${endpoint} になっています。${wanted} にしてください` }
  const used: Row = active
    ? { what: 'Webhookの利用', state: 'good', found: 'オンです' }
    : { what: 'Webhookの利用', state: 'bad', found: 'オフです。オンにするまで何も届きません' }
  const test = await call(({ api }) => api.testWebhookEndpointWithHttpInfo({}))
  if (test.kind !== 'ok') return [url, used, bad('Webhookの試し', test)]
  const { success, statusCode, reason } = test.body
  return [
    url,
    used,
    success === true
      ? { what: 'Webhookの試し', state: 'good', found: 'LINE から届き、署名も確かめられました' }
      : { what: 'Webhookの試し', state: 'bad', found: testAdvice(statusCode, `${reason}`) },
  ]
}

/** Of the month's messages, when to look: nine tenths. */
const MUCH = 0.9

/** What may still be pushed this month. Replies are never counted. */
export async function checkQuota({ call }: LineCalls): Promise<readonly Row[]> {
  const what = '今月の送信数'
  const [quota, used] = await Promise.all([
    call(({ api }) => api.getMessageQuotaWithHttpInfo()),
    call(({ api }) => api.getMessageQuotaConsumptionWithHttpInfo()),
  ])
  if (quota.kind !== 'ok') return [bad(what, quota)]
  if (used.kind !== 'ok') return [bad(what, used)]
  const { totalUsage } = used.body
  const { type, value } = quota.body
  if (type !== 'limited' || value === undefined)
    return [{ what, state: 'good', found: `${totalUsage} 通（上限なし）` }]
  const found = `${totalUsage} 通／上限 ${value} 通（概数）`
  if (totalUsage < value * MUCH) return [{ what, state: 'good', found }]
  const full = totalUsage >= value
  return [
    {
      what,
      state: 'note',
      found: `${found}。${full ? '上限に達しました' : '残りわずかです'}。返信は届きますが、担当者からのお知らせが${full ? '送れません' : '送れなくなります'}`,
    },
  ]
}

/** Whether the three menus stand there as this version and this secret would make them. */
export async function checkMenus(
  { call }: LineCalls,
  requests: readonly MenuRequest[],
): Promise<readonly Row[]> {
  const [list, aliases, standing] = await Promise.all([
    call(({ api }) => api.getRichMenuListWithHttpInfo()),
    call(({ api }) => api.getRichMenuAliasListWithHttpInfo()),
    call(({ api }) => api.getDefaultRichMenuIdWithHttpInfo()),
  ])
  if (list.kind !== 'ok') return [bad('リッチメニュー', list)]
  if (aliases.kind !== 'ok') return [bad('リッチメニュー', aliases)]
  const mend = 'npm run line -- richmenu を実行してください'
  const names = new Map(list.body.richmenus.map(({ richMenuId, name }) => [richMenuId, name]))
  const ids = new Map(aliases.body.aliases.map((one) => [one.richMenuAliasId, one.richMenuId]))
  const rows = requests.map(({ menu, request }): Row => {
    const what = `メニュー「${MENU_NAMES[menu.kind]}」`
    const name = names.get(ids.get(aliasOf(menu.kind)) ?? '')
    if (name === undefined) return { what, state: 'bad', found: `ありません。${mend}` }
    return name === request.name
      ? { what, state: 'good', found: 'あります' }
      : { what, state: 'bad', found: `古いものです。${mend}` }
  })
  const shown = standing.kind === 'ok' ? standing.body.richMenuId : null
  const kind = requests.find(({ menu }) => ids.get(aliasOf(menu.kind)) === shown)?.menu.kind
  return [
    ...rows,
    kind
      ? { what: '標準のメニュー', state: 'good', found: `「${MENU_NAMES[kind]}」` }
      : { what: '標準のメニュー', state: 'bad', found: `まどぐちのものではありません。${mend}` },
  ]
}
