import type { messagingApi } from '@line/bot-sdk'

const MOST_BUBBLES = 12
/** LINE: a carousel of at most 50 KB; some room for what surrounds the bubbles. */
const MOST_BYTES = 48_000

const encoder = new TextEncoder()
const bytesOf = (value: unknown): number => encoder.encode(JSON.stringify(value)).length

/** Bubbles in as few containers as the limits allow; `from`–`to` tell which bubbles stand in each. */
export function packBubbles(
  bubbles: readonly messagingApi.FlexBubble[],
): { contents: messagingApi.FlexContainer; from: number; to: number }[] {
  const packs: { contents: messagingApi.FlexContainer; from: number; to: number }[] = []
  let from = 0
  while (from < bubbles.length) {
    let to = from
    let bytes = 0
    for (; to < bubbles.length && to - from < MOST_BUBBLES; to++) {
      bytes += bytesOf(bubbles[to]) + 1
      if (bytes > MOST_BYTES && to > from) break
    }
    const [first, ...others] = bubbles.slice(from, to)
    if (first)
      packs.push({
        contents: others.length === 0 ? first : { type: 'carousel', contents: [first, ...others] },
        from,
        to,
      })
    from = to
  }
  return packs
}
