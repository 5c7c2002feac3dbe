import { describe, expect, it } from 'vitest'
import type { Platform, Sent } from './platform.ts'
import { platformPerTest } from './platform-per-test.ts'
import { type ReplyStage, replyStage } from './reply-stage.ts'

let platform: Platform
platformPerTest((made) => {
  platform = made
})

const WORDS = '大家さんには、私から電話しておきます。'
const NOTICE = '区の職員から返事が届いています'
const wire = (sent: readonly Sent[]) => JSON.stringify(sent.map(({ messages }) => messages))
const linkIn = (sent: Sent | undefined) =>
  /https:\/\/madoguchi\.test(\/chat\/in\/[\w.-]+)\?openExternalBrowser=1/.exec(
    wire(sent ? [sent] : []),
  )?.[1] ?? ''
const buttonIn = (sent: Sent | undefined) =>
  /"type":"postback","label":"[^"]*","data":"([^"]+)"/.exec(wire(sent ? [sent] : []))?.[1] ?? ''

/** A case that 佐藤 has taken, and nothing on its way. */
async function taken(lane?: 'open_only' | 'in_line_with_notice'): Promise<ReplyStage> {
  const at = await replyStage(platform, lane)
  await at.says('家賃が払えません')
  await at.says('人と話す')
  await at.act('claim')
  await at.work()
  at.time.now += 5 * 60_000
  platform.inbox.length = 0
  return at
}

/** Presses 返事を読む and opens the page it leads to; what the page's script is given. */
async function opened(at: ReplyStage, data: string) {
  await at.presses(data)
  const answer = await at.app.request(linkIn(platform.inbox.at(-1)), { method: 'POST' })
  const cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? ''
  const session = async () => {
    const body = await at.app.request('/chat/session', { method: 'POST', headers: { cookie }, body: '{}' })
    return (await body.json()) as { token: string; messages: { id: string; from: string; text: string }[] }
  }
  const { token } = await session()
  return {
    look: () => at.app.request('/chat', { headers: { cookie } }),
    session,
    seen: (message: string) =>
      at.app.request('/api/chat/seen', {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify({ message }),
      }),
  }
}
const said = async (at: ReplyStage) =>
  (await at.case()).messages.findLast(({ from }: { from: string }) => from === 'staff')

describe.each(['protected_link', 'open_only'] as const)('in a ward with %s', (lane) => {
  const begun = () => taken(lane === 'open_only' ? lane : undefined)

  it('LINE is told that there is an answer, and none of its words', async () => {
    const at = await begun()
    expect((await at.case()).reply_way).toBe('page')
    expect((await at.replies(WORDS)).status).toBe(200)
    expect(platform.inbox.map(({ way }) => way)).toEqual(['push'])
    expect(wire(platform.inbox)).toContain(NOTICE)
    expect(wire(platform.inbox)).not.toContain('大家')
    expect(wire(platform.inbox)).not.toContain('madoguchi.test')
    expect(await said(at)).toMatchObject({ text: WORDS, way: 'page', opened: false })
  })

  it('two hours later the button is answered for nothing, with a way made then; the words stand there', async () => {
    const at = await begun()
    await at.replies(WORDS)
    const data = buttonIn(platform.inbox[0])
    at.time.now += 2 * 3_600_000
    const page = await opened(at, data)
    expect(platform.inbox.map(({ way }) => way)).toEqual(['push', 'reply'])
    expect(wire(platform.inbox)).not.toContain('大家')
    const html = await (await page.look()).text()
    expect(html).toContain(WORDS)
    expect(await said(at)).toMatchObject({ way: 'page', opened: true })
  })
})

describe('「返事を読む」', () => {
  it('makes a way of its own each time, and each opens once', async () => {
    const at = await taken()
    await at.replies(WORDS)
    const data = buttonIn(platform.inbox[0])
    await at.presses(data)
    await at.presses(data)
    const [first, second] = platform.inbox.slice(1).map(linkIn)
    expect(new Set([first, second]).size).toBe(2)
    const open = async (link = '') => (await at.app.request(link, { method: 'POST' })).status
    expect([await open(first), await open(first), await open(second)]).toEqual([303, 403, 303])
  })

  it('works typed as well, and is no word of the talk', async () => {
    const at = await taken()
    await at.replies(WORDS)
    await at.says('「返事を読む」')
    await at.says('read the answer')
    expect(platform.inbox.slice(1).map(linkIn).filter(Boolean)).toHaveLength(2)
    const texts = (await at.case()).messages.map(({ text }: { text: string }) => text)
    expect(texts.join()).not.toMatch(/返事を読む|read the answer/)
  })

  it('is explained once all is erased', async () => {
    const at = await taken()
    await at.replies(WORDS)
    const data = buttonIn(platform.inbox[0])
    await at.says('消して')
    platform.inbox.length = 0
    await at.presses(data)
    expect(platform.inbox).toHaveLength(1)
    expect(linkIn(platform.inbox[0])).toBe('')
  })
})

describe('a push is spent once', () => {
  it('on several answers nobody has looked at, and again half an hour later', async () => {
    const at = await taken()
    for (const text of ['一つ目です', '二つ目です', '三つ目です']) await at.replies(text)
    expect(platform.inbox).toHaveLength(1)
    at.time.now += 31 * 60_000
    await at.replies('四つ目です')
    expect(platform.inbox).toHaveLength(2)
  })

  it('and again on the next answer after the resident has looked', async () => {
    const at = await taken()
    await at.replies('一つ目です')
    const page = await opened(at, buttonIn(platform.inbox[0]))
    await page.look()
    platform.inbox.length = 0
    at.time.now += 60_000
    await at.replies('二つ目です')
    await at.work(10_000)
    expect(platform.inbox.map(({ way }) => way)).toEqual(['push'])
    expect(await said(at)).toMatchObject({ opened: false })
  })

  it('on nobody who has the page before them', async () => {
    const at = await taken()
    await at.replies('一つ目です')
    const page = await opened(at, buttonIn(platform.inbox[0]))
    platform.inbox.length = 0
    await at.replies('二つ目です')
    const { messages } = await page.session()
    await page.seen(messages.at(-1)?.id ?? '')
    await at.work(20_000)
    expect(platform.inbox).toEqual([])
    expect(await said(at)).toMatchObject({ text: '二つ目です', opened: true })
  })

  it('not at all while a token of the resident’s own is unused; then it is a reply, once', async () => {
    const at = await taken()
    await at.says('大家さんから手紙が来ました')
    expect(platform.inbox).toEqual([])
    at.time.now += 20_000
    await at.replies(WORDS)
    at.time.now += 31 * 60_000
    await at.replies('その後いかがですか')
    expect(platform.inbox.map(({ way }) => way)).toEqual(['reply', 'push'])
  })

  it('when that token has died meanwhile', async () => {
    const at = await taken()
    await at.says('手紙が来ました')
    platform.dead.add('token-3')
    await at.replies(WORDS)
    await at.work()
    expect(platform.inbox.map(({ way }) => way)).toEqual(['push'])
    await at.says('もう一つ')
    at.time.now += 31 * 60_000
    await at.replies('つぎの返事です')
    expect(platform.inbox.map(({ way }) => way)).toEqual(['push', 'push'])
  })
})

describe('in a ward that has approved talking on LINE', () => {
  it('the words stand there, and desks may be named', async () => {
    const at = await taken('in_line_with_notice')
    expect((await at.case()).reply_way).toBe('line')
    const words = '南部あんしん相談センター（０３）0000 0101、区役所03-0000-0001へどうぞ。'
    await at.replies(words)
    expect(wire(platform.inbox)).toContain(words)
    expect(wire(platform.inbox)).not.toContain(NOTICE)
    expect(await said(at)).toMatchObject({ way: 'line' })
  })

  it.each(['090-1234-5678へかけます', '中央3-19-1へうかがいます', '番号は123456789018ですね'])(
    '「%s」 is read on the page',
    async (text) => {
      const at = await taken('in_line_with_notice')
      await at.replies(text)
      expect(wire(platform.inbox)).toContain(NOTICE)
      expect(wire(platform.inbox)).not.toContain(text)
      expect(await said(at)).toMatchObject({ text, way: 'page', opened: false })
    },
  )
})
