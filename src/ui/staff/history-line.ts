import { dateText, momentText } from './moments.ts'
import type { HistoryEntry } from './wire.ts'
import { CONSENT_NAMES, DANGER_NAMES, dangerKindName, OUTCOME_NAMES, REASON_NAMES } from './words.ts'

/** What happened, as a sentence. Texts are as they were written; an erased one is not there any more. */
export function historyLine(entry: HistoryEntry, now: number): string {
  const who = entry.by ? `${entry.by.name}さんが` : ''
  const to = typeof entry.to === 'object' ? entry.to.name : (entry.to ?? '')
  const said = entry.text ? `（${entry.text}）` : ''
  const at = (ms: number | null | undefined) => (ms ? momentText(new Date(ms).toISOString(), now) : '')
  switch (entry.kind) {
    case 'opened':
      return `職員に回りました：${REASON_NAMES[entry.reason ?? ''] ?? entry.reason ?? ''}`
    case 'handoff':
      return `職員との話を希望：${REASON_NAMES[entry.reason ?? ''] ?? entry.reason ?? ''}`
    case 'danger':
      return `危険のことば：${DANGER_NAMES[entry.danger ?? 'none']}・${dangerKindName(entry.danger_kind ?? null)}`
    case 'pattern':
      return '複合課題のしるしがありました'
    case 'gap':
      return '合う制度がありませんでした'
    case 'not-sent':
      return '届かなかったか、届いたか確かめられない送信があります'
    case 'not-handled':
      return '受け取れなかった書き込みがあります'
    case 'left':
      return '相談した人がLINEの友だちをやめました'
    case 'rated':
      return entry.forward === null || entry.forward === undefined
        ? '感想がありました'
        : entry.forward
          ? '「前に進んだ」と答えました'
          : '「前に進んでいない」と答えました'
    case 'claimed':
      return `${who}引き受けました`
    case 'released':
      return `${who}未対応に戻しました`
    case 'requeued':
      return `${entry.from?.name ?? '担当'}さんが${entry.because === 'shift' ? '勤務を終えた' : '画面を離れた'}ので、未対応に戻りました`
    case 'escalated':
      return `引き受ける人がいないので、${to}に知らせました`
    case 'replied':
      return `${who}返信しました${entry.way === 'page' ? '（LINEには知らせだけ）' : ''}`
    case 'noted':
      return `${who}メモを残しました`
    case 'transfer':
      return `${who}${to}に引き渡しを申し出ました${said}`
    case 'accepted':
      return `${who}引き渡しを受けました`
    case 'transfer-declined':
      return `${who}引き渡しを断りました${said}`
    case 'consulted':
      return `${who}${to}に意見を求めました${said}`
    case 'snoozed':
      return `${who}後回しにしました（${entry.until ? `${at(entry.until)}まで` : '返事が来るまで'}）`
    case 'waits':
      return entry.for
        ? `${who}${entry.for === 'resident' ? '本人' : '他機関'}の返事待ちにしました`
        : `${who}待ちをやめました`
    case 'returned':
      return `${who}自動案内に戻しました${said}${entry.on ? `　${at(entry.on)}` : ''}`
    case 'resolved': {
      const outcome = entry.outcome ? OUTCOME_NAMES[entry.outcome] : ''
      const next = entry.next ? `、次回 ${dateText(new Date(entry.next).toISOString())}` : ''
      return `${who}完了しました（${outcome}${next}）`
    }
    case 'reopened':
      return `${who}再開しました`
    case 'consent':
      return `${who}同意を記録しました（${CONSENT_NAMES[entry.basis ?? 'none']}）`
    case 'merged':
    case 'absorbed':
      return `${who}ほかの相談と一つにしました`
    case 'acknowledged':
      return `${who}確認しました`
    case 'erased':
      return '本人が記録を消しました'
    default:
      return entry.kind
  }
}
