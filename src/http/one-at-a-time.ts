/**
 * Runs what belongs to one key in the order it came, one after another; other keys do not wait. Between
 * processes the store's versions keep the order, at the price of trying again.
 */
export function oneAtATime() {
  const last = new Map<string, Promise<unknown>>()

  return <T>(key: string, work: () => Promise<T>): Promise<T> => {
    const before = last.get(key) ?? Promise.resolve()
    const done = before.then(work, work)
    last.set(key, done)
    const forget = () => {
      if (last.get(key) === done) last.delete(key)
    }
    done.then(forget, forget)
    return done
  }
}
