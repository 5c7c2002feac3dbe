import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** LINE's sending side for benches: takes everything at once and tells the parent which reply tokens were used. */
let tokens: string[] = []
const server = createServer(async (request, response) => {
  let body = ''
  for await (const chunk of request) body += chunk
  response.writeHead(200, { 'content-type': 'application/json' }).end('{"sentMessages":[]}')
  if (!request.url?.startsWith('/v2/bot/message/')) return
  const { replyToken } = JSON.parse(body) as { replyToken?: string }
  tokens.push(`${Date.now()} ${replyToken ?? 'push'}`)
})
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo
  process.stderr.write(`${JSON.stringify({ event: 'ready', port })}\n`)
})
setInterval(() => {
  if (tokens.length > 0) process.send?.(tokens)
  tokens = []
}, 100)
process.once('disconnect', () => process.exit(0))
