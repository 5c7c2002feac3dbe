import { createServer } from 'node:net'
import { expect, test } from 'vitest'
import { quiet } from '../../../test/support/canaries/watch.ts'
import { lineAccess } from './access.ts'
import { lineCalls } from './call.ts'
import { lineSender } from './send.ts'

/** A port of this machine where nobody listens. */
const closedPort = () =>
  new Promise<number>((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })

test('a server that refuses the connection has surely not taken the message', async () => {
  const apiBase = `http://127.0.0.1:${await closedPort()}`
  const access = lineAccess({ kind: 'long-lived', token: 'x' }, { apiBase, clock: Date.now, log: quiet })
  const sender = lineSender(lineCalls({ access, apiBase, dataApiBase: apiBase }))
  expect(await sender.reply('t', [{ type: 'text', text: 'x' }])).toEqual({ kind: 'unreachable' })
  await expect(sender.working('U1')).resolves.toBeUndefined()
})
