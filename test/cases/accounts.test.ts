import { TOTP } from 'otpauth'
import { beforeEach, expect, it } from 'vitest'
import { type Desk, desk, MORNING, PASSWORD } from './desk.ts'

let at: Desk
beforeEach(async () => {
  at = await desk()
})
const signIn = (username: string, password: string, totp?: string) =>
  at.ask('', 'POST', '/api/staff/session', { username, password, ...(totp ? { totp } : {}) })
const add = (username: string, totp = false) =>
  at.staff.accounts.add({ username, name: 'さとう', role: 'staff', team: 'one', password: PASSWORD, totp })

it('登録のない名前にも、違うパスワードにも、同じ答えを返す', async () => {
  await add('sato')
  const [unknown, wrong] = [await signIn('nobody', PASSWORD), await signIn('sato', 'something else')]
  expect(unknown.status).toBe(401)
  expect(unknown.body).toEqual(wrong.body)
})

it('続けて間違えると待たされる。登録のない名前でも同じ', async () => {
  await add('sato')
  for (const name of ['sato', 'nobody']) {
    for (let n = 0; n < 5; n++) expect((await signIn(name, 'wrong')).status).toBe(401)
    const locked = await signIn(name, PASSWORD)
    expect(locked.status).toBe(429)
    expect(Number(locked.headers.get('retry-after'))).toBeGreaterThan(0)
  }
  at.time.now += 31_000
  expect((await signIn('sato', PASSWORD)).status).toBe(204)
})

it('確認コードが要り、同じコードは二度使えない', async () => {
  const added = await add('sato', true)
  const secret = new URL(added?.totpUri ?? '').searchParams.get('secret') ?? ''
  const code = () => new TOTP({ secret }).generate({ timestamp: at.time.now })
  expect((await signIn('sato', PASSWORD)).status).toBe(401)
  expect((await signIn('sato', PASSWORD, code())).status).toBe(204)
  expect((await signIn('sato', PASSWORD, code())).status).toBe(401)
  at.time.now += 30_000
  expect((await signIn('sato', PASSWORD, code())).status).toBe(204)
})

it('https では、クッキーはこのホストだけのもので、スクリプトからもよそからも使えない', async () => {
  at = await desk({ publicUrl: 'https://madoguchi.example.jp' })
  await add('sato')
  const { headers } = await signIn('sato', PASSWORD)
  expect(headers.get('set-cookie')).toMatch(
    /^__Host-staff=[\w-]+; Path=\/; HttpOnly; Secure; SameSite=Strict$/,
  )
})

it('三十分の休みと十二時間で切れ、役割を変えた職員とログアウトした職員はすぐ出される', async () => {
  const sato = await at.signIn('sato')
  const alive = async () => (await sato.get('/api/staff/session')).status
  at.time.now += 29 * 60_000
  expect(await alive()).toBe(200)
  at.time.now += 31 * 60_000
  expect(await alive()).toBe(401)

  const ito = await at.signIn('ito')
  for (at.time.now = MORNING + 3_600_000; at.time.now < MORNING + 13 * 3_600_000; at.time.now += 20 * 60_000)
    await ito.get('/api/staff/session')
  expect((await ito.get('/api/staff/session')).status).toBe(401)

  const kato = await at.signIn('kato')
  await at.staff.accounts.change('kato', { role: 'lead' })
  expect((await kato.get('/api/staff/session')).status).toBe(401)

  const goto = await at.signIn('goto')
  await at.ask(goto.cookie, 'DELETE', '/api/staff/session')
  expect((await goto.get('/api/staff/session')).status).toBe(401)
})

it('最初の登録の鍵は一度だけ使え、登録があれば示されない', async () => {
  expect(await at.staff.accounts.offerSetup('the token')).toBe(true)
  expect(await at.staff.accounts.offerSetup('another token')).toBe(false)
  const setup = (token: string, username: string) =>
    at.ask('', 'POST', '/api/staff/setup', { token, username, name: '管理', password: PASSWORD })
  expect((await setup('a guess', 'kanri')).status).toBe(403)
  const made = await setup('the token', 'kanri')
  expect(made.body.totp_uri).toContain('otpauth://totp/')
  expect((await setup('the token', 'second')).status).toBe(403)
  expect(await at.staff.accounts.offerSetup('later')).toBe(false)
})

it('記録を書き換えると、鎖の切れた所がわかる', async () => {
  const admin = await at.signIn('kanri', 'admin')
  for (let n = 0; n < 3; n++) await admin.get('/api/staff/cases?view=queue')
  const trail = await at.store.read('audit', 'trail', 0)
  const altered = trail.map(({ value }, n) => (n === 1 ? value.replace('kanri', 'sato') : value))
  await at.store.commit({ unit: 'audit', erases: [{ stream: 'trail' }] })
  await at.store.commit({
    unit: 'audit',
    appends: [{ stream: 'trail', expect: 'any', at: at.time.now, values: altered }],
  })
  expect((await admin.get('/api/staff/audit')).body.broken_at).toBe(2)
})
