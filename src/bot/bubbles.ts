import type { Job } from '../ports.ts'
import type { Waiting } from './in-flight.ts'

/** A job of the inbox, opened. */
export interface Opened {
  readonly job: Job
  readonly waiting: Waiting
}

/** Jobs whose messages are read as one; the first was due. */
export type Burst = readonly [Opened, ...Opened[]]

/** People pause while they type, but not longer within one thought. */
const PAUSE_MS = 20_000
const LONGEST = 5_000

const textOf = ({ waiting }: Opened): string | null => {
  const { what, standby } = waiting.received
  return what.kind === 'said' && what.content.kind === 'text' && !standby ? what.content.text : null
}

/**
 * Splits what waits in a lane into what is answered together: 「母が」「最近」「物忘れがひどくて」 is one message
 * in three bubbles. `alone` tells a text that means something by itself, like 「人と話す」 or 「2」.
 */
export function burstsOf(run: readonly Opened[], alone: (text: string) => boolean): readonly Burst[] {
  const bursts: Opened[][] = []
  let length = 0
  for (const opened of run) {
    const text = textOf(opened)
    const last = bursts.at(-1)?.at(-1)
    const before = last ? textOf(last) : null
    const joins =
      last !== undefined &&
      text !== null &&
      before !== null &&
      !alone(text) &&
      !alone(before) &&
      length + text.length < LONGEST &&
      opened.waiting.received.at - last.waiting.received.at <= PAUSE_MS
    length = (joins ? length : 0) + (text?.length ?? 0)
    if (joins) bursts.at(-1)?.push(opened)
    else bursts.push([opened])
  }
  return bursts as unknown as readonly Burst[]
}
