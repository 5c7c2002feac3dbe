import { createHash, randomBytes } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { lineKeys } from '../../src/channels/line/keys.ts'
import { oneTimeLinkRoutes } from '../../src/http/one-time-link.ts'
import { talkSessions } from '../../src/http/talk-sessions.ts'
import type { Platform } from './platform.ts'
import { platformPerTest } from './platform-per-test.ts'
import { event, said, stage } from './stage.ts'

let platform: Platform
platformPerTest((made) => {
  platform = made
})

const talk = lineKeys('an application secret').pseudonym('U4af4980629')
const whole = () => JSON.stringify(platform.inbox.map((sent) => sent.messages))
const linkIn = (text: string) =>
  /https:\/\/madoguchi\.test(\/chat\/in\/[\w.-]+)\?openExternalBrowser=1/.exec(text)?.[1]

/** The page residents land on, over the same store. */
function pageOf(at: ReturnType<typeof stage>) {
  const sessions = talkSessions({
    store: at.store,
    random: { token: () => randomBytes(24).toString('base64url') },
    clock: () => at.time.now,
    digest: (token) => createHash('sha256').update(token).digest('base64url'),
  })
  const app = oneTimeLinkRoutes({
    links: at.links,
    sessions,
    ward: { name: 'みほん区' },
    style: 'page.css',
    secure: true,
  })
  const opened = (answer: Response) => answer.headers.get('set-cookie')?.startsWith('__Host-chat=') ?? false
  return {
    get: (path: string) => app.request(path),
    post: (path: string) => app.request(path, { method: 'POST' }),
    opened,
  }
}

async function linkOf(at: ReturnType<typeof stage>): Promise<string> {
  await at.deliver([said('人と話す')])
  await at.work()
  return linkIn(whole()) ?? ''
}

describe('what is typed on LINE without being asked for', () => {
  test('a phone number, a house number and a 個人番号 reach no store, no answer and no log', async () => {
    const at = stage(platform)
    const secrets = ['09012345678', '3-19-1', '123456789018', '4111 1111 1111 1111']
    await at.deliver([
      said(
        `電話は09012345678、住所は中央3-19-1 みどり荘203です。個人番号は123456789018、カードは4111 1111 1111 1111`,
      ),
    ])
    const kept: string[] = []
    at.store.get = new Proxy(at.store.get, {
      async apply(target, self, args) {
        const found = await Reflect.apply(target, self, args)
        kept.push(JSON.stringify(found))
        return found
      },
    })
    await at.work()
    const texts = (await at.turns.transcript.since(talk, 0)).map(({ message }) => message.text)
    expect(texts[0]).toBe(
      '電話は（電話番号）、住所は中央3-19です。個人番号は（個人番号）、カードは（カード番号）',
    )
    for (const secret of [...secrets, 'みどり荘'])
      for (const place of [whole(), texts.join(), kept.join(), JSON.stringify(at.lines)])
        expect(place).not.toContain(secret)
  })

  test('the second number of a town without 丁目 is a house', async () => {
    const at = stage(platform)
    await at.deliver([said('みほん町1-6です')])
    await at.work()
    expect((await at.turns.transcript.since(talk, 0))[0]?.message.text).toBe('みほん町1です')
  })

  test.each(['protected_link', 'open_only', 'in_line_with_notice'] as const)(
    'in a ward with %s the greeting says what LINE keeps, before anything is asked',
    async (lane) => {
      const at = stage(platform, { lane })
      await at.deliver([event({ type: 'follow' })])
      await at.work()
      expect(platform.inbox[0]?.messages.map(({ text }) => text?.split('\n')[0])).toEqual([
        'LINEにも残ります',
        '1: arrive',
      ])
    },
  )

  test('the ward’s own page is offered with it', async () => {
    const at = stage(platform)
    await at.deliver([said('電話は09012345678です')])
    await at.work()
    expect(linkIn(whole())).toBeDefined()
  })

  test('in a ward that has approved talking on LINE, phone and address stay and numbers of the state never do', async () => {
    const at = stage(platform, { lane: 'in_line_with_notice' })
    await at.deliver([said('09012345678、123456789018')])
    await at.work()
    const texts = (await at.turns.transcript.since(talk, 0)).map(({ message }) => message.text)
    expect(texts[0]).toBe('09012345678、（個人番号）')
  })
})

