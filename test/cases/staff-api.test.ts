import { beforeEach, describe, expect, it } from 'vitest'
import { type Desk, desk, PASSWORD } from './desk.ts'

let at: Desk
type Person = Awaited<ReturnType<Desk['signIn']>>
let sato: Person
let ito: Person
beforeEach(async () => {
  at = await desk()
  sato = await at.signIn('sato')
  ito = await at.signIn('ito', 'staff', 'kaigo')
})
/** A resident who has told something and asked for a person. */
const opened = async (id = 'talk') => {
  await at.resident(id, '母の物忘れがひどくて困っています')
  await at.resident(id, '人と話す')
  return id
}

describe('引き継ぎ', () => {
  it('人と話したいと書くと、その場で約束の時刻が伝わり、未対応に並ぶ', async () => {
    await at.resident('talk', '母の物忘れがひどくて困っています')
    const messages = await at.resident('talk', '人と話す')
    expect(messages.at(-1)?.text).toContain('区の職員に引き継ぎました')
    expect(messages.at(-1)?.text).toContain('今日の12:00')
    expect(messages.map(({ text }) => text).join()).toMatch(/03-0000-\d{4}/)
    const { body } = await sato.get('/api/staff/cases?view=queue')
    expect(body.cases).toHaveLength(1)
    expect(body.cases[0]).toMatchObject({
      id: 'talk',
      owner: { kind: 'queue' },
      lead: { kind: 'team', id: 'intake' },
      danger: 'none',
      due_at: '2026-11-25T12:00:00.000+09:00',
      areas: ['ageing'],
      channel: 'web',
    })
  })

  it('受付の時間の外では、次に見る時刻を伝える', async () => {
    at.time.now = Date.parse('2026-11-27T20:00:00+09:00')
    await at.resident('talk', '家賃が払えません')
    const messages = await at.resident('talk', '人と話す')
    expect(messages.at(-1)?.text).toContain('11月30日(月)の8:30から')
  })

  it('受付の時間を確かめていない区では、時刻を約束しない', async () => {
    const chuo = await desk({ ward: 'chuo' })
    await chuo.signIn('sato')
    const messages = await chuo.resident('talk', '人と話す')
    expect(messages.at(-1)?.text).toContain('受付の時間は確認中です')
    expect(messages.at(-1)?.text).not.toMatch(/\d+:\d\d/)
  })

  it('危険のことばのあとで人を頼んでも、先の約束より遅い時刻は言わない', async () => {
    const promised = (messages: readonly { text: string }[]) =>
      /(\d+:\d\d)まで/.exec(messages.find(({ text }) => text.includes('引き継ぎました'))?.text ?? '')?.[1]
    const first = promised(await at.resident('talk', 'もう死にたい'))
    const again = promised(await at.resident('talk', '人と話す'))
    expect(first).toMatch(/^\d+:\d\d$/)
    expect(again).toBe(first)
  })

  it('危険のことばがあれば、頼まれなくても職員に届き、危険に並ぶ', async () => {
    const messages = await at.resident('talk', 'もう死にたい')
    expect(messages[0]).toMatchObject({ from: 'system', danger: 'emergency' })
    expect(await sato.list('danger')).toEqual(['talk'])
    const { body } = await sato.get('/api/staff/cases?view=danger')
    expect(body.cases[0]).toMatchObject({ danger: 'emergency', danger_kind: 'self_harm', reason: 'danger' })
  })

  it('職員がひとりも登録されていなければ、来ない返事は約束しない', async () => {
    const empty = await desk()
    const messages = await empty.resident('talk', '人と話す')
    expect(messages.map(({ text }) => text).join()).not.toContain('引き継ぎました')
  })
})

