import { type MessagePort, parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads'
import { Conflict } from './apply-batch.ts'
import { carryOut, type Order } from './carry-out.ts'
import { type Database, openDatabase } from './database.ts'

/** Orders of one round of the main thread's event loop. */
export interface Asked {
  readonly id: number
  readonly orders: readonly Order[]
}
export type Done = { readonly result: unknown } | { readonly conflict: string }
/** `fault` names why nothing of this was done. */
export type Told =
  | { readonly id: number; readonly done: readonly Done[] }
  | { readonly id: number; readonly fault: string }

/** One order in a savepoint of its own: what conflicts is taken back alone. */
function one(base: Database, order: Order): Done {
  const { sql } = base
  sql('savepoint one').run()
  try {
    const result = carryOut(base, order)
    sql('release one').run()
    return { result }
  } catch (fault) {
    if (!(fault instanceof Conflict)) throw fault
    sql('rollback to one').run()
    sql('release one').run()
    return { conflict: fault.message }
  }
}

/**
 * All that is asked for by now in one transaction, and so one sync to disk: many residents at once cost as
 * much as one. Nothing is told before all of it is on disk.
 */
function together({ db, sql }: Database, asked: readonly Asked[]): Told[] {
  const base = { db, sql }
  try {
    sql('begin immediate').run()
    const told = asked.map(({ id, orders }) => ({ id, done: orders.map((order) => one(base, order)) }))
    sql('commit').run()
    // What was erased leaves the log as well as the file.
    if (asked.some(({ orders }) => orders.some(({ kind }) => kind === 'sweep')))
      db.exec('pragma wal_checkpoint(truncate)')
    return told
  } catch (fault) {
    if (db.isOpen && db.isTransaction) sql('rollback').run()
    return asked.map(({ id }) => ({ id, fault: (fault as Error).message }))
  }
}

function serve(port: MessagePort, base: Database): void {
  port.on('message', (first: Asked) => {
    const asked = [first]
    for (;;) {
      const more = receiveMessageOnPort(port) as { message: Asked } | undefined
      if (!more) break
      asked.push(more.message)
    }
    for (const told of together(base, asked)) port.postMessage(told)
  })
}

if (parentPort) serve(parentPort, openDatabase((workerData as { readonly path: string }).path))
