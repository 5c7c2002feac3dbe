import { gzipSync } from 'node:zlib'
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import type { CaseLine } from '../../src/ui/staff/wire.ts'
import { deskStage } from './desk-stage.ts'
import { PASSWORD, resident, row, signIn, waiting } from './staff-desk.ts'

const desk = deskStage(['sato', '佐藤花子', 'lead'])

const typed = (page: Page) => page.locator('#reply').inputValue()

it('引き受けから完了まで、キーボードだけで進められる', async () => {
  const one = await waiting(desk.service, '家賃が払えなくて困っています')
  const page = await desk.open()
  await page.locator('[name=username]:focus').waitFor()
  await page.keyboard.type('sato')
  await page.keyboard.press('Tab')
  await page.keyboard.type(PASSWORD)
  await page.keyboard.press('Enter')
  await row(page, '家賃').waitFor()
  await page.keyboard.press('2')
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('case-name')
  expect(await page.locator('#case-name').textContent()).toContain('家賃')
  await page.keyboard.press('c')
  await page.locator('#reply').waitFor()
  await page.keyboard.press('r')
  await page.keyboard.type('/')
  await page.locator('#canned').waitFor()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('Enter')
  expect(await typed(page)).toContain('区の職員です')
  await page.keyboard.press('Control+Enter')
  await page.locator('.bubble.staff').waitFor()
  expect(await typed(page)).toBe('')
  expect((await one.texts()).at(-1)).toMatchObject({ from: 'staff' })
  await page.keyboard.press('Escape')
  await page.keyboard.press('n')
  await page.keyboard.type('大家さんの連絡先は本人が持っている')
  await page.keyboard.press('Control+Enter')
  await page.locator('.notes li').waitFor()
  await page.keyboard.press('Escape')
  await page.keyboard.press('e')
  await page.locator('dialog').waitFor()
  await page.keyboard.press('Space')
  await page.keyboard.press('Control+Enter')
  await page.locator('dialog').waitFor({ state: 'detached' })
  await expect.poll(() => page.locator('.head .chips').textContent()).toContain('つながった')
  expect((await one.texts()).some(({ text }) => text.includes('大家さん'))).toBe(false)
}, 60_000)

it('返信の途中でサインインが切れても、書きかけが残る', async () => {
  await waiting(desk.service, '子どもの発達が心配です')
  const page = await desk.signedIn()
  await row(page, '発達').first().click()
  await page.getByRole('button', { name: '引き受ける' }).click()
  await page.locator('#reply').fill('書きかけの返信です')
  await page.context().clearCookies()
  await page.locator('#reply').focus()
  await page.keyboard.press('Control+Enter')
  await page.locator('.sign-in').waitFor()
  expect(await page.locator('body').textContent()).not.toContain('発達')
  expect(await page.locator('.door').textContent()).toContain('書きかけは残っています')
  await signIn(page, 'sato')
  await expect.poll(() => typed(page)).toBe('書きかけの返信です')
}, 60_000)

it('サインインの誤りは、その場で言われ、書いたものは残る', async () => {
  const page = await desk.open()
  await page.locator('[name=username]').fill('sato')
  await page.keyboard.press('Enter')
  await expect.poll(() => page.getByRole('alert').textContent()).toContain('パスワード')
  await page.locator('[name=password]').fill('ちがうパスワード')
  await page.keyboard.press('Enter')
  await expect.poll(() => page.getByRole('alert').textContent()).toContain('違います')
  expect(await page.locator('[name=username]').inputValue()).toBe('sato')
  await page.getByText('はじめて使うとき').click()
  expect(await page.locator('.door pre').textContent()).toContain('npm run --silent staff -- add')
}, 60_000)

it('接続が切れたら、そう見える。戻れば消える', async () => {
  const page = await desk.open()
  await page.route('**/api/staff/events*', (route) => route.abort())
  await signIn(page, 'sato')
  await page.getByText('接続が切れています').waitFor()
  await page.unroute('**/api/staff/events*')
  await page.getByText('接続が切れています').waitFor({ state: 'hidden', timeout: 15_000 })
}, 60_000)

it('「消して」のあとは、消されたことだけが残る', async () => {
  const one = await waiting(desk.service, 'となりの家の音で眠れません')
  const page = await desk.signedIn()
  await row(page, 'トラブル').first().click()
  await page.locator('#facts-name').waitFor()
  await one.erase()
  await page.getByRole('heading', { name: '本人が記録を消しました' }).waitFor()
  expect(await page.locator('.case').textContent()).not.toContain('眠れません')
  expect(await page.getByRole('button', { name: '引き受ける' }).count()).toBe(0)
}, 60_000)

it('書かれたHTMLは文字のまま見え、端末には何も残らない', async () => {
  const one = await resident(desk.service)
  const text = '<img src=x onerror=document.title=1>介護の相談です'
  await one.say(text)
  await one.say('人と話す')
  const page = await desk.signedIn()
  await row(page, '介護').first().click()
  await page.locator('.bubble').first().waitFor()
  await expect.poll(() => page.locator('#console img').count()).toBe(0)
  expect(await page.evaluate(() => [localStorage.length, sessionStorage.length, document.cookie])).toEqual([
    0,
    0,
    '',
  ])
}, 60_000)

it('5,000件の一覧も、見えるところだけを描き、すぐ動かせる', async () => {
  const page = await desk.signedIn()
  const line = (i: number): CaseLine => ({
    id: `case-${i}`,
    version: 1,
    phase: 'open',
    owner: { kind: 'queue' },
    lead: null,
    danger: i % 50 === 0 ? 'concern' : 'none',
    danger_kind: null,
    due_at: new Date(Date.now() + i * 60_000).toISOString(),
    due_for: 'first',
    soon_at: null,
    acknowledged_by: null,
    kept_until: null,
    paused: null,
    areas: ['ageing'],
    summary: `相談${i}`,
    channel: 'web',
    lang: 'ja',
    opened_at: new Date().toISOString(),
    heard_at: null,
    reason: 'asked',
    waits_for: 'staff',
    asleep: false,
    transfer: null,
    outcome: null,
    next_date: null,
    stopped: false,
  })
  const cases = Array.from({ length: 5_000 }, (_, i) => line(i))
  const counts = { danger: 0, queue: 0, mine: 0, team: 5_000, waiting: 0, snoozed: 0, done: 0 }
  await page.route('**/api/staff/cases?view=team*', (route) => route.fulfill({ json: { cases, counts } }))
  await page.keyboard.press('4')
  await row(page, '相談0').first().waitFor()
  expect(await page.locator('#list li').count()).toBeLessThan(60)
  const took = await page.locator('#list').evaluate(async (list) => {
    const began = performance.now()
    list.scrollTop = list.scrollHeight
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
    return performance.now() - began
  })
  expect(took).toBeLessThan(400)
  await row(page, '相談4999').waitFor()
}, 60_000)

it('はじめの読み込みは150 kBに収まる', async () => {
  const page = await (await fetch(`${desk.service.url}/staff`)).text()
  const files = [...page.matchAll(/\/assets\/[\w.-]+/g)].map(([path]) => path)
  const texts = await Promise.all(files.map(async (path) => (await fetch(desk.service.url + path)).text()))
  const bytes = [page, ...texts].reduce((sum, text) => sum + gzipSync(text).length, 0)
  console.info(`/staff: ${bytes} bytes gzip`)
  expect(bytes).toBeLessThan(150_000)
})
