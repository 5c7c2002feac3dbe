import type { CallAnswer } from '../../../channels/line/call.ts'

/** What LINE's answer means for whoever set it up, and what to do. */
export function sayAnswer(answer: CallAnswer<unknown>): string {
  switch (answer.kind) {
    case 'ok':
      return '正常です'
    case 'unreadable':
      return 'LINE の返事が読めません。LINE_API_BASE_URL を確かめてください'
    case 'unreachable':
      return 'LINE につながりません。このサーバーから api.line.me と api-data.line.me へ HTTPS で出られるか確かめてください'
    case 'lost':
      return 'LINE から時間内に返事がありません。しばらくしてから、もう一度お試しください'
    case 'no-token':
      return 'アクセストークンを発行してもらえません。チャネルIDと、チャネルシークレットまたは鍵を確かめてください'
  }
  const { status } = answer
  const detail = [answer.message, answer.where].filter((part) => part !== '').join(' ')
  const said = detail === '' ? '' : `（${detail}）`
  if (status === 401)
    return 'アクセストークンが受け付けられません（401）。コンソールで発行し直し、環境変数を入れ替えてください'
  if (status === 403) return `このアカウントやプランでは使えません（403）${said}`
  if (status === 429) return `回数の上限です（429）。時間をおいて、もう一度お試しください${said}`
  if (status >= 500)
    return `LINE の側で不具合が起きています（${status}）。しばらくしてから、もう一度お試しください`
  return `LINE が受け付けませんでした（${status}）${said}`
}
