import { buttons, GROUP, MESSAGES, type Row, STANDING_BY, talk, tap, YES } from './message-events.ts'
import { event, said } from './stage.ts'

const ROOM = { source: { type: 'room', roomId: 'R1' } }

/** Event → outcome, in the words of `docs/line-events.md`. */
export const TABLE: readonly Row[] = [
  ...MESSAGES,
  [
    'messageEdited',
    'exists in groups only: on record as ignored',
    event({ type: 'messageEdited', message: { type: 'text', id: '1', text: 'x' } }, GROUP),
    { ignored: 'group' },
  ],
  ['postback: button of this talk', 'the choice is a turn', tap(YES), { sent: ['1: tap 1.start.story:yes'] }],
  [
    'postback: of another talk, altered or older',
    'explained, with the present question again',
    tap(buttons.write('line-of-another', '1.start.story:yes')),
    { sent: ['1: unreadable-tap'] },
  ],
  ['postback: without data', 'the same', tap(null), { sent: ['1: unreadable-tap'] }],
  [
    'postback: rich menu button',
    'its command, in every talk',
    tap(buttons.writeForAll('!person')),
    { sent: ['1: tap !person'], kept: ['人と話す'] },
  ],
  [
    'postback: rich menu button that opens the keyboard',
    'on record as ignored: nothing was said',
    tap(buttons.writeForAll('!keyboard')),
    { ignored: 'type-postback' },
  ],
  [
    'postback: with params of a rich menu switch',
    'on record as ignored: it has happened on the phone',
    tap('x', { newRichMenuAliasId: 'a', status: 'SUCCESS' }),
    { ignored: 'type-postback' },
  ],
  [
    'postback: with params of a date picker',
    'the day is the answer, as a turn',
    tap(buttons.write(talk, '1.a.b:~on'), { datetime: '2026-11-24T10:30' }),
    { sent: ['1: tap 1.a.b:~on2026-11-24T1030'] },
  ],
  [
    'postback: date picker without a day, or with none there is',
    'explained, with the present question again',
    tap(buttons.write(talk, '1.a.b:~on'), { date: '2026-13-41' }),
    { sent: ['1: unreadable-tap'] },
  ],
  [
    'follow',
    'the greeting: who answers, 110 and 119, no name needed, what stays on LINE; then the first question',
    event({ type: 'follow', follow: { isUnblocked: false } }),
    { sent: ['LINEにも残ります|1: arrive'] },
  ],
  [
    'follow after a block (isUnblocked)',
    'no greeting again: the present question',
    event({ type: 'follow', follow: { isUnblocked: true } }),
    { sent: ['1: command'] },
  ],
  [
    'unfollow',
    'staff see it; every push stops until a message or a follow',
    event({ type: 'unfollow' }, { replyToken: undefined }),
    { staff: ['left'] },
  ],
  [
    'unsend before its message',
    'the message is never used nor kept',
    event({ type: 'unsend', unsend: { messageId: '90001' } }, { replyToken: undefined }),
    {},
  ],
  ...([GROUP, ROOM] as const).flatMap((place) => {
    const { type } = place.source
    return [
      [
        `join: ${type}`,
        'one polite line by reply, then silence',
        event({ type: 'join' }, place),
        {
          sent: [
            'お招きありがとうございます。このアカウントのご相談は、グループではなく一対一のトークでお受けします。ほかの方に見えないよう、友だち追加をして、そちらで話しかけてください。',
          ],
        },
      ],
      ...(['leave', 'memberJoined', 'memberLeft'] as const).map(
        (kind) =>
          [
            `${kind}: ${type}`,
            'on record as ignored',
            event({ type: kind, joined: { members: [] }, left: { members: [] } }, place),
            { ignored: 'group' },
          ] as const,
      ),
      [
        `message: ${type}`,
        'on record as ignored; no words are kept',
        said('母のこと', place),
        { ignored: 'group' },
      ],
    ] as const
  }),
  [
    'accountLink ok',
    'on record as ignored: we link no accounts',
    event({ type: 'accountLink', link: { result: 'ok', nonce: 'n' } }),
    { ignored: 'type-accountLink' },
  ],
  [
    'accountLink failed',
    'on record as ignored',
    event(
      { type: 'accountLink', link: { result: 'failed', nonce: 'n' } },
      { source: undefined, replyToken: undefined },
    ),
    { ignored: 'no-source' },
  ],
  ...(['joined', 'left', 'renewed'] as const).map(
    (type) =>
      [
        `membership: ${type}`,
        'on record as ignored',
        event({ type: 'membership', membership: { type, membershipId: 1 } }),
        { ignored: 'type-membership' },
      ] as const,
  ),
  [
    'beacon',
    'on record as ignored',
    event({ type: 'beacon', beacon: { hwid: 'x', type: 'enter' } }),
    { ignored: 'type-beacon' },
  ],
  [
    'videoPlayComplete',
    'on record as ignored',
    event({ type: 'videoPlayComplete', videoPlayComplete: { trackingId: 'x' } }),
    { ignored: 'type-videoPlayComplete' },
  ],
  ...(['delivery', 'module', 'activated', 'deactivated', 'botSuspended', 'botResumed'] as const).map(
    (type) =>
      [
        type,
        'on record as ignored',
        event({ type }, { source: undefined, replyToken: undefined }),
        { ignored: 'no-source' },
      ] as const,
  ),
  ['any other type', 'on record as ignored', event({ type: 'telepathy' }), { ignored: 'type-telepathy' }],
  ...STANDING_BY,
]
