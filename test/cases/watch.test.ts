import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { beforeEach, describe, expect, it } from 'vitest'
import { inFlight } from '../../src/bot/in-flight.ts'
import { outboxWorker } from '../../src/bot/outbox.ts'
import { smtpMailer } from '../../src/channels/mail/mailer.ts'
import type { Courier } from '../../src/ports.ts'
import { quiet } from '../support/canaries/watch.ts'
import { type Desk, desk } from './desk.ts'

let at: Desk
type Person = Awaited<ReturnType<Desk['signIn']>>
let sato: Person
beforeEach(async () => {
  at = await desk()
  sato = await at.signIn('sato')
})
const MINUTE = 60_000
const opened = async (id: string) => {
  await at.resident(id, '母の物忘れがひどくて困っています')
  await at.resident(id, '人と話す')
  return id
}
/** Time passes, and what is done without being asked is done. */
const later = async (ms: number) => {
  at.time.now += ms
  await at.staff.feed.runOnce()
  await at.staff.watch.tick()
  await at.staff.feed.runOnce()
}
const state = async (id: string) => (await at.staff.book.load(id)).state

describe('だれも置き去りにしない', () => {
  it('勤務を終えると、返事を待つ相談だけが列に戻る', async () => {
    const waits = await opened('waits')
    const answered = await opened('answered')
    for (const id of [waits, answered]) await sato.act(id, 'claim')
    await sato.act(answered, 'reply', { text: '確かめておきますね' })
    await sato.post('/api/staff/duty', { on: false })
    await later(20_000)
    expect((await state(waits)).owner).toEqual({ kind: 'queue' })
    expect((await state(waits)).lead).toEqual({ kind: 'team', id: 'fukushi' })
    expect((await state(answered)).owner).toMatchObject({ id: 'sato' })
  })

  it('操作が途絶えて十分たつと、返事を待つ相談は列に戻る', async () => {
    const id = await opened('quiet')
    await sato.act(id, 'claim')
    await later(9 * MINUTE)
    expect((await state(id)).owner).toMatchObject({ id: 'sato' })
    await later(2 * MINUTE)
    expect((await state(id)).owner).toEqual({ kind: 'queue' })
  })

  it('登録が止められた職員の相談は、すぐ列に戻る', async () => {
    const id = await opened('gone')
    await sato.act(id, 'claim')
    await sato.act(id, 'reply', { text: 'はい' })
    await at.staff.accounts.change('sato', { active: false })
    expect((await sato.get('/api/staff/cases?view=mine')).status).toBe(401)
    await later(20_000)
    expect((await state(id)).owner).toEqual({ kind: 'queue' })
  })

  it('約束を過ぎた未対応は上に知らされ、さらに過ぎると協働の中心にも頼まれる', async () => {
    const id = await opened('late')
    await later(121 * MINUTE)
    expect(await state(id)).toMatchObject({ escalated: 1 })
    // A session without a request for so long is over.
    const ito = await at.signIn('ito')
    expect(await ito.list('danger')).toEqual([id])
    await later(61 * MINUTE)
    expect(await state(id)).toMatchObject({ escalated: 2, consulted: [{ id: 'mihon-shakyo' }] })
  })

  it('開いている相談に持ち主のないものはなく、約束の守られた割合がわかる', async () => {
    for (const id of ['one', 'two']) await opened(id)
    await sato.act('one', 'claim')
    await sato.act('one', 'reply', { text: 'はい' })
    const lead = await at.signIn('lead', 'lead')
    const { body } = await lead.get('/api/staff/integrity?deep=1')
    expect(body).toMatchObject({ open: 2, orphans: [], promise_kept: 1 })
  })
})

