import type { Database } from './database.ts'

export interface Snapshot {
  /** Reads in the transaction of this round of the event loop. */
  read<T>(work: () => T): T
  /** What is read from now on sees what is committed by now. */
  end(): void
}

/**
 * Reads of one round of the event loop share a transaction: SQLite takes its locks and looks what the
 * writer has changed once, not for every value, which costs ten times what the reading does. It must be
 * ended before anybody hears that something was written.
 */
export function snapshot({ db, sql }: Database): Snapshot {
  let open = false
  const end = () => {
    if (!open) return
    open = false
    if (db.isOpen && db.isTransaction) sql('commit').run()
  }
  return {
    end,
    read(work) {
      if (!open) {
        sql('begin').run()
        open = true
        setImmediate(end)
      }
      return work()
    },
  }
}
