import type { Clock, Store } from '../ports.ts'

/** Who did what, when. Ids and codes only. */
export interface AuditEntry {
  readonly who: string
  readonly what: string
  readonly case: string | null
  readonly detail: string | null
}

export interface AuditRecord extends AuditEntry {
  readonly seq: number
  /** Epoch ms. */
  readonly at: number
  /** SHA-256 over the record and the hash before it. */
  readonly hash: string
}

const UNIT = 'audit'
const STREAM = 'trail'
const HEAD = 'head'

interface Parts {
  readonly store: Store
  readonly clock: Clock
  /** SHA-256, base64url. */
  readonly hash: (text: string) => string
  /** Nobody may wait for what somebody else's request writes. */
  readonly perRequest?: boolean
}

interface Waiting {
  readonly entry: AuditEntry
  readonly resolve: () => void
  readonly reject: (fault: unknown) => void
}

/**
 * Every look and every act, appended and chained: a record that is altered, left out or put in between shows
 * in all that follow. Nothing is shown before its looking is on record.
 */
export function auditTrail({ store, clock, hash, perRequest = false }: Parts) {
  let waiting: Waiting[] = []
  let writing = false

  const chained = (before: string, at: number, { who, what, case: of, detail }: AuditEntry) =>
    hash(JSON.stringify([before, at, who, what, of, detail]))

  async function append(entries: readonly AuditEntry[]): Promise<void> {
    for (;;) {
      const kept = await store.get(UNIT, HEAD)
      const head = kept ? (JSON.parse(kept.value) as { seq: number; hash: string }) : { seq: 0, hash: '' }
      const at = clock()
      let last = head.hash
      const values = entries.map((entry) => {
        last = chained(last, at, entry)
        return JSON.stringify({ ...entry, hash: last })
      })
      const done = await store.commit({
        unit: UNIT,
        puts: [
          {
            key: HEAD,
            value: JSON.stringify({ seq: head.seq + values.length, hash: last }),
            expect: kept?.version ?? 0,
          },
        ],
        appends: [{ stream: STREAM, expect: head.seq, at, values }],
      })
      if (done.ok) return
    }
  }
  async function work(): Promise<void> {
    if (writing) return
    writing = true
    while (waiting.length > 0) {
      const batch = waiting
      waiting = []
      try {
        await append(batch.map(({ entry }) => entry))
        for (const { resolve } of batch) resolve()
      } catch (fault) {
        for (const { reject } of batch) reject(fault)
      }
    }
    writing = false
  }

  return {
    /** On disk when it resolves. */
    note: (entry: AuditEntry): Promise<void> =>
      perRequest
        ? append([entry])
        : new Promise((resolve, reject) => {
            waiting.push({ entry, resolve, reject })
            void work()
          }),

    async read(after = 0): Promise<readonly AuditRecord[]> {
      const entries = await store.read(UNIT, STREAM, after)
      return entries.map(({ seq, at, value }) => ({
        ...(JSON.parse(value) as AuditEntry & { hash: string }),
        seq,
        at,
      }))
    },

    /** The first record that does not follow from the ones before it; null when the chain holds to its end. */
    async brokenAt(): Promise<number | null> {
      const [records, kept] = await Promise.all([this.read(), store.get(UNIT, HEAD)])
      let last = ''
      for (const record of records) {
        if (chained(last, record.at, record) !== record.hash) return record.seq
        last = record.hash
      }
      const head = kept ? (JSON.parse(kept.value) as { hash: string }) : { hash: '' }
      return head.hash === last ? null : records.length + 1
    },
  }
}

export type AuditTrail = ReturnType<typeof auditTrail>