describe('そのあと', () => {
  it('完了すると三つの顔でたずね、よければ一週間後と四週間後にもたずねる', async () => {
    const id = await opened('talk')
    await sato.act(id, 'claim')
    await sato.act(id, 'resolve', { outcome: 'つながった' })
    await later(20_000)
    const last = async () => (await at.turns.transcript.since(id, 0)).at(-1)?.message
    expect((await last())?.choices?.map((one) => one.id)).toEqual([
      '!rate.good.0',
      '!rate.fair.0',
      '!rate.bad.0',
    ])
    for (const choice of ['!rate.good.0', '!forward.no.0', '!invite.yes.0'])
      await at.resident(id, { kind: 'tap', choice })
    expect(await state(id)).toMatchObject({
      invited: true,
      ratings: [
        { face: 'good', forward: null, week: 0 },
        { face: null, forward: false, week: 0 },
      ],
    })
    await later(7 * 24 * 60 * MINUTE)
    expect((await last())?.choices?.[0]?.id).toBe('!rate.good.1')
    await later(21 * 24 * 60 * MINUTE)
    expect((await state(id)).asked).toEqual([0, 1, 4])
  })

  it('頼んだ日になると、ボットが様子を聞く', async () => {
    const id = await opened('talk')
    await sato.act(id, 'claim')
    await sato.act(id, 'return', { instruction: '様子を聞く', on: '2026-11-27' })
    await later(24 * 60 * MINUTE)
    const texts = async () => (await at.turns.transcript.since(id, 0)).map(({ message }) => message.text)
    expect((await texts()).join()).not.toContain('その後')
    await later(24 * 60 * MINUTE)
    expect((await texts()).at(-1)).toContain('その後、いかがですか')
    expect((await texts()).join()).not.toContain('様子を聞く')
  })

  it('送られる前に人が再開したら、ボットはもうたずねない', async () => {
    at = await desk({ write: (messages) => [messages.map(({ text }) => ({ text }))] })
    sato = await at.signIn('sato')
    const id = await opened('talk')
    await at.store.commit({ unit: id, puts: [inFlight(at.sealer).userPut(id, 'U1')] })
    await sato.act(id, 'claim')
    await sato.act(id, 'resolve', { outcome: 'connected' })
    await later(20_000)
    await sato.act(id, 'reopen')
    const sent: unknown[] = []
    const push = async (_to: string, messages: readonly object[]) => {
      sent.push(...messages)
      return { kind: 'accepted' as const, requestId: null }
    }
    const outbox = outboxWorker({
      store: at.store,
      sealer: at.sealer,
      courier: { push } as unknown as Courier,
      clock: () => at.time.now,
      log: quiet,
      budget: { spend: async () => true, spent: async () => 0 },
      plain: () => [],
    })
    expect(await outbox.runOnce()).toBe(1)
    expect(sent).toEqual([])
    const { events } = await at.staff.book.load(id)
    expect(events.at(-1)).toMatchObject({ kind: 'not-sent', as: 'withheld' })
  })

  it('暴力のことを話した人には、あとから何も送らない', async () => {
    await at.resident('dv', '夫に殴られています')
    await at.resident('dv', '人と話す')
    await sato.act('dv', 'claim')
    await sato.act('dv', 'resolve', { outcome: 'connected' })
    const before = (await at.turns.transcript.since('dv', 0)).length
    await later(20_000)
    expect((await at.turns.transcript.since('dv', 0)).length).toBe(before)
  })
})

it('確認されるまで15分ごとに、内容のない知らせがメールで届く', async () => {
  const letters: string[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, _session, done) {
      let text = ''
      stream.on('data', (part) => {
        text += part
      })
      stream.on('end', () => {
        letters.push(text)
        done()
      })
    },
  })
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  const { port } = server.server.address() as AddressInfo
  const mailer = smtpMailer(`smtp://127.0.0.1:${port}`, 'madoguchi@mihon.example')
  at = await desk({ mailer })
  const person = await at.signIn('sato', 'staff', 'fukushi', { email: 'sato@mihon.example' })
  const id = await opened('talk')
  for (let n = 0; n < 3; n++) await later(8 * MINUTE)
  expect(letters).toHaveLength(2)
  const body = letters.join('')
  expect(body).toContain('sato@mihon.example')
  expect(Buffer.from(body.split('\r\n\r\n')[1] ?? '', 'base64').toString()).not.toContain('物忘れ')
  await person.act(id, 'acknowledge')
  await later(30 * MINUTE)
  expect(letters).toHaveLength(2)
  mailer.close()
  await new Promise<void>((resolve) => server.close(() => resolve()))
})
