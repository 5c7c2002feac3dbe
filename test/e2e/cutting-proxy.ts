import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import type { Dice } from '../crash/dice.ts'

export interface CuttingProxy {
  readonly url: string
  readonly cuts: () => number
  /** From now on nothing is cut. */
  mend(): void
  close(): Promise<void>
}

/**
 * A way to the service on which every connection breaks, at a
 * moment the dice choose: in the question, in the answer, or while nothing is said.
 */
export async function cuttingProxy(target: string, dice: Dice): Promise<CuttingProxy> {
  const { hostname, port } = new URL(target)
  const open = new Set<Socket>()
  let cuts = 0
  let mended = false

  const server = createServer((near) => {
    const far = connect(Number(port), hostname)
    const both = [near, far]
    // Some break before the question has gone through, some after a part of the answer.
    const inQuestion = dice.chance(0.3)
    let left = dice.below(inQuestion ? 1_000 : 40_000)
    let whole = true
    const end = () => {
      clearTimeout(soon)
      for (const socket of both) socket.destroy()
    }
    const cut = () => {
      if (mended || !whole) return
      whole = false
      cuts += 1
      end()
    }
    const soon = setTimeout(cut, 20 + dice.below(400))
    for (const socket of both) {
      open.add(socket)
      socket.on('error', end)
      socket.on('close', () => {
        open.delete(socket)
        end()
      })
    }
    const pass = (from: Socket, to: Socket, counts: boolean) =>
      from.on('data', (bytes: Buffer) => {
        if (counts && !mended && bytes.length > left) {
          to.write(bytes.subarray(0, left), cut)
          return
        }
        if (counts) left -= bytes.length
        to.write(bytes)
      })
    pass(near, far, inQuestion)
    pass(far, near, !inQuestion)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cuts: () => cuts,
    mend: () => {
      mended = true
    },
    async close() {
      const closed = once(server, 'close')
      server.close()
      for (const socket of open) socket.destroy()
      await closed
    },
  }
}