describe('受け持ち', () => {
  it('受け持つと、ボットは黙り、職員のことばが職員から届く', async () => {
    const id = await opened()
    const claimed = await sato.act(id, 'claim')
    expect(claimed.body).toMatchObject({ owner: { kind: 'person', id: 'sato', name: 'satoさん' } })
    expect(await at.resident(id, 'よろしくお願いします')).toEqual([])
    const replied = await sato.act(id, 'reply', { text: 'こんにちは。<b>佐藤</b>です。' })
    expect(replied.status).toBe(200)
    const said = (await at.turns.transcript.since(id, 0)).map(({ message }) => message)
    expect(said.at(-1)).toMatchObject({ from: 'staff', text: 'こんにちは。<b>佐藤</b>です。' })
  })

  it('受け持っているあいだも、危険のご案内だけは届き、担当に知らされる', async () => {
    const id = await opened()
    await sato.act(id, 'claim')
    const messages = await at.resident(id, 'もう死にたい')
    expect(messages.map(({ from }) => from)).toEqual(['system'])
    expect(await sato.list('danger')).toEqual([id])
  })

  it('ボットに返すと、続きはボットが答える', async () => {
    const id = await opened()
    await sato.act(id, 'claim')
    const returned = await sato.act(id, 'return', { instruction: '金曜に様子を聞く', on: '2026-11-27' })
    expect(returned.body.owner).toEqual({ kind: 'bot' })
    expect(returned.body.facts.follow_up).toMatchObject({ text: '金曜に様子を聞く' })
    expect((await at.resident(id, '答えたくない')).length).toBeGreaterThan(0)
  })

  it('古い画面からの操作は、いまの相談を添えて断られる', async () => {
    const id = await opened()
    const first = await sato.post(`/api/staff/cases/${id}/claim`, { version: 1 })
    const second = await ito.post(`/api/staff/cases/${id}/claim`, { version: 1 })
    expect([first.status, second.status]).toEqual([200, 409])
    expect(second.headers.get('content-type')).toContain('application/problem+json')
    expect(second.body).toMatchObject({ status: 409, case: { owner: { id: 'sato' } }, version: 2 })
    expect(second.body.detail).toContain('別の人が更新しました')
  })

  it('引き継ぎは相手が受けるまで送り手のもので、断られた二度目は協働の中心にも頼まれる', async () => {
    const id = await opened()
    await sato.act(id, 'claim')
    for (let n = 0; n < 2; n++) {
      const offered = await sato.act(id, 'transfer', { to: 'ito', reason: '介護の担当へ' })
      expect(offered.body.owner).toMatchObject({ id: 'sato' })
      expect((await ito.get(`/api/staff/cases/${id}`)).body.facts.transfer_reason).toBe('介護の担当へ')
      expect((await ito.act(id, 'decline', { reason: '担当が違う' })).status).toBe(200)
    }
    expect((await at.staff.book.load(id)).state).toMatchObject({
      bounces: 2,
      consulted: [{ id: 'mihon-shakyo' }],
    })
    await sato.act(id, 'transfer', { to: 'kaigo', reason: 'お願いします' })
    expect((await ito.act(id, 'accept')).body.owner).toMatchObject({ id: 'ito' })
  })

  it('完了には結果が要り、再開すれば列に戻る', async () => {
    const id = await opened()
    await sato.act(id, 'claim')
    expect((await sato.act(id, 'resolve', { outcome: 'わからない' })).status).toBe(422)
    const done = await sato.act(id, 'resolve', { outcome: 'つながった', next_date: '2026-12-01' })
    expect(done.body).toMatchObject({ phase: 'resolved', outcome: 'connected', owner: { kind: 'bot' } })
    expect(await sato.list('done')).toEqual([id])
    expect((await sato.act(id, 'reply', { text: 'あ' })).body.detail).toContain('完了しています')
    expect((await sato.act(id, 'reopen')).body.phase).toBe('open')
  })

  it('休ませた相談は、日が来るか本人が書くと戻ってくる', async () => {
    const id = await opened()
    await sato.act(id, 'claim')
    await sato.act(id, 'snooze', { until: '2026-12-01' })
    expect([await sato.list('snoozed'), await sato.list('mine')]).toEqual([[id], []])
    at.time.now += 60_000
    await at.resident(id, 'あの、もうひとつ')
    expect([await sato.list('snoozed'), await sato.list('mine')]).toEqual([[], [id]])
  })
})

