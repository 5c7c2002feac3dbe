import { expect, it } from 'vitest'
import { type Desk, desk } from './desk.ts'

/** Words by which anybody could tell what a case was about. */
const TELLING = ['self_harm', 'emergency', 'concern', '自殺', '死にたい', '介護', 'ageing', 'asked', '長女']

/** A case with everything a journal can say of why it was there, erased by its resident. */
async function erased(at: Desk) {
  const sato = await at.signIn('sato')
  const lead = await at.signIn('lead', 'lead')
  const admin = await at.signIn('kanri', 'admin', 'kanri')
  await at.resident('talk', '母の介護に疲れました。死にたいです')
  await at.resident('talk', '人と話す')
  await sato.act('talk', 'claim')
  await sato.act('talk', 'consent', { basis: 'person', scope: ['長女'] })
  await sato.act('talk', 'reply', { text: 'お話を聞かせてください' })
  const before = (await sato.get('/api/staff/cases/talk')).body
  expect(before).toMatchObject({ danger: 'emergency', danger_kind: 'self_harm' })
  expect(JSON.stringify(before.history)).toContain('self_harm')
  await at.resident('talk', '消して')
  return { sato, lead, admin, before }
}

it('消したあとは、何が危なかったのかも、なぜ相談になったのかも、どこにも出ない', async () => {
  const at = await desk()
  const { sato, lead, admin } = await erased(at)
  const views = ['danger', 'queue', 'mine', 'team', 'waiting', 'snoozed', 'done']
  const shown: unknown[] = [(await at.store.read('talk', 'case', 0)).map(({ value }) => value)]
  for (const one of [sato, lead, admin]) {
    shown.push((await one.get('/api/staff/cases/talk')).body)
    for (const view of views) shown.push((await one.get(`/api/staff/cases?view=${view}`)).body.cases)
  }
  shown.push((await lead.get('/api/staff/export.csv')).body)
  shown.push((await admin.get('/api/staff/audit?case=talk')).body)
  shown.push((await sato.get('/api/staff/cases/talk/sheet')).body)
  shown.push((await sato.get('/api/staff/cases/talk/sheet.csv')).body)
  const all = JSON.stringify(shown).replaceAll('"danger":"none"', '')
  for (const word of TELLING) expect([word, all.includes(word)]).toEqual([word, false])
  const { history, facts } = (await sato.get('/api/staff/cases/talk')).body
  expect(history).toMatchObject([{ kind: 'erased', seq: 1 }])
  expect(facts).toMatchObject({ dangers: [], patterns: [], consent: { basis: 'none' }, reason: null })
  expect(await lead.list('done')).toEqual(['talk'])
})

it('開いたままの画面からの操作は、消されたと言われて断られる', async () => {
  const at = await desk()
  const { sato, before } = await erased(at)
  const answer = await sato.post('/api/staff/cases/talk/reply', { version: before.version, text: 'もしもし' })
  expect([answer.status, answer.body.detail]).toEqual([409, expect.stringContaining('消去されました')])
})

it('あとからまた書けば、新しい相談になり、前の画面の操作は取り違えられない', async () => {
  const at = await desk()
  const { sato, before } = await erased(at)
  await at.resident('talk', '人と話す')
  const { body } = await sato.get('/api/staff/cases/talk')
  expect(body).toMatchObject({ phase: 'open', danger: 'none', owner: { kind: 'queue' } })
  expect(body.version).toBeGreaterThan(before.version)
  expect((await sato.list('queue')).concat(await sato.list('danger'))).toContain('talk')
  const stale = await sato.post('/api/staff/cases/talk/claim', { version: before.version })
  expect(stale.status).toBe(409)
  expect((await sato.act('talk', 'claim')).status).toBe(200)
})
