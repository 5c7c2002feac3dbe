import type { Page } from './console-state.ts'
import { VIEWS, type View } from './wire.ts'

/** Where in the console one is. It stands in the part of the address that browsers do not send. */
export interface Place {
  readonly page: Page
  readonly view: View
  readonly openId: string | null
}

/** The first account of all is made by whoever holds the token the service printed once. */
export interface Setup {
  readonly setup: string | null
}

const OTHER = ['day', 'integrity', 'audit', 'accounts'] as const

/** `#queue/abc`, `#day` */
export function placeOf(hash: string): Place & Setup {
  const setup = /^#setup=([\w-]+)$/.exec(hash)?.[1] ?? null
  const [first = '', id] = hash.replace(/^#/, '').split('/')
  const page = OTHER.find((one) => one === first)
  if (page) return { page, view: 'queue', openId: null, setup }
  const view = VIEWS.find((one) => one === first) ?? 'queue'
  const openId = id ? decodeURIComponent(id) : null
  return { page: 'cases', view, openId, setup }
}

export function placeIn({ page, view, openId }: Place): string {
  if (page !== 'cases') return `#${page}`
  if (openId === null) return `#${view}`
  return `#${view}/${encodeURIComponent(openId)}`
}