describe('見てよい人', () => {
  it('受け持たれた相談は、よそのチームには見つからない', async () => {
    const id = await opened()
    await sato.act(id, 'claim')
    expect((await ito.get(`/api/staff/cases/${id}`)).status).toBe(404)
    expect((await ito.get('/api/staff/cases/nothing-like-it')).body).toEqual(
      (await ito.get(`/api/staff/cases/${id}`)).body,
    )
    expect(await ito.list('queue')).toEqual([])
    expect((await ito.act(id, 'note', { text: 'のぞき見' })).status).toBe(404)
  })

  it('区の外の機関は、同意が記録されるまで渡されず、列も見えない', async () => {
    const outside = await at.signIn('npo', 'staff', 'npo', { outside: true })
    const id = await opened()
    expect(await outside.list('queue')).toEqual([])
    await sato.act(id, 'claim')
    expect((await sato.act(id, 'transfer', { to: 'npo', reason: '食料の支援' })).status).toBe(403)
    await sato.act(id, 'consent', { basis: 'person', scope: ['npo'] })
    expect((await sato.act(id, 'transfer', { to: 'npo', reason: '食料の支援' })).status).toBe(200)
    expect((await outside.act(id, 'accept')).status).toBe(200)
  })

  it('監査の役割は、操作を見られるが、話は読めない', async () => {
    const auditor = await at.signIn('kansa', 'auditor', 'kansa')
    const id = await opened()
    await sato.act(id, 'note', { text: '家族に連絡ずみ' })
    const { body } = await auditor.get(`/api/staff/cases/${id}`)
    expect([body.messages, body.notes]).toEqual([[], []])
    expect(JSON.stringify(body)).not.toContain('家族に連絡')
    expect((await auditor.act(id, 'claim')).status).toBe(403)
  })

  it('見たことも、したことも、鎖になった記録に残る', async () => {
    const id = await opened()
    await ito.get(`/api/staff/cases/${id}`)
    await sato.act(id, 'claim')
    const admin = await at.signIn('kanri', 'admin', 'kanri')
    const { body } = await admin.get(`/api/staff/audit?case=${id}`)
    expect(body.records.map(({ who, what }: { who: string; what: string }) => [who, what])).toEqual([
      ['ito', 'view'],
      ['sato', 'claim'],
    ])
    expect(body.broken_at).toBeNull()
    expect((await sato.get('/api/staff/audit')).status).toBe(403)
  })
})

describe('メモ', () => {
  it('メモは仲間だけが読み、どの経路にも出ない', async () => {
    const id = await opened()
    await sato.act(id, 'claim')
    await sato.act(id, 'note', { text: '近所づきあいは避けたい様子' })
    expect((await at.turns.transcript.since(id, 0)).map(({ message }) => message.text).join()).not.toContain(
      '近所',
    )
    const { body } = await sato.get(`/api/staff/cases/${id}`)
    expect(body.notes[0]).toMatchObject({ by: { id: 'sato' }, text: '近所づきあいは避けたい様子' })
    expect((await at.store.read(id, 'case', 0)).map(({ value }) => value).join()).not.toContain('近所')
  })

  it('見られない人は、メモで呼べない', async () => {
    const id = await opened()
    await sato.act(id, 'claim')
    const refused = await sato.act(id, 'note', { text: '@ito さん、どう思いますか' })
    expect(refused.status).toBe(422)
  })
})

