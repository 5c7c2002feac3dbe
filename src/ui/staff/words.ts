import type { Area, Danger, Lang } from '../../content/vocabulary.ts'
import type { Act, MaskedKind, Outcome, ReplyWay, View } from './wire.ts'

/** What the console calls things. Short: a clerk at a busy counter reads them. */

export const VIEW_NAMES: Readonly<Record<View, string>> = {
  danger: '危険・約束超過',
  queue: '未対応',
  mine: '自分',
  team: 'チーム',
  waiting: '待ち',
  snoozed: 'スヌーズ',
  done: '完了',
}

export const VIEW_EMPTY: Readonly<Record<View, string>> = {
  danger: '危険のある相談も、約束を過ぎた相談もありません。',
  queue: '受け持つ人を待っている相談はありません。',
  mine: '自分が受け持つ相談はありません。',
  team: 'チームの相談はありません。',
  waiting: '返事を待っている相談はありません。',
  snoozed: '後回しにした相談はありません。',
  done: '完了した相談はまだありません。',
}

export const AREA_NAMES: Readonly<Record<Area, string>> = {
  ageing: '高齢',
  disability: '障害',
  childcare: '子育て',
  hardship: '生活困窮',
  housing: '住まい',
  legal: '法律・権利',
  health: '健康',
  foreigner: '外国人',
  community: '地域',
  other: 'その他',
}

export const DANGER_NAMES: Readonly<Record<Danger, string>> = {
  none: '',
  concern: '心配',
  emergency: '緊急',
}

const DANGER_KINDS: Readonly<Record<string, string>> = {
  self_harm: '自殺・自傷',
  child_abuse: '児童虐待',
  elder_abuse: '高齢者虐待',
  disability_abuse: '障害者虐待',
  dv: 'DV',
  basic_needs: '衣食住',
  medical: '急病',
  crime: '犯罪被害',
  disaster: '災害',
  missing: '安否不明',
}
export const dangerKindName = (kind: string | null) => (kind === null ? '' : (DANGER_KINDS[kind] ?? kind))

export const LANG_NAMES: Readonly<Record<Lang, string>> = {
  ja: '日本語',
  easy: 'やさしい日本語',
  en: '英語（English）',
  zh: '中国語（中文）',
  ko: '韓国語（한국어）',
  vi: 'ベトナム語（Tiếng Việt）',
  ne: 'ネパール語（नेपाली）',
}

export const CHANNEL_NAMES = { line: 'LINE', web: 'ウェブ', terminal: '端末' } as const

export const REASON_NAMES: Readonly<Record<string, string>> = {
  asked: '本人が職員との話を希望',
  danger: '危険のことば',
  misses: '自動案内が二度読み取れなかった',
  gap: '合う制度がない（狭間）',
  visit: '訪問・来所の希望',
  staff: '職員から',
}

/** Where a reply will stand, said before it is written. */
export const WAY_BEFORE: Readonly<Record<ReplyWay, string>> = {
  web: '内容は区の画面で読まれます。',
  page: 'LINEには「返事があります」とだけ届き、内容は区の画面で読まれます。',
  line: 'LINEにそのまま届きます。電話番号・番地・個人番号を書いた返信は、LINEには知らせだけが届き、区の画面で読まれます。',
}

export const MASKED_NAMES: Readonly<Record<MaskedKind, string>> = {
  phone: '電話番号',
  house: '番地',
  'my-number': '個人番号',
  card: 'カード番号',
}

export const SPEAKER_NAMES = {
  self: '本人',
  family: '家族',
  neighbour: '近所の人・知人',
  professional: '支援者',
} as const

export const ACCESS_NAMES: Readonly<Record<string, string>> = {
  wheelchair: '車いす',
  writing: '筆談',
  sign: '手話',
  interpreter: '通訳',
  quiet: '静かな部屋',
  nursing: '授乳室',
  toilet: '多目的トイレ',
  lift: 'エレベーター',
}

export const WAITS = { resident: '本人の返事待ち', agency: '他機関の返事待ち' } as const

export const OUTCOME_NAMES: Readonly<Record<Outcome, string>> = {
  connected: 'つながった',
  refused: '断られた',
  full: '満員で受けられなかった',
  declined: '本人が望まなかった',
  gap: '合う制度がない（狭間）',
}

export const CONSENT_NAMES = {
  person: '本人同意あり',
  conference: '支援会議（社会福祉法106条の6）',
  none: '同意なし・未確認',
} as const

export const ACT_NAMES: Readonly<Record<Act, string>> = {
  claim: '引き受ける',
  release: '未対応に戻す',
  reply: '返信する',
  note: 'メモを残す',
  transfer: '引き渡す',
  accept: '引き渡しを受ける',
  decline: '引き渡しを断る',
  consult: '意見を求める',
  snooze: '後回しにする',
  wait: '返事待ちにする',
  return: '自動案内に戻す',
  resolve: '完了する',
  reopen: '再開する',
  consent: '同意を記録する',
  merge: 'ほかの相談と一つにする',
  acknowledge: '確認した',
}

/** Said once the action took hold. */
export const ACT_DONE: Readonly<Record<Act, string>> = {
  claim: '引き受けました。自動案内は止まっています。',
  release: '未対応に戻しました。',
  reply: '返信しました。',
  note: 'メモを残しました（区民には見えません）。',
  transfer: '引き渡しを申し出ました。相手が受けるまで、担当はあなたです。',
  accept: '引き渡しを受けました。',
  decline: '引き渡しを断りました。',
  consult: '意見を求めました。',
  snooze: '後回しにしました。',
  wait: '待ちの状態を変えました。',
  return: '自動案内に戻しました。',
  resolve: '完了しました。',
  reopen: '再開しました。',
  consent: '同意を記録しました。',
  merge: '一つにしました。続きは、まとめた先の相談で話してください。',
  acknowledge: '確認しました。',
}

export const THEME_NAMES = { system: '画面：自動', light: '画面：明るい', dark: '画面：暗い' } as const

export const ROLE_NAMES = { staff: '職員', lead: 'リーダー', admin: '管理者', auditor: '監査' } as const
