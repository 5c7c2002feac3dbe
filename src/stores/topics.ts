/** Listeners of one process, by topic. */
export interface Topics {
  /** Tells whoever listens here, after the present step. */
  tell(topic: string): void
  subscribe(topic: string, listener: () => void): () => void
  /** Topics somebody listens to. */
  heard(): readonly string[]
}

/** `changed` hears when the first listener of a topic comes and when the last one goes. */
export function localTopics(changed: (topic: string, heard: boolean) => void = () => {}): Topics {
  const listeners = new Map<string, Set<() => void>>()
  return {
    tell(topic) {
      for (const listener of listeners.get(topic) ?? []) queueMicrotask(listener)
    },
    subscribe(topic, listener) {
      const present = listeners.get(topic)
      const of = present ?? new Set()
      listeners.set(topic, of.add(listener))
      if (!present) changed(topic, true)
      return () => {
        if (!of.delete(listener) || of.size > 0 || listeners.get(topic) !== of) return
        listeners.delete(topic)
        changed(topic, false)
      }
    },
    heard: () => [...listeners.keys()],
  }
}
