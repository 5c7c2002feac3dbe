import { expect, it } from 'vitest'
import { type Desk, desk } from './desk.ts'

const PHONE = '090-0000-4321'
const WORDS = `電話は${PHONE}、家は見本橋一丁目2番3号 霧島荘です。区役所は03-0000-0001ですね`

async function told(at: Desk): Promise<string> {
  await at.resident('talk', WORDS)
  await at.resident('talk', '人と話す')
  const { message } = (await at.turns.transcript.since('talk', 0))[0] ?? {}
  return message?.id ?? ''
}
const reveals = async (at: Desk) =>
  (await at.store.read('audit', 'trail', 0))
    .map(({ value }) => JSON.parse(value))
    .filter(({ what }) => what.startsWith('reveal'))
    .map(({ who, what, case: of, detail }) => [who, what, of, detail])

it('電話番号と番地は伏せて見え、窓口の番号はそのまま見える', async () => {
  const at = await desk()
  const sato = await at.signIn('sato')
  const id = await told(at)
  const { body } = await sato.get('/api/staff/cases/talk')
  const message = body.messages.find((one: { id: string }) => one.id === id)
  expect(message).toMatchObject({ masked: ['phone', 'house'] })
  expect(message.text).toContain('（電話番号）')
  expect(message.text).toContain('03-0000-0001')
  for (const answer of [body, (await sato.act('talk', 'claim')).body])
    for (const hidden of [PHONE, '霧島荘']) expect(JSON.stringify(answer)).not.toContain(hidden)
  for (const path of ['sheet', 'sheet.csv'])
    expect((await sato.get(`/api/staff/cases/talk/${path}`)).body).not.toContain(PHONE)
})

it('見るたびに、だれが・どの書き込みの・何を見たかが、見せる前に残る', async () => {
  const at = await desk()
  const sato = await at.signIn('sato')
  const suzuki = await at.signIn('suzuki')
  const id = await told(at)
  const see = { message: id }
  expect((await sato.post('/api/staff/cases/talk/reveal', see)).body).toEqual({ message: id, text: WORDS })
  await sato.post('/api/staff/cases/talk/reveal', see)
  await suzuki.post('/api/staff/cases/talk/reveal', see)
  const record = (who: string) => [who, 'reveal', 'talk', `phone house ${id}`]
  expect(await reveals(at)).toEqual([record('sato'), record('sato'), record('suzuki')])
  expect(JSON.stringify(await at.store.read('audit', 'trail', 0))).not.toContain(PHONE)
})

it('見てよい人でなければ、また本人の書き込みでなければ、見られず、それも残る', async () => {
  const at = await desk()
  const sato = await at.signIn('sato')
  const id = await told(at)
  const outside = await at.signIn('soto', 'staff', 'shakyo', { outside: true })
  const auditor = await at.signIn('kansa', 'auditor', 'kansa')
  const path = '/api/staff/cases/talk/reveal'
  expect((await outside.post(path, { message: id })).status).toBe(404)
  expect((await auditor.post(path, { message: id })).status).toBe(403)
  expect((await sato.post(path, { message: 'none' })).status).toBe(404)
  await at.turns.transcript.erase('talk', at.time.now)
  expect((await sato.post(path, { message: id })).status).toBe(404)
  expect((await reveals(at)).map(([who, what]) => [who, what])).toEqual([
    ['soto', 'reveal-refused'],
    ['kansa', 'reveal-refused'],
    ['sato', 'reveal-refused'],
    ['sato', 'reveal-refused'],
  ])
})
