import type { Batch } from '../../ports.ts'

/** A batch as the commit script reads it (`scripts.ts`). */
export function batchArguments(batch: Batch, now: number): string[] {
  const list = [String(now), batch.unit]
  for (const { queue, id, fence } of batch.acks ?? []) list.push('ack', queue, id, String(fence))
  for (const { key, expect } of batch.checks ?? []) list.push('check', key, String(expect))
  for (const { key, value, expect, expires } of batch.puts ?? [])
    list.push('put', key, value, String(expect), expires === undefined ? '' : String(Math.ceil(expires)))
  for (const { key } of batch.deletes ?? []) list.push('delete', key)
  for (const { stream } of batch.erases ?? []) list.push('erase', stream)
  for (const { stream, expect, at, values } of batch.appends ?? [])
    list.push('append', stream, String(expect), String(at), String(values.length), ...values)
  for (const { queue, id, lane, order, value, notBefore } of batch.enqueues ?? [])
    list.push('job', queue, id, lane, String(order), value, String(notBefore))
  return list
}
