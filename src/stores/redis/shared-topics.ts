import type { Cluster, Redis } from 'ioredis'
import { localTopics, type Topics } from '../topics.ts'

/** Listeners of this process to what any process tells. Best effort: what is told while away is not heard. */
export function sharedTopics(
  space: string,
  listener: () => Redis | Cluster,
): Pick<Topics, 'subscribe'> & { close(): void } {
  let client: Redis | Cluster | null = null
  const channel = (topic: string) => `${space}:${topic}`
  const local = localTopics((topic, heard) => {
    const to = open()
    const asked = heard ? to.subscribe(channel(topic)) : to.unsubscribe(channel(topic))
    asked.catch(() => {})
  })
  function open(): Redis | Cluster {
    if (client) return client
    client = listener()
    client.on('message', (name: string) => local.tell(name.slice(space.length + 1)))
    // Something may have been told while nobody listened.
    client.on('ready', () => {
      for (const topic of local.heard()) local.tell(topic)
    })
    return client
  }
  return {
    subscribe: local.subscribe,
    close() {
      client?.disconnect()
    },
  }
}
