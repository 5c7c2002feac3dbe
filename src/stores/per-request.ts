import { AsyncLocalStorage } from 'node:async_hooks'
import type { Store } from '../ports.ts'

/** What one request (or other invocation) uses of the store. */
export interface StoreScope {
  /** Store calls made in here, and in whatever it starts, go over this scope's connection. */
  run<T>(work: () => T): T
  /** Whether something was put into a queue: somebody must work it off. */
  readonly enqueued: boolean
  /** Closes the connection, if one was opened. */
  close(): Promise<void>
}

export interface PerRequestStore {
  readonly store: Store
  scope(): StoreScope
}

interface Held {
  opened: Promise<Store> | null
  enqueued: boolean
}

/**
 * A store for runtimes where a connection belongs to the request that opened it: the service is wired once,
 * and each call finds the connection of the request it is made in. A request that never asks opens none.
 * `connect` resolves when the store can be asked, or when waiting for it any longer makes no sense.
 */
export function perRequestStore(connect: () => Promise<Store>): PerRequestStore {
  const present = new AsyncLocalStorage<Held>()
  const held = (): Held => {
    const found = present.getStore()
    if (!found) throw new Error('the store was used outside of any request')
    return found
  }
  const mine = (): Promise<Store> => {
    const own = held()
    own.opened ??= connect()
    return own.opened
  }
  return {
    store: {
      get: async (...args) => (await mine()).get(...args),
      getMany: async (...args) => (await mine()).getMany(...args),
      read: async (...args) => (await mine()).read(...args),
      async commit(batch) {
        if (batch.enqueues && batch.enqueues.length > 0) held().enqueued = true
        return (await mine()).commit(batch)
      },
      claim: async (...args) => (await mine()).claim(...args),
      release: async (...args) => (await mine()).release(...args),
      pending: async (...args) => (await mine()).pending(...args),
      oldest: async (...args) => (await mine()).oldest(...args),
      dead: async (...args) => (await mine()).dead(...args),
      notify: async (...args) => (await mine()).notify(...args),
      subscribe(topic, listener) {
        const subscribed = mine().then((store) => store.subscribe(topic, listener))
        return () => void subscribed.then((stop) => stop())
      },
      sweep: async (...args) => (await mine()).sweep(...args),
      ready: async () => (await mine()).ready(),
      close: async () => {},
    },
    scope() {
      const own: Held = { opened: null, enqueued: false }
      return {
        run: (work) => present.run(own, work),
        get enqueued() {
          return own.enqueued
        },
        async close() {
          const { opened } = own
          own.opened = null
          await (await opened)?.close()
        },
      }
    },
  }
}
