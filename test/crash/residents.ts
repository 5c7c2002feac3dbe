import { TELLING_ALL } from '../support/canaries/canaries.ts'
import type { Dice } from './dice.ts'

/** What residents ordinarily write: no danger in it, and no word that erases. */
export const SENTENCES: readonly [string, ...string[]] = [
  '母の物忘れがひどくて困っています',
  '家賃が払えません',
  '子どもの保育園のことで相談したいです',
  '介護保険の申請をしたいです',
  '障害者手帳について教えてください',
  '仕事をやめて収入がありません',
  '父の介護で疲れました',
  '子どもが学校に行きたがりません',
  '近所の人のことで困っています',
  '夜よく眠れません',
  '生活費が足りません',
  '妊娠中で相談したいです',
  '住むところを探しています',
  '借金のことで相談したい',
  'どこに相談したらいいかわかりません',
  '一人暮らしの祖母が心配です',
  'はい',
  'いいえ',
  'わかりません',
  '帆風一丁目3番',
  TELLING_ALL,
]

/** One thing a resident did, as LINE describes it; every delivery of it is the same but for its redelivery mark. */
export interface SentEvent {
  readonly id: string
  readonly user: string
  /** Epoch ms, rising for each resident. */
  readonly at: number
  readonly token: string
  readonly text: string
}

/** Residents who write. Ids tell the order things happened in. */
export function residents(dice: Dice, count: number) {
  const last = new Map<string, number>()
  let events = 0
  return {
    someone: () => `U${(0x1000 + dice.below(count)).toString(16).padStart(32, '0')}`,
    /** What this resident writes now. */
    writes(user: string): SentEvent {
      const at = Math.max(Date.now(), (last.get(user) ?? 0) + 1)
      last.set(user, at)
      const id = `01CRASH${String(++events).padStart(19, '0')}`
      return { id, user, at, token: `token-${id}`, text: dice.pick(SENTENCES) }
    },
  }
}

/** The event on the wire. */
export function wireEvent({ id, user, at, token, text }: SentEvent, isRedelivery: boolean): object {
  return {
    type: 'message',
    mode: 'active',
    timestamp: at,
    source: { type: 'user', userId: user },
    webhookEventId: id,
    deliveryContext: { isRedelivery },
    replyToken: token,
    message: { type: 'text', id: `9${id.replace(/\D/g, '')}`, text, quoteToken: 'quote' },
  }
}
