import type { Ruby } from '../../text/readings.ts'
import type { ReadingsOf } from '../ruby.ts'

/** The readings this page has learnt, and those it still wants. In memory only. */
export function readingStore(
  ask: (texts: readonly string[]) => Promise<readonly (readonly Ruby[])[]>,
  learnt: () => void,
) {
  const known = new Map<string, readonly Ruby[]>()
  let wanted = new Set<string>()
  let asking = false

  async function fetchWanted(): Promise<void> {
    if (asking || wanted.size === 0) return
    asking = true
    const texts = [...wanted].slice(0, 100)
    wanted = new Set()
    const found = await ask(texts).catch(() => [])
    texts.forEach((text, i) => {
      known.set(text, found[i] ?? [{ text }])
    })
    asking = false
    learnt()
  }
  const of: ReadingsOf = (text) => {
    const reading = known.get(text)
    if (!reading) wanted.add(text)
    return reading
  }
  return { of, fetchWanted: () => void fetchWanted() }
}
export type Readings = ReturnType<typeof readingStore>
