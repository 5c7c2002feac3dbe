import { expect, it } from 'vitest'
import { desk } from './desk.ts'

it('ひな形の、埋めていないところがある返信は断られ、だれにも届かない', async () => {
  const at = await desk()
  const sato = await at.signIn('sato')
  await at.resident('talk', '人と話す')
  await sato.act('talk', 'claim')
  const canned = (await sato.get('/api/staff/canned')).body.canned.find(
    ({ id }: { id: string }) => id === 'call-at',
  )
  for (const text of [canned.text.ja, canned.text.easy, canned.text.en, '｛窓口｝へどうぞ', '{ いつ }か']) {
    const answer = await sato.act('talk', 'reply', { text })
    expect([answer.status, answer.body.detail]).toEqual([422, expect.stringContaining('埋まっていません')])
    expect(answer.body.detail).not.toContain('窓口')
  }
  const texts = async () => (await at.turns.transcript.since('talk', 0)).map(({ message }) => message.text)
  expect((await texts()).join()).not.toMatch(/[{｛]/)
  const filled = canned.text.ja.replace('{日時}', '明日の10時')
  expect((await sato.act('talk', 'reply', { text: filled })).status).toBe(200)
  expect((await texts()).at(-1)).toBe(filled)
})
