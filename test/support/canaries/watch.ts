import type { Log } from '../../../src/ports.ts'
import { canaryIn } from './canaries.ts'

/** A canary that was seen where none may be. */
export interface Sighting {
  readonly canary: string
  readonly where: string
  /** What stood around it. */
  readonly near: string
}

let sightings: Sighting[] = []
const looking = new Set<Promise<unknown>>()
const AROUND = 80

/** Remembers the first canary in a text. */
export function lookAt(text: string, where: string, options?: { readonly ids?: boolean }): void {
  const canary = canaryIn(text, options)
  if (canary === null) return
  const at = text.indexOf(canary)
  const near = text.slice(Math.max(0, at - AROUND), at + canary.length + AROUND)
  sightings.push({ canary, where, near })
}

/** An address as its reader sees it. LINE's own addresses name people by LINE's ids. */
export function lookAtUrl(url: string, where: string): void {
  const ids = !url.includes('/v2/bot/')
  lookAt(url, where, { ids })
  if (!url.includes('%')) return
  try {
    lookAt(decodeURIComponent(url), where, { ids })
  } catch {
    // Not an address anybody can read.
  }
}

/**
 * An answer that refuses. Whoever acts on a case that has changed is shown how it stands now: that is the case,
 * for somebody who may see it, and not the refusal.
 */
export function lookAtRefusal(body: string, where: string): void {
  const shown = /"case":/.test(body) ? refusalOf(body) : body
  lookAt(shown, where)
}
function refusalOf(body: string): string {
  try {
    const { title, detail, type } = JSON.parse(body) as Record<string, unknown>
    return JSON.stringify({ title, detail, type })
  } catch {
    return body
  }
}

/** Looks at what is still on its way, before the test is over. */
export function lookLater(work: Promise<unknown>): void {
  const done = work.then(
    () => {},
    () => {},
  )
  looking.add(done)
  void done.then(() => looking.delete(done))
}

/** The product's log as a test keeps it, watched. Every log that a test gives to the product goes through here. */
export function watched(log: Log): Log {
  return (level, event, fields) => {
    lookAt(`${level} ${event} ${fields ? JSON.stringify(fields) : ''}`, 'the log')
    log(level, event, fields)
  }
}

/** A log that nobody reads but the watch. */
export const quiet: Log = watched(() => {})

/** A last look at what a service counts, before it ends. */
export async function lastMetrics(url: string): Promise<void> {
  const answer = await fetch(`${url}/metrics`, { signal: AbortSignal.timeout(1_000) }).catch(() => null)
  await answer?.text().catch(() => '')
}

/** What was seen since it was last asked, with what is still being looked at. */
export async function sighted(): Promise<readonly Sighting[]> {
  await Promise.all(looking)
  const seen = sightings
  sightings = []
  return seen
}
