import { describe, expect, test } from 'vitest'
import { lineKeys } from '../../src/channels/line/keys.ts'
import type { Platform } from './platform.ts'
import { platformPerTest } from './platform-per-test.ts'
import { event, START, said, stage } from './stage.ts'

let platform: Platform
platformPerTest((made) => {
  platform = made
})
const texts = () =>
  platform.inbox.map((sent) => sent.messages.map((message) => message.text?.split('\n')[0]).join('|'))
/** What was said, without the numbered choices below it. */
const whole = () => platform.inbox.map((sent) => sent.messages[0]?.text?.split('\n\n')[0])

describe('events that come together', () => {
  test('F-07: the same event three times at once, an hour later and in another process has one outcome', async () => {
    const at = stage(platform)
    const one = said('こんにちは')
    await Promise.all([at.deliver([one, one]), at.deliver([one]), at.deliver([one])])
    await at.work()
    at.time.now += 3_600_000
    const other = stage(platform, { store: at.store })
    other.time.now = at.time.now
    expect((await other.deliver([{ ...one, deliveryContext: { isRedelivery: true } }])).status).toBe(200)
    await other.work()
    expect(texts()).toEqual(['1: こんにちは'])
  })

  test('F-09: a redelivery after we had processed, because our 200 was lost, gets no second answer', async () => {
    const at = stage(platform)
    const one = said('こんにちは')
    await at.deliver([one])
    await at.work()
    for (const later of [2_000, 60_000, 20 * 60_000, 6 * 86_400_000]) {
      at.time.now = START + later
      const again = { ...one, deliveryContext: { isRedelivery: true } }
      expect((await at.deliver([again])).status).toBe(200)
      await at.work()
    }
    expect(platform.calls).toEqual(['reply'])
    expect(texts()).toEqual(['1: こんにちは'])
  })

  test('F-09: a redelivery while the first is still waiting is the same event', async () => {
    const at = stage(platform)
    const one = said('こんにちは')
    await at.deliver([one])
    await at.deliver([{ ...one, deliveryContext: { isRedelivery: true } }])
    await at.work()
    expect(texts()).toEqual(['1: こんにちは'])
  })

  test('F-10: two messages delivered in reverse are taken in the order they were written', async () => {
    const at = stage(platform)
    await at.deliver([said('あとで書いた', { timestamp: START + 900 })])
    at.time.now += 200
    await at.deliver([said('さきに書いた', { timestamp: START + 100 })])
    await at.work()
    expect(whole()).toEqual(['1: さきに書いた\nあとで書いた'])
  })

  test('three bubbles in a row are read as one message, answered once by the newest token', async () => {
    const at = stage(platform)
    const bubbles = ['母が', '最近', '物忘れがひどくて'].map((text, i) =>
      said(text, { timestamp: START + i * 300 }),
    )
    for (const bubble of bubbles) {
      await at.deliver([bubble])
      at.time.now += 100
    }
    await at.work()
    const [sent, ...more] = platform.inbox
    expect(more).toEqual([])
    expect(whole()).toEqual(['1: 母が最近\n物忘れがひどくて'])
    expect(sent?.to).toBe(bubbles[2]?.replyToken)
    expect(await at.store.pending('line-in')).toBe(0)
    // Every bubble stands by itself in the transcript, and each can be taken back.
    const conversation = lineKeys('an application secret').pseudonym('U4af4980629')
    const kept = await at.turns.transcript.since(conversation, 0)
    expect(
      kept.filter(({ message }) => message.from === 'resident').map(({ message }) => message.text),
    ).toEqual(['母が', '最近', '物忘れがひどくて'])
  })

  test('F-10: a bubble that has just come waits for an earlier one, at most a second after the first came', async () => {
    const at = stage(platform)
    const [first, second, third] = ['ひとつめ', 'ふたつめ', 'みっつめ'].map((text, i) =>
      said(text, { timestamp: START + i * 100 }),
    )
    await at.deliver([first])
    at.time.now += 390
    await at.deliver([third])
    await at.work(20)
    await at.deliver([second])
    await at.work()
    expect(whole()).toEqual(['1: ひとつめ\nふたつめ\nみっつめ'])
  })

  test('danger in a bubble waits for nothing', async () => {
    const at = stage(platform)
    await at.deliver([said('あのね', { timestamp: START })])
    await at.deliver([said('死にたい', { timestamp: START + 1 })])
    at.time.now += 400
    await at.inbox.runOnce()
    await at.outbox.runOnce()
    expect(platform.inbox).toHaveLength(1)
  })

  test('a number, a button word and a pause of a minute are not read together with what stands beside them', async () => {
    const at = stage(platform)
    await at.deliver([
      said('母がね', { timestamp: START }),
      said('2', { timestamp: START + 100 }),
      said('転んで', { timestamp: START + 200 }),
      said('まだ痛い', { timestamp: START + 60_000 }),
    ])
    await at.work()
    expect(texts()).toEqual(['1: 母がね', '2: 2', '3: 転んで', '4: まだ痛い'])
  })

  test('a bubble taken back while it waits is not part of the answer', async () => {
    const at = stage(platform)
    const secret = said('ひみつ', { timestamp: START })
    const { message } = secret as { message: { id: string } }
    await at.deliver([secret, said('家賃のこと', { timestamp: START + 100 })])
    await at.deliver([
      event({ type: 'unsend', unsend: { messageId: message.id } }, { timestamp: START + 200 }),
    ])
    await at.work()
    expect(texts()).toEqual(['1: 家賃のこと'])
  })
})
