import type { RedisOptions } from 'ioredis'

/** Where the records are: one server (or one node of a cluster), a Sentinel group, or a cluster. */
export type Target =
  | { readonly kind: 'one'; readonly options: RedisOptions }
  | { readonly kind: 'sentinel'; readonly options: RedisOptions }
  | {
      readonly kind: 'cluster'
      readonly nodes: readonly { host: string; port: number }[]
      readonly options: RedisOptions
    }

/** `redis://[user:password@]host[:port][,host…][/db][?sentinel=name]`; several hosts without a name are a cluster. */
const FORM = /^(rediss?):\/\/(?:([^@/]*)@)?([^/?]+)(?:\/(\d*))?(?:\?(.*))?$/

/** Reads `REDIS_URL`; null when it is none. */
export function readTarget(url: string): Target | null {
  const parts = FORM.exec(url)
  if (!parts) return null
  const [, scheme, login = '', hosts = '', db = '', query = ''] = parts
  const name = new URLSearchParams(query).get('sentinel')
  const nodes = hosts.split(',').map((place) => {
    const [, host = '', port] = /^(\[[^\]]+\]|[^:]+)(?::(\d{1,5}))?$/.exec(place) ?? []
    return { host: host.replace(/^\[|\]$/g, ''), port: Number(port ?? (name ? 26_379 : 6_379)) }
  })
  const [first] = nodes
  if (!first || nodes.some(({ host, port }) => host === '' || port > 65_535)) return null
  const [user, password] = login.includes(':') ? login.split(/:(.*)/s) : ['', login]
  const tls = scheme === 'rediss' ? {} : null
  const options: RedisOptions = {
    ...(user ? { username: decodeURIComponent(user) } : {}),
    ...(password ? { password: decodeURIComponent(password) } : {}),
    ...(tls ? { tls } : {}),
    ...(db === '' ? {} : { db: Number(db) }),
  }
  if (name)
    return {
      kind: 'sentinel',
      options: { ...options, sentinels: nodes, name, ...(tls ? { enableTLSForSentinelMode: true } : {}) },
    }
  if (nodes.length > 1) return { kind: 'cluster', nodes, options }
  return { kind: 'one', options: { ...options, ...first } }
}
