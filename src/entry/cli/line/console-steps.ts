import { inColumn } from './table.ts'

const DEVELOPERS = [
  ['Webhookの利用', 'オン'],
  ['Webhookの再送', 'オン（はじめはオフ。届かなかった相談が、あとから届き直すことがあります）'],
  ['エラーの統計情報', 'オン（届かなかった理由が見られます）'],
  ['グループトークへの参加', 'オフ'],
] as const
const MANAGER = [
  ['応答メッセージ', 'オフ（オンだと、まどぐちと二重に答えます）'],
  ['あいさつメッセージ', 'オフ（まどぐちがあいさつします）'],
  ['チャット', 'オフ（職員はまどぐちの画面から答えます）'],
  ['Webhook', 'オン'],
] as const

const boxes = (switches: readonly (readonly [string, string])[]) =>
  inColumn(switches.map(([name, position]) => [`  □ ${name}`, position]))

/** What no program can see or set: an official looks, once, in LINE's own pages (docs/line.md). */
export const CONSOLE_STEPS: readonly string[] = [
  'LINE Developers コンソール → チャネル → Messaging API設定',
  ...boxes(DEVELOPERS),
  'LINE Official Account Manager → 設定 → 応答設定',
  ...boxes(MANAGER),
]
