import { lineKeys } from '../../src/channels/line/keys.ts'
import { postback } from '../../src/channels/line/postback.ts'
import { event, said } from './stage.ts'

const keys = lineKeys('an application secret')
const USER = 'U4af4980629'
export const talk = keys.pseudonym(USER)
export const buttons = postback(keys)
export const GROUP = { source: { type: 'group', groupId: 'C1', userId: USER } }
const STANDBY = { mode: 'standby', replyToken: undefined }
const message = (what: object, more: object = {}) =>
  event({ type: 'message', message: { id: '90001', ...what } }, more)
export const tap = (data: string | null, params?: object) =>
  event({ type: 'postback', postback: { data, ...(params ? { params } : {}) } })
export const YES = buttons.write(talk, '1.start.story:yes')
const provider = { contentProvider: { type: 'line' } }

export interface Happens {
  /** First lines of what is sent; nothing when left out. */
  readonly sent?: readonly string[]
  /** The resident's messages in the transcript. */
  readonly kept?: readonly string[]
  /** The reason on record. */
  readonly ignored?: string
  /** Kinds of what staff find in the case. */
  readonly staff?: readonly string[]
}

export type Row = readonly [what: string, outcome: string, event: object, happens: Happens]

/** Messages of each kind. */
export const MESSAGES: readonly Row[] = [
  [
    'message: text',
    'one turn, answered by reply',
    said('こんにちは'),
    { sent: ['1: こんにちは'], kept: ['こんにちは'] },
  ],
  [
    'message: text with LINE emoji',
    'the names LINE writes for its emoji are no words; the rest is a turn',
    message({
      type: 'text',
      text: '(hello)家賃のこと(moon grin)',
      emojis: [
        { index: 0, length: 7, productId: 'p', emojiId: '001' },
        { index: 12, length: 11, productId: 'p', emojiId: '002' },
      ],
    }),
    { sent: ['1: 家賃のこと'], kept: ['家賃のこと'] },
  ],
  [
    'message: text with a mention',
    'the name mentioned is dropped; the rest is a turn',
    message({
      type: 'text',
      text: '@山田太郎 母のこと',
      mention: { mentionees: [{ index: 0, length: 5, type: 'user', userId: 'U2' }] },
    }),
    { sent: ['1: 母のこと'], kept: ['母のこと'] },
  ],
  [
    'message: text with details of a person',
    'phone, house number, 個人番号 and card are dropped before anything is kept; told kindly, and the ward’s page offered',
    said('09012345678です'),
    { sent: ['1: （電話番号）です|-'], kept: ['（電話番号）です'] },
  ],
  [
    'message: sticker with keywords',
    'its words are a turn; danger in them too',
    message({ type: 'sticker', packageId: '1', stickerId: '2', keywords: ['sad', 'cry'] }),
    { sent: ['1: sticker'], kept: ['（スタンプ：sad・cry）'] },
  ],
  [
    'message: sticker with 「死にたい」 written on it',
    'the danger card, by reply',
    message({ type: 'sticker', keywords: [], text: '死にたい' }),
    { sent: ['ご案内があります|1: sticker'], kept: ['（スタンプ：死にたい）'], staff: ['danger'] },
  ],
  [
    'message: sticker without keywords',
    'a turn that asks kindly for a word',
    message({ type: 'sticker', packageId: '1', stickerId: '2' }),
    { sent: ['1: sticker'], kept: ['（スタンプ：不明）'] },
  ],
  ...(['image', 'video', 'audio', 'file'] as const).map(
    (type) =>
      [
        `message: ${type}`,
        'never fetched; a turn that says it cannot be seen here and asks for words',
        message({ type, duration: 1, fileName: '../x', fileSize: 1, ...provider }),
        { sent: ['1: media'], kept: ['（写真や音声など）'] },
      ] as const,
  ),
  [
    'message: location',
    'the town near it answers the question for a place; title is looked through for danger, the address is dropped',
    message({ type: 'location', latitude: 35.6, longitude: 139.7, title: 'うち', address: '中央3-19-1' }),
    { sent: ['1: location'], kept: ['（地図の位置）'] },
  ],
  [
    'message: location titled 「死にたい」',
    'the danger card, by reply',
    message({ type: 'location', latitude: 35.6, longitude: 139.7, title: '死にたい' }),
    { sent: ['ご案内があります|1: location'], kept: ['（地図の位置）'], staff: ['danger'] },
  ],
  [
    'message: location outside the world',
    'on record as ignored',
    message({ type: 'location', latitude: 900, longitude: 139.7 }),
    { ignored: 'type-message' },
  ],
  [
    'message: unknown kind',
    'on record as ignored',
    message({ type: 'hologram' }),
    { ignored: 'type-message' },
  ],
]

/** While another channel has the chat. */
export const STANDING_BY: readonly Row[] = [
  [
    'standby: text',
    'kept for staff, danger noted; nothing is sent, no loading sign',
    said('死にたい', STANDBY),
    { kept: ['死にたい'], staff: ['danger'] },
  ],
  [
    'standby: sticker',
    'the same',
    message({ type: 'sticker', keywords: ['sad'] }, STANDBY),
    { kept: ['（スタンプ：sad）'] },
  ],
  [
    'standby: image',
    'the same',
    message({ type: 'image', ...provider }, STANDBY),
    { kept: ['（写真や音声など）'] },
  ],
  [
    'standby: location',
    'the same',
    message({ type: 'location', latitude: 35.6, longitude: 139.7 }, STANDBY),
    { kept: ['（地図の位置）'] },
  ],
  ['standby: postback', 'the same', { ...tap(YES), ...STANDBY }, {}],
  ['standby: follow', 'nothing is sent', event({ type: 'follow' }, STANDBY), {}],
  ['standby: unfollow', 'as unfollow', event({ type: 'unfollow' }, STANDBY), { staff: ['left'] }],
  ['standby: join', 'nothing is sent', event({ type: 'join' }, { ...GROUP, ...STANDBY }), {}],
]
