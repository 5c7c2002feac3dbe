import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { lineBody, postToWebhook, SECRET } from './line-event.ts'
import { builtProgram, dataFolder, type Program, type Server } from './process.ts'

interface Message {
  readonly id: string
  readonly from: string
  readonly text: string
  readonly points?: readonly { id: string; name: string; phone: string | null; address: string | null }[]
}

const data = dataFolder()
let program: Program
beforeAll(async () => {
  program = await builtProgram()
}, 300_000)
afterAll(() => {
  program?.remove()
  data.remove()
})

/** One resident's chat with whatever process serves at the moment. */
function chatAt(server: Server, token: string) {
  const ask = async (path: string, init: RequestInit = {}) => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
    const answer = await fetch(`${server.url}${path}`, { ...init, headers })
    return { status: answer.status, ...((await answer.json()) as { messages: readonly Message[] }) }
  }
  return {
    resume: () => ask('/api/chat'),
    say: (id: string, text: string) =>
      ask('/api/chat/messages', { method: 'POST', body: JSON.stringify({ id, text }) }),
  }
}

test('話の途中で落とされても、同じ記録で始め直せば、続きから相談先まで進める', async () => {
  const first = await program.start({ DATA_DIR: data.path })
  const made = await fetch(`${first.url}/api/chat`, { method: 'POST' })
  expect(made.status).toBe(201)
  const { token, messages: greeting } = (await made.json()) as { token: string; messages: Message[] }
  const told = await chatAt(first, token).say('m1', '母の物忘れが心配です')
  expect(told.status).toBe(200)
  await first.stop('SIGKILL')

  const second = await program.start({ DATA_DIR: data.path })
  const chat = chatAt(second, token)
  const resumed = await chat.resume()
  const kept = resumed.messages.map(({ id }) => id)
  expect(resumed.status).toBe(200)
  expect(kept).toEqual(expect.arrayContaining([...greeting, ...told.messages].map(({ id }) => id)))
  expect(resumed.messages.map(({ text }) => text)).toContain('母の物忘れが心配です')

  // The answer that was lost on its way comes again, and the story has been told once.
  expect((await chat.say('m1', '母の物忘れが心配です')).messages).toEqual(told.messages)
  expect((await chat.resume()).messages.map(({ id }) => id)).toEqual(kept)

  const placed = await chat.say('m2', '帆風一丁目3番')
  const points = placed.messages.flatMap((message) => message.points ?? [])
  expect(points[0]).toMatchObject({ id: 'mihon-anshin-nishi', phone: '03-0000-0100' })
  expect((await second.stop('SIGTERM')).code).toBe(0)
})

test('書いている最中に何度落とされても、言葉は一つも失われず、二度にもならない', async () => {
  let token = ''
  const said: string[] = []
  for (const [answered, cutOff] of [
    ['家賃が払えません', '食べるものがありません'],
    ['仕事をやめました', '夜も眠れません'],
  ] as const) {
    const server = await program.start({ DATA_DIR: data.path })
    if (!token) {
      const made = await fetch(`${server.url}/api/chat`, { method: 'POST' })
      token = ((await made.json()) as { token: string }).token
    }
    const chat = chatAt(server, token)
    // The client sends what it got no answer to again, under the same id.
    const [id, text] = [`${said.length - 1}`, said.at(-1)]
    if (text) expect((await chat.say(id, text)).status).toBe(200)
    const before = (await chat.resume()).messages.filter(({ from }) => from === 'resident')
    expect(before.map((message) => message.text)).toEqual(said)

    expect((await chat.say(`${said.length}`, answered)).status).toBe(200)
    const unanswered = chat.say(`${said.length + 1}`, cutOff).catch(() => null)
    await server.stop('SIGKILL')
    await unanswered
    said.push(answered, cutOff)
  }
})

test('LINE に200と答えた言葉には、返事の前に落とされても、始め直したあとに返事が届く', async () => {
  const replies: { path: string; body: string }[] = []
  let deaf = true
  const platform = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    // While deaf, it takes the call and never answers, like a network that went away.
    if (deaf) return
    replies.push({ path: request.url ?? '', body })
    response.setHeader('content-type', 'application/json').end('{}')
  })
  platform.listen(0, '127.0.0.1')
  await once(platform, 'listening')
  const own = dataFolder()
  const env = {
    DATA_DIR: own.path,
    LINE_CHANNEL_SECRET: SECRET,
    LINE_CHANNEL_ACCESS_TOKEN: 'a-token-for-tests',
    LINE_API_BASE_URL: `http://127.0.0.1:${(platform.address() as AddressInfo).port}`,
  }
  const first = await program.start(env)
  expect((await postToWebhook(first.url, lineBody('01JDTEST00000000000000000C', '死にたい'))).status).toBe(
    200,
  )
  await first.stop('SIGKILL')

  deaf = false
  const second = await program.start(env)
  await expect.poll(() => replies.map(({ body }) => body).join(), { timeout: 20_000 }).toContain('119')
  expect((await second.stop('SIGTERM')).code).toBe(0)
  platform.closeAllConnections()
  platform.close()
  own.remove()
})
