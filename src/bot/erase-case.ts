import { type Recorded, readCaseEvent } from '../cases/case-event.ts'
import { CASE, caseNews } from '../cases/case-news.ts'
import { foldCase } from '../cases/case-state.ts'
import { FACTS, NOTE } from '../cases/keys.ts'
import { OWNER, readHolding } from '../cases/ownership.ts'
import type { Batch, Store } from '../ports.ts'
import { caseEntry } from './case-entry.ts'

/**
 * 消して, as far as staff are concerned: what they wrote about this talk goes with it, nobody owns it any more,
 * and of its journal one entry is left, that it was erased and whose it was: nothing of why there was a case.
 */
export async function caseErasure(
  store: Store,
  conversation: string,
  at: number,
): Promise<Required<Pick<Batch, 'puts' | 'deletes' | 'erases' | 'appends' | 'enqueues'>>> {
  const [held, entries] = await Promise.all([
    readHolding(store, conversation),
    store.read(conversation, CASE, 0),
  ])
  const erases = [{ stream: CASE }]
  if (held.phase === 'none') return { puts: [], deletes: [], erases, appends: [], enqueues: [] }
  const texts = entries.flatMap(({ value }) => {
    const { text } = JSON.parse(value) as { text?: unknown }
    return typeof text === 'string' ? [{ key: `${NOTE}${text}` }] : []
  })
  const { version, lead } = foldCase(
    entries.flatMap(({ seq, at, value }): Recorded[] => {
      const event = readCaseEvent(value)
      return event ? [{ ...event, seq, at }] : []
    }),
  )
  // Both go on from where they were: what somebody still holds of before is never taken for what comes after.
  const term = held.term + 1
  const holding = JSON.stringify({ owner: { kind: 'bot' }, term, phase: 'erased' })
  return {
    puts: [{ key: OWNER, value: holding, expect: held.version }],
    deletes: [{ key: FACTS }, ...texts],
    erases,
    appends: [caseEntry(at, { kind: 'erased', term, version, lead })],
    enqueues: [caseNews(conversation, `erased-${at}`, at)],
  }
}