describe('困った入力', () => {
  it('一万字の返事は、分けて書くように言われる', async () => {
    const id = await opened()
    await sato.act(id, 'claim')
    const refused = await sato.act(id, 'reply', { text: 'あ'.repeat(10_000) })
    expect(refused.status).toBe(422)
    expect(refused.body.detail).toContain('5,000字まで')
  })

  it('よそのページから送られた操作は受け取らない', async () => {
    const id = await opened()
    const foreign = await sato.post(
      `/api/staff/cases/${id}/claim`,
      { version: 1 },
      { origin: 'https://evil.example' },
    )
    const framed = await sato.post(
      `/api/staff/cases/${id}/claim`,
      { version: 1 },
      { 'sec-fetch-site': 'cross-site' },
    )
    expect([foreign.status, framed.status]).toEqual([403, 403])
    expect((await at.staff.book.load(id)).state.owner).toEqual({ kind: 'queue' })
  })

  it('式のような名前も、表計算では文字のまま', async () => {
    const id = await opened()
    await at.staff.accounts.change('sato', { name: '=HYPERLINK("http://evil.example")' })
    const again = await at.ask('', 'POST', '/api/staff/session', { username: 'sato', password: PASSWORD })
    const cookie = again.headers.get('set-cookie')?.split(';')[0] ?? ''
    const { body } = await at.ask(cookie, 'GET', `/api/staff/cases/${id}/sheet.csv`)
    expect(body).toContain(`"'=HYPERLINK(""http://evil.example"")"`)
    expect(body).toContain('介護のこと,◎')
  })

  it('消されたあとの返事は、わけを添えて断られ、消されたことだけが残る', async () => {
    const id = await opened()
    await sato.act(id, 'claim')
    await sato.act(id, 'note', { text: '長男は札幌' })
    const answer = await at.resident(id, '消して')
    expect(answer.map(({ from }) => from)).toEqual(['system'])
    const refused = await sato.act(id, 'reply', { text: 'もしもし' })
    expect([refused.status, refused.body.detail]).toEqual([409, expect.stringContaining('消去されました')])
    const admin = await at.signIn('kanri', 'admin', 'kanri')
    const { body } = await admin.get(`/api/staff/cases/${id}`)
    expect(body).toMatchObject({
      phase: 'erased',
      messages: [],
      notes: [],
      summary: '本人の希望で消去しました',
    })
    expect(JSON.stringify(body)).not.toContain('札幌')
  })

  it('形の違う内容は、何が足りないかを添えて断られる', async () => {
    const id = await opened()
    expect((await sato.post(`/api/staff/cases/${id}/claim`, '{')).status).toBe(400)
    expect((await sato.post(`/api/staff/cases/${id}/claim`, {})).status).toBe(422)
    expect((await sato.post(`/api/staff/cases/${id}/fly`, { version: 1 })).status).toBe(404)
    expect((await sato.get('/api/staff/cases?view=everything')).status).toBe(422)
  })
})

describe('窓口で', () => {
  it('窓口カードのことばと分野で、その場の職員が話を開ける', async () => {
    await at.resident('talk', '家賃が払えません')
    const messages = await at.resident('talk', '人と話す')
    const ticket = messages.find(({ card }) => card)?.card?.ticket ?? ''
    await sato.act('talk', 'claim')
    expect((await ito.get('/api/staff/cases/talk')).status).toBe(404)
    expect((await ito.post('/api/staff/step-in', { ticket, area: 'legal' })).status).toBe(404)
    const shown = await ito.post('/api/staff/step-in', { ticket, area: 'hardship' })
    expect([shown.status, shown.body.id]).toEqual([200, 'talk'])
    expect((await ito.get('/api/staff/cases/talk')).status).toBe(200)
  })

  it('同じ人の二つの話を一つにしても、見てよい人は増えない', async () => {
    await opened('first')
    await opened('second')
    await sato.act('first', 'claim')
    expect((await sato.act('first', 'merge', { into: 'first' })).status).toBe(422)
    expect((await sato.act('first', 'merge', { into: 'second' })).body.phase).toBe('merged')
    expect((await ito.get('/api/staff/cases/second')).status).toBe(200)
    expect((await ito.get('/api/staff/cases/first')).status).toBe(404)
  })

  it('二度読み取れなければ、職員に引き継がれる', async () => {
    await at.resident('talk', '母の物忘れがひどくて困っています')
    for (const words of ['ほげほげ', 'ふがふが']) await at.resident('talk', words)
    const { body } = await sato.get('/api/staff/cases?view=queue')
    expect(body.cases[0]).toMatchObject({ id: 'talk', reason: 'misses' })
  })
})
