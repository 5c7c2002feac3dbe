import type { Log } from '../ports.ts'

/** One JSON line an event on standard error: ids and codes only. */
export const log: Log = (level, event, fields = {}) => {
  process.stderr.write(`${JSON.stringify({ at: new Date().toISOString(), level, event, ...fields })}\n`)
}
