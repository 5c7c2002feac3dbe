import { expect, it } from 'vitest'
import { retentionWorker } from '../../src/bot/retention.ts'
import { TELLING } from '../support/canaries/canaries.ts'
import { quiet } from '../support/canaries/watch.ts'
import { desk, PASSWORD } from './desk.ts'

const DAY = 24 * 3_600_000
const { name: NAME, phone: PHONE, home: HOME } = TELLING

it('名前・電話・住所は、記録の索引にも、ログにも、断りのことばにも出ない', async () => {
  const at = await desk()
  const sato = await at.signIn('sato')
  const lead = await at.signIn('lead', 'lead')
  const answers: string[] = []
  const keep = (answer: { status: number; body: unknown }) => {
    if (answer.status >= 400) answers.push(JSON.stringify(answer.body))
    return answer
  }
  await at.resident('talk', `${NAME}です。${HOME}に住んでいます。電話は${PHONE}。家賃が払えません`)
  await at.resident('talk', '人と話す')
  await sato.act('talk', 'claim')
  await sato.act('talk', 'reply', { text: `${NAME}さん、${PHONE}におかけします` })
  await sato.act('talk', 'note', { text: `${NAME} ${HOME}` })
  await sato.act('talk', 'transfer', { to: 'lead', reason: `${NAME}さんのご希望` })
  keep(await sato.post('/api/staff/cases/talk/reply', { version: 1, text: NAME.repeat(3000) }))
  keep(await sato.post('/api/staff/cases/talk/reply', { version: PHONE }))
  keep(await sato.get(`/api/staff/cases/${encodeURIComponent(NAME)}`))
  keep(await sato.get(`/api/staff/cases?view=${encodeURIComponent(NAME)}`))
  keep(await at.ask('', 'POST', '/api/staff/session', { username: NAME, password: PHONE }))
  const list = JSON.stringify((await sato.get('/api/staff/cases?view=mine')).body)
  const csv = (await lead.get('/api/staff/export.csv')).body as string
  const trail = JSON.stringify(await at.store.read('audit', 'trail', 0))
  const journal = JSON.stringify(await at.store.read('talk', 'case', 0))
  const kept = JSON.stringify(
    await Promise.all(['facts', 'session', 'owner'].map((key) => at.store.get('talk', key))),
  )
  const feed = JSON.stringify(await at.store.read('cases', 'feed', 0))
  for (const place of [at.lines.join(), answers.join(), list, csv, trail, journal, kept, feed])
    for (const canary of [NAME, PHONE, '霧島荘']) expect(place).not.toContain(canary)
  expect(answers).toHaveLength(5)
})

it('話は九十日、完了した相談は一年で消え、開いている相談は消えない', async () => {
  const at = await desk()
  const sato = await at.signIn('sato')
  const keeping = retentionWorker({
    store: at.store,
    transcript: at.turns.transcript,
    clock: () => at.time.now,
    log: quiet,
  })
  await at.resident('chat', '家賃が払えません')
  for (const id of ['open', 'done']) {
    await at.resident(id, '母の物忘れがひどくて困っています')
    await at.resident(id, '人と話す')
    await sato.act(id, 'claim')
  }
  const done = await sato.act('done', 'resolve', { outcome: 'connected' })
  expect(done.body.kept_until).toBe('2027-11-25T10:00:00.000+09:00')
  const words = async (id: string) => (await at.turns.transcript.since(id, 0)).length > 0
  const after = async (days: number) => {
    at.time.now += days * DAY
    await keeping.runOnce()
    return Promise.all(['chat', 'open', 'done'].map(words))
  }
  expect(await after(89)).toEqual([true, true, true])
  expect(await after(2)).toEqual([false, true, true])
  expect(await after(300)).toEqual([false, true, false])
})

it('鍵を替えても、前の鍵で封じたものは読め、同じ職員が入れる', async () => {
  const before = await desk({ secret: 'the secret of last year' })
  await before.signIn('sato')
  await before.resident('talk', '母の物忘れがひどくて困っています')
  await before.resident('talk', '人と話す')
  const { store } = before
  const rotated = await desk({
    store,
    secret: 'the secret of this year',
    previous: ['the secret of last year'],
  })
  const signed = await rotated.ask('', 'POST', '/api/staff/session', { username: 'sato', password: PASSWORD })
  const cookie = signed.headers.get('set-cookie')?.split(';')[0] ?? ''
  const { body } = await rotated.ask(cookie, 'GET', '/api/staff/cases/talk')
  expect(body.messages.map(({ text }: { text: string }) => text)).toContain(
    '母の物忘れがひどくて困っています',
  )
  const stranger = await desk({ store, secret: 'a secret nobody knows' })
  await expect(stranger.turns.transcript.since('talk', 0)).rejects.toThrow()
})
