import { StoreDown } from '../../ports.ts'
import { Conflict } from './apply-batch.ts'
import type { Database } from './database.ts'

interface Write {
  readonly work: () => unknown
  readonly resolve: (result: unknown) => void
  readonly reject: (fault: unknown) => void
}

/**
 * Writes asked for in the same round of the event loop share one transaction, and so one sync to disk: many
 * residents at once cost as much as one. A write that conflicts is taken back alone; each is acknowledged
 * only when all of its round are on disk. Rejects with `Conflict` or `StoreDown`.
 */
export function groupCommit({ db, sql }: Database): <T>(work: () => T) => Promise<T> {
  let waiting: Write[] = []

  function tryOne({ work, reject }: Write): unknown {
    sql('savepoint one').run()
    try {
      const result = work()
      sql('release one').run()
      return result
    } catch (fault) {
      if (!(fault instanceof Conflict)) throw fault
      sql('rollback to one').run()
      sql('release one').run()
      reject(fault)
      return undefined
    }
  }
  function flush(): void {
    const round = waiting
    waiting = []
    try {
      sql('begin immediate').run()
      const results = round.map(tryOne)
      sql('commit').run()
      // To a write that conflicted this says nothing any more: it has been rejected.
      round.forEach(({ resolve }, i) => {
        resolve(results[i])
      })
    } catch (fault) {
      if (db.isOpen && db.isTransaction) db.exec('rollback')
      const down = new StoreDown('the embedded store refused', { cause: fault })
      for (const { reject } of round) reject(down)
    }
  }

  return <T>(work: () => T) =>
    new Promise<T>((resolve, reject) => {
      if (waiting.push({ work, resolve: resolve as (result: unknown) => void, reject }) === 1)
        setImmediate(flush)
    })
}
