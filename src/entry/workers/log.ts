import type { Log } from '../../ports.ts'

/** One JSON line an event, as Workers Logs reads it: ids and codes only. */
export const log: Log = (level, event, fields = {}) => {
  console[level](JSON.stringify({ at: new Date().toISOString(), level, event, ...fields }))
}
