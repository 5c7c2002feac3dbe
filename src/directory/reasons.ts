import { inLang, type LocalText } from '../content/text.ts'
import type { Lang } from '../content/vocabulary.ts'
import type { Place } from './place.ts'
import { dayAt, dayOf } from './tokyo-time.ts'

/** Why a point is named. Only `catchment` says 担当. */
export type Reason =
  | { readonly kind: 'catchment'; readonly place: Place | null }
  | { readonly kind: 'wardwide' }
  /** The ward-wide desk while nobody can say who is responsible. */
  | { readonly kind: 'knows'; readonly why: LocalText | null }
  | { readonly kind: 'outreach' }
  /** Several troubles of one household, taken together. */
  | { readonly kind: 'core' }
  /** One of several that may be responsible: 「3–21番」. */
  | { readonly kind: 'maybe'; readonly when: string }
  /** The 番 decides: 「3–21番」. */
  | { readonly kind: 'if-block'; readonly when: string }
  | { readonly kind: 'near' }
  /** Serves the need, is the only one of its kind, and has no area of its own. */
  | { readonly kind: 'serves' }
  | { readonly kind: 'line'; readonly scope: 'national' | 'tokyo' | 'ward' }
  | { readonly kind: 'resource' }
  /** Another municipality's contact, for who lives there. */
  | { readonly kind: 'municipality'; readonly name: string }

const LINES = {
  national: ['全国どこからでも使える電話です', '日本の どこからでも 電話できます', 'A line for all of Japan'],
  tokyo: [
    '東京都のどこからでも使える電話です',
    '東京都の どこからでも 電話できます',
    'A line for all of Tokyo',
  ],
  ward: ['区全体の電話です', '区の どこからでも 電話できます', 'A line for the whole ward'],
} as const

/** The reason in words; places only where they may be repeated. */
export function reasonText(reason: Reason, lang: Lang): string {
  if (reason.kind === 'knows' && reason.why) return inLang(reason.why, lang)
  return pick(textsOf(reason), lang)
}

/** 「区の確認はまだです」: what residents read about a row's confirmation. A confirmation lasts 180 days. */
export function confirmationText(confirmedOn: string | null, now: number, lang: Lang): string {
  if (confirmedOn === null)
    return pick(
      ['区の確認はまだです', '区の 確認（かくにん）は まだです', 'Not yet confirmed by the ward'],
      lang,
    )
  if (isConfirmed(confirmedOn, now))
    return pick(
      [
        `${confirmedOn}に区が確認`,
        `${confirmedOn}に 区が 確認しました`,
        `Confirmed by the ward on ${confirmedOn}`,
      ],
      lang,
    )
  return pick(
    [
      `区の最後の確認は${confirmedOn}です（今の内容はまだ確認中）`,
      `区が 確認したのは ${confirmedOn}です。今は ちがうかも しれません`,
      `Last confirmed by the ward on ${confirmedOn}; not checked since`,
    ],
    lang,
  )
}

/** Confirmed by the ward within the last 180 days. */
export function isConfirmed(confirmedOn: string | null, now: number): boolean {
  return confirmedOn !== null && dayAt(now) - dayOf(confirmedOn) <= 180
}

type Texts = readonly [ja: string, easy: string, en: string]

function textsOf(reason: Reason): Texts {
  switch (reason.kind) {
    case 'catchment': {
      if (reason.place === null)
        return [
          'お住まいの地域の担当です',
          'あなたの 住んでいる ところの 担当です',
          'Responsible for where you live',
        ]
      const { town, block } = reason.place
      const at = block === null ? town : `${town}${block}番`
      return [`${at}の担当です`, `${at}の 担当です`, `Responsible for ${at}`]
    }
    case 'wardwide':
      return ['区全体の窓口です', '区の どこに 住んでいても 相談できます', 'For the whole ward']
    case 'knows':
      return [
        '区全体の窓口です。担当の窓口がどこかも聞けます',
        '区の どこに 住んでいても 相談できます。どの 窓口が いいかも 聞けます',
        'For the whole ward. They can also tell you which office is responsible',
      ]
    case 'outreach':
      return ['来てもらう相談もできます', '家に 来て もらう ことも できます', 'They can also come to you']
    case 'core':
      return [
        'いくつかの困りごとを、まとめて話せます',
        'いくつかの こまりごとを いっしょに 話（はな）せます',
        'You can talk about several troubles together here',
      ]
    case 'maybe':
      return [
        `担当かもしれません（${reason.when}）。区の確認が必要です`,
        `担当かも しれません（${reason.when}）。区に 聞いて ください`,
        `May be responsible (${reason.when}); the ward has to confirm`,
      ]
    case 'if-block':
      return [
        `番地で分かれます（ここは${reason.when}）。番がわかると決まります`,
        `番地（ばんち）で かわります（ここは ${reason.when}）。番が わかると きまります`,
        `It depends on the block number (this one: ${reason.when}); tell us yours to decide`,
      ]
    case 'near':
      return [
        '近い（担当かどうかは区の確認が必要です）',
        '近い ところです（担当かどうかは 区に 聞いて ください）',
        'Nearby (the ward has to confirm whether it is responsible)',
      ]
    case 'serves':
      return [
        'この相談ができる区内の窓口です',
        'この 相談が できる 窓口です',
        'An office in the ward for this matter',
      ]
    case 'line':
      return LINES[reason.scope]
    case 'municipality':
      return [
        `お住まいの${reason.name}の相談窓口です`,
        `あなたが 住んでいる ${reason.name}の 窓口です`,
        `The contact of ${reason.name}, where you live`,
      ]
    case 'resource':
      return [
        '相談ではなく居場所・活動の場です',
        '相談では なく、行って すごす ところです',
        'Not for consulting: a place to be or take part',
      ]
  }
}

function pick([ja, easy, en]: Texts, lang: Lang): string {
  return lang === 'ja' ? ja : lang === 'easy' ? easy : en
}
