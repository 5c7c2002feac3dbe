import { inFlight, OUTBOX, SPARE_TOKEN } from '../bot/in-flight.ts'
import type { ReplyNotice } from '../bot/reply-notice.ts'
import { NOTICED, SEEN } from '../bot/seen-on-page.ts'
import type { Delivery } from '../cases/case-book.ts'
import type { ReplyWay } from '../cases/case-event.ts'
import type { Clock, Sealer, Store } from '../ports.ts'
import type { Outbound } from '../triage/message.ts'

interface Parts {
  readonly store: Store
  readonly sealer: Sealer
  readonly clock: Clock
  /** As requests to LINE; null where LINE is off. */
  readonly write:
    | ((messages: readonly Outbound[], conversation: string) => readonly (readonly object[])[])
    | null
  /** What LINE is told of words that do not stand there; without it they all do. */
  readonly notice?: Pick<ReplyNotice, 'mayStand' | 'notice'> | null
}

/** Who is told and has not looked is not told again for so long. */
const QUIET_MS = 30 * 60_000
/** An open page shows what was written, and says so, well within this: then nobody need be told. */
const PAGE_MS = 8_000

/** How the words of staff get to a resident. */
export interface ReplyDelivery {
  /** As part of the commit that decides it: the page reads the transcript, LINE gets an entry in the outbox. */
  readonly deliver: Delivery
  /** How words that hold nothing personal would travel now. */
  readonly way: (conversation: string) => Promise<ReplyWay>
}

/** Replies of staff on their way, and what the bot says by itself (it has a term, and always stands on LINE). */
export function replyDelivery({ store, sealer, clock, write, notice = null }: Parts): ReplyDelivery {
  const wire = inFlight(sealer)

  /** Whether the resident has been told of an answer lately and has not looked since. */
  async function toldAlready(conversation: string, now: number): Promise<boolean> {
    const [noticed, seen] = await store.getMany(conversation, [NOTICED, SEEN])
    const told = Number(noticed?.value ?? 0)
    return told > Number(seen?.value ?? 0) && now - told < QUIET_MS
  }

  return {
    async way(conversation) {
      if (!write || (await wire.userOf(store, conversation)) === null) return 'web'
      return notice && !notice.mayStand('') ? 'page' : 'line'
    },

    async deliver(conversation, message, term) {
      const to = write && (await wire.userOf(store, conversation))
      if (!write || to === null) return { way: 'web' }
      const now = clock()
      const hidden = notice !== null && term === undefined && !notice.mayStand(message.text)
      const way = hidden ? 'page' : 'line'
      if (hidden && (await toldAlready(conversation, now))) return { way }
      const writtenAt = Date.parse(message.at)
      const onPage = hidden && (await store.get(conversation, 'sessions')) !== null
      // What is written meanwhile goes first.
      const notBefore = onPage ? now + PAGE_MS : now
      const spare = term === undefined ? await wire.spareOf(store, conversation) : null
      return {
        way,
        ...(spare ? { checks: [{ key: SPARE_TOKEN, expect: spare.version }] } : {}),
        deletes: spare ? [{ key: SPARE_TOKEN }] : [],
        puts: hidden ? [{ key: NOTICED, value: String(writtenAt), expect: 'any' }] : [],
        enqueues: write([hidden ? notice.notice(message) : message], conversation).map((messages, i) => ({
          queue: OUTBOX,
          id: `${conversation}/${message.id}${i === 0 ? '' : `/${i + 1}`}`,
          lane: conversation,
          order: notBefore,
          value: wire.sealOutgoing(conversation, {
            to,
            replyToken: i === 0 && spare ? spare.replyToken : null,
            receivedAt: i === 0 && spare ? spare.receivedAt : now,
            eventAt: i === 0 && spare ? spare.eventAt : now,
            order: notBefore,
            messages,
            plain: false,
            weight: term === undefined ? 'promised' : 'nice',
            fence: term === undefined ? null : { term, safe: [] },
            ...(hidden ? { unlessSeen: writtenAt } : {}),
          }),
          notBefore,
        })),
      }
    },
  }
}
