import { CASE, caseNews } from '../cases/case-news.ts'
import { FACTS, NOTE } from '../cases/keys.ts'
import { OWNER, readHolding } from '../cases/ownership.ts'
import type { Batch, Store } from '../ports.ts'
import { caseEntry } from './case-entry.ts'

/**
 * 消して, as far as staff are concerned: what they wrote about this talk goes with it, nobody owns it any
 * more, and that it was erased stays to be seen. Nothing where there was no case.
 */
export async function caseErasure(
  store: Store,
  conversation: string,
  at: number,
): Promise<Required<Pick<Batch, 'puts' | 'deletes' | 'appends' | 'enqueues'>>> {
  const [held, entries] = await Promise.all([
    readHolding(store, conversation),
    store.read(conversation, CASE, 0),
  ])
  if (held.phase === 'none') return { puts: [], deletes: [], appends: [], enqueues: [] }
  const texts = entries.flatMap(({ value }) => {
    const { text } = JSON.parse(value) as { text?: unknown }
    return typeof text === 'string' ? [{ key: `${NOTE}${text}` }] : []
  })
  const holding = JSON.stringify({ owner: { kind: 'bot' }, term: held.term + 1, phase: 'erased' })
  return {
    puts: [{ key: OWNER, value: holding, expect: held.version }],
    deletes: [{ key: FACTS }, ...texts],
    appends: [caseEntry(at, { kind: 'erased' })],
    enqueues: [caseNews(conversation, `erased-${at}`, at)],
  }
}
