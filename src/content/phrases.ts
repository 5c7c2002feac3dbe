import * as z from 'zod'
import { localText, reviewed } from './text.ts'
import { DANGER_KINDS } from './vocabulary.ts'

/** Every sentence the guide itself says, by what it is for. `{…}` are filled in. */
export const PHRASES = [
  // 答えの選択肢
  'unsure', // わからない
  'declined', // 答えたくない
  'why', // なぜ聞くの？
  // 読み取れなかったとき
  'miss-first',
  'miss-free',
  'miss-second',
  'empty',
  'phatic',
  'media',
  'stale', // 古いボタン
  // 場所
  'place-which-town',
  'place-block',
  'place-approximate',
  'place-elsewhere',
  'place-elsewhere-contact',
  'place-got',
  'place-not-found',
  // ことば
  'language-ask',
  'language-set',
  // 割り込み
  'back-done',
  'back-none',
  'restart-done',
  'stopped',
  'forgotten',
  'kept', // 何が残っている？
  // 聞き取り
  'heard',
  'aside',
  // 答えを直す
  'fix', // 答えを直す
  'back', // 戻る
  'fix-which',
  'fix-none',
  'fix-done',
  'fix-noted',
  'fix-dropped',
  'fix-block',
  'fix-cleared',
  'fix-town', // お住まいの町
  'fix-story', // お話
  // 日をおいて
  'recap',
  'recap-plain',
  'recap-ask',
  'recap-continue', // 続ける
  'recap-differs', // ちがうところがある
  'recap-restart', // 最初から
  // 途中で聞いた別のこと
  'topic-offer',
  'topic-after',
  'topic-now', // 先に話す
  'topic-later', // あとで
  'topic-begin',
  'topic-waiting',
  'topic-next', // ボタン
  'topic-no', // 今日はここまで
  // 危険
  'danger-listening',
  'danger-listening-2',
  'danger-listening-3',
  'danger-line-now',
  'person', // 人と話す
  'continue', // 話を続ける
  'done', // これで全部
  // 引き継ぎ
  'handoff-open',
  'handoff-closed',
  'staff-now', // 職員がいま受け持てる
  'staff-soon',
  'staff-later',
  'staff-unknown', // 受付の時間を確かめていない区
  // その後
  'check-in',
  'rate-ask',
  'rate-good', // よかった
  'rate-fair', // ふつう
  'rate-bad', // よくなかった
  'forward-ask',
  'yes', // はい
  'no', // いいえ
  'invite-ask',
  'invite-done',
  'rated', // 教えてくださって、ありがとうございます
  // 相談先
  'point-none-decided',
  'also-places', // 相談ではなく居場所
  'point-unconfirmed', // 区の確認はまだです
  'point-source',
  'point-script',
  'point-bring',
  'no-more-points',
  // 窓口カード
  'card-about',
  'card-words',
  'card-self',
  'card-family',
  'card-neighbour',
  'card-professional',
  'card-visit',
  'card-writing',
  'card-sign',
  'card-language',
  'card-undecided',
  'card-wish',
  'ticket-typed', // 受付のことばだけが書かれた
  'private-line', // 電話番号や番地をLINEに書いた
  'private-web', // 個人番号やカード番号を書いた
  'link-offer', // 区の画面で続きを
  'link-open', // 安全な画面で続ける
  'notice-line', // 承認のうえLINEで話す区
  'reply-notice', // 職員の返事が区の画面にある
  'reply-read', // 返事を読む
  'reply-way', // そのための、新しいリンク
  'slow', // 返事に時間がかかっている
  'fault',
] as const
export type Phrase = (typeof PHRASES)[number]

/** What is filled into each phrase: in every language all of these, and no others. */
export const PLACEHOLDERS: Readonly<Partial<Record<Phrase, readonly string[]>>> = {
  'miss-second': ['phone', 'desk'],
  'place-block': ['town'],
  'place-approximate': ['town'],
  'place-elsewhere': ['municipality'],
  'place-elsewhere-contact': ['municipality', 'name', 'phone'],
  'place-got': ['place'],
  heard: ['words'],
  aside: ['name'],
  'fix-noted': ['what'],
  'fix-dropped': ['questions'],
  'fix-cleared': ['what'],
  recap: ['known'],
  'topic-offer': ['name'],
  'topic-after': ['name'],
  'topic-begin': ['name'],
  'topic-waiting': ['name'],
  'topic-next': ['name'],
  'danger-line-now': ['name', 'phone'],
  'handoff-open': ['desk', 'phone', 'hours'],
  'handoff-closed': ['desk', 'phone', 'hours'],
  'staff-now': ['by'],
  'staff-soon': ['by'],
  'staff-later': ['when', 'by'],
  'point-source': ['name', 'date'],
  'no-more-points': ['desk', 'phone'],
  'card-about': ['who', 'topic'],
  'card-words': ['words'],
  'card-language': ['language'],
  'ticket-typed': ['desk', 'phone'],
  slow: ['phone'],
  fault: ['phone'],
}

const phraseShape = Object.fromEntries(PHRASES.map((key) => [key, localText])) as Record<
  Phrase,
  typeof localText
>
/** `flows/phrases.yaml`. */
export const phraseFile = z.strictObject({
  kind: z.literal('phrases'),
  reviewed,
  phrases: z.strictObject(phraseShape),
})
export type Phrases = z.infer<typeof phraseFile>['phrases']

/** A danger text exists in every language the service knows. */
export const dangerText = localText.required()
const levels = z.strictObject({ emergency: dangerText, concern: dangerText })

/** `flows/danger.yaml`: what is said first, before anything else, by kind and gravity. */
export const dangerFile = z.strictObject({
  kind: z.literal('danger'),
  reviewed,
  cards: z.strictObject(
    Object.fromEntries(DANGER_KINDS.map((k) => [k, levels])) as Record<
      (typeof DANGER_KINDS)[number],
      typeof levels
    >,
  ),
  /** Below the numbers. */
  closing: z.strictObject({ emergency: dangerText, concern: dangerText }),
})
export type DangerTexts = z.infer<typeof dangerFile>

/** Fills `{name}` places. A name without a value stays visible, and the check refuses it. */
export function fill(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{([a-z]+)\}/g, (whole, name: string) => values[name] ?? whole)
}
