import type { Lang } from '../../content/vocabulary.ts'
import type { ConsultationPoint } from '../../directory/consultation-point.ts'
import type { Message } from '../../triage/message.ts'

type Words = Readonly<Record<'ja' | 'easy' | 'en', string>>

/** The words only LINE needs; whatever the guide itself says stands in `flows/phrases.yaml`. */
const of = (words: Words, lang: Lang): string => (lang === 'ja' || lang === 'easy' ? words[lang] : words.en)

/** Shown on a locked screen and in the list of talks: tells nobody what the talk is about. */
const NEUTRAL: Words = {
  ja: 'ご案内があります',
  easy: 'おしらせが あります',
  en: 'There is a message for you',
}
export const neutralLine = (lang: Lang): string => of(NEUTRAL, lang)

const LOCATION: Words = { ja: '地図で場所を送る', easy: 'ちずで おくる', en: 'Send a map position' }
export const locationLabel = (lang: Lang): string => of(LOCATION, lang)

const DATE: Words = { ja: '日にちを選ぶ', easy: '日（ひ）を えらぶ', en: 'Pick a date' }
export const dateLabel = (lang: Lang): string => of(DATE, lang)

const CALL: Words = { ja: '電話する', easy: 'でんわする', en: 'Call' }
export const callLabel = (lang: Lang): string => of(CALL, lang)

const BADGES: Readonly<Record<ConsultationPoint['basis'], Words>> = {
  catchment: { ja: '担当', easy: 'あなたの ばしょの たんとう', en: 'Responsible for your address' },
  wardwide: { ja: '区全体', easy: '区（く）ぜんたい', en: 'For the whole ward' },
  distance: { ja: '近い', easy: 'ちかい', en: 'Near' },
  national: { ja: '全国・都', easy: 'どこからでも', en: 'Nationwide' },
}
export const badgeOf = (basis: ConsultationPoint['basis'], lang: Lang): string => of(BADGES[basis], lang)

const CARD: Words = {
  ja: '窓口カード（お名前は入りません）',
  easy: 'まどぐちカード（名前は ありません）',
  en: 'Card for the desk (no name on it)',
}
export const cardTitle = (lang: Lang): string => of(CARD, lang)

const SHOW: Words = {
  ja: '窓口でこの画面を見せるか、電話で読むだけで伝わります。',
  easy: 'まどぐちで この がめんを 見せてください。でんわで 読んでも いいです。',
  en: 'Show this screen at the desk, or read it out on the phone.',
}
export const cardHint = (lang: Lang): string => of(SHOW, lang)

const TICKET: Words = { ja: '受付のことば', easy: 'うけつけの ことば', en: 'Your ticket word' }
export const ticketLabel = (lang: Lang): string => of(TICKET, lang)

const BRING: Words = { ja: 'あるとよいもの', easy: 'もっていくもの', en: 'Useful to bring' }
export const bringLabel = (lang: Lang): string => of(BRING, lang)

/** Who speaks. At most 20 units, and never the word LINE. */
const SENDERS: Readonly<Record<Exclude<Message['from'], 'resident'>, string>> = {
  bot: 'まどぐち（自動応答）',
  system: '安全のご案内',
  staff: '区の職員',
}
export const senderName = (from: Exclude<Message['from'], 'resident'>): string => SENDERS[from]

/** Said once when the account is invited to a group: a talk there is read by all members. */
export const GROUP_LINE =
  'お招きありがとうございます。このアカウントのご相談は、グループではなく一対一のトークでお受けします。ほかの方に見えないよう、友だち追加をして、そちらで話しかけてください。'