describe('the way to the ward’s own page', () => {
  test('is offered whoever asks for a person, with no personal data in its address', async () => {
    const link = await linkOf(stage(platform))
    expect(link).not.toContain('U4af4980629')
    expect(link).not.toContain(talk)
    expect(whole()).toContain('区の画面で続ける')
  })

  test('is not offered with an ordinary answer, nor in a ward that keeps LINE to public matters', async () => {
    const at = stage(platform)
    await at.deliver([said('こんにちは')])
    await at.work()
    const closed = stage(platform, { lane: 'open_only' })
    await closed.deliver([said('人と話す')])
    await closed.work()
    expect(linkIn(whole())).toBeUndefined()
  })

  test('F-58: previews look at it without using it up; the first press opens the talk, a second does not', async () => {
    const at = stage(platform)
    const link = await linkOf(at)
    const page = pageOf(at)
    for (let looks = 0; looks < 3; looks++) {
      const look = await page.get(link)
      expect(look.status).toBe(200)
      expect(page.opened(look)).toBe(false)
      expect(await look.text()).toContain('続きを開く')
    }
    const first = await page.post(link)
    expect([first.status, first.headers.get('location'), page.opened(first)]).toEqual([303, '/chat', true])
    const second = await page.post(link)
    expect([second.status, page.opened(second)]).toEqual([403, false])
    expect(await (await page.get(link)).text()).toContain('もう使えません')
  })

  test('F-58: expired, altered and guessed links open nothing and say what to do', async () => {
    const at = stage(platform)
    const link = await linkOf(at)
    const page = pageOf(at)
    for (const wrong of [`${link}x`, link.replace(/\.[^.]+$/, '.x'), '/chat/in/guess', '/chat/in/a.b']) {
      const answer = await page.post(wrong)
      expect([answer.status, page.opened(answer)]).toEqual([403, false])
    }
    at.time.now += 10 * 60_000
    const late = await page.post(link)
    expect(late.status).toBe(403)
    expect(await late.text()).toContain('新しいリンク')
  })

  test('what it opens is the talk begun on LINE', async () => {
    const at = stage(platform)
    await at.deliver([said('母の物忘れが心配です', { timestamp: at.time.now - 60_000 })])
    await at.work()
    const link = await linkOf(at)
    const answer = await pageOf(at).post(link)
    const bearer = /__Host-chat=([^;]+)/.exec(answer.headers.get('set-cookie') ?? '')?.[1] ?? ''
    const hash = createHash('sha256').update(bearer).digest('base64url')
    expect((await at.store.get(`token:${hash}`, 'conversation'))?.value).toBe(talk)
  })
})

describe('a token that would be lost', () => {
  test('is spent on saying that the answer takes a while, and the answer follows as a push', async () => {
    const at = stage(platform)
    let broken = true
    const slow = stage(platform, {
      store: at.store,
      turns: {
        ...at.turns,
        take: async (inbound, options) => {
          if (broken) throw new TypeError('not yet')
          return at.turns.take(inbound, options)
        },
      },
    })
    await slow.deliver([said('家賃のこと')])
    slow.time.now += 40_000
    await slow.work(0)
    await slow.outbox.runOnce()
    broken = false
    await slow.work(10_000)
    expect(platform.inbox.map(({ way, messages }) => [way, messages[0]?.text?.split('\n')[0]])).toEqual([
      ['reply', '時間がかかっています（03-0000-0000）'],
      ['push', '1: 家賃のこと'],
    ])
  })
})

test('what a person has read is shown as read, once', async () => {
  const at = stage(platform)
  const one = said('よんでください')
  const { message } = one as { message: object }
  await at.deliver([{ ...one, message: { ...message, markAsReadToken: 'read-token' } }])
  await at.work()
  await at.seen(talk)
  await at.seen(talk)
  expect(platform.calls.filter((call) => call === 'read')).toEqual(['read'])
})
