import { gzipSync } from 'node:zlib'
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import type { CaseLine } from '../../src/ui/staff/wire.ts'
import { openBrowser } from './browser.ts'
import { type Service, startService } from './service.ts'
import { addStaff, PASSWORD, resident, signIn } from './staff-desk.ts'

let service: Service
let browser: Browser
const contexts: BrowserContext[] = []
/** What pages complained of: a policy that had to forbid something, a fault of the script. */
const complaints: string[] = []

beforeAll(async () => {
  ;[service, browser] = await Promise.all([startService(), openBrowser()])
  await addStaff(service, 'sato', '佐藤花子', 'lead')
  await addStaff(service, 'tanaka', '田中一郎', 'staff')
}, 300_000)
afterAll(async () => {
  await browser?.close()
  await service?.stop()
})
afterEach(async () => {
  for (const context of contexts.splice(0)) await context.close()
  expect(complaints.splice(0)).toEqual([])
})

const WIDE = { viewport: { width: 1280, height: 800 } }

async function open(options: BrowserContextOptions = WIDE): Promise<Page> {
  const context = await browser.newContext({ locale: 'ja-JP', baseURL: service.url, ...options })
  contexts.push(context)
  context.setDefaultTimeout(8_000)
  const page = await context.newPage()
  page.on('pageerror', (fault) => complaints.push(fault.message))
  page.on('console', (message) => {
    if (/Content Security Policy|Trusted Type/.test(message.text())) complaints.push(message.text())
  })
  await page.goto('/staff')
  return page
}
async function signedIn(username = 'sato', options?: BrowserContextOptions): Promise<Page> {
  const page = await open(options)
  await signIn(page, username)
  return page
}
const row = (page: Page, text: string) => page.locator('[data-row]', { hasText: text })
const typed = (page: Page) => page.locator('#reply').inputValue()

/** Somebody who has told this and waits for a person. */
async function waiting(text: string) {
  const one = await resident(service)
  await one.say(text)
  await one.say('人と話す')
  return one
}

it('引き受けから完了まで、キーボードだけで進められる', async () => {
  const one = await waiting('家賃が払えなくて困っています')
  const page = await open()
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

it('ほかの人が先に返信したら、何があったかを見せ、書いたものは残る', async () => {
  const one = await waiting('父の介護のことで相談したい')
  const page = await signedIn()
  await row(page, '介護').first().click()
  await page.getByRole('button', { name: '引き受ける' }).click()
  await page.locator('#reply').fill('はじめの返信')
  const other = await signedIn('sato')
  await other.goto(page.url())
  await other.locator('#reply').fill('別の画面からの返信')
  await page.route('**/api/staff/events*', (route) => route.abort())
  await page.route(/\/api\/staff\/cases\/[\w-]+$/, (route) => route.abort())
  await other.keyboard.press('Control+Enter')
  await other.locator('.bubble.staff').waitFor()
  await page.locator('#reply').focus()
  await page.keyboard.press('Control+Enter')
  const trouble = page.locator('.reply .trouble')
  await trouble.waitFor()
  expect(await trouble.textContent()).toContain('佐藤花子さんが返信しました')
  expect(await typed(page)).toBe('はじめの返信')
  await page.keyboard.press('Control+Enter')
  await expect.poll(() => typed(page)).toBe('')
  const staff = (await one.texts()).filter(({ from }) => from === 'staff').map(({ text }) => text)
  expect(staff).toEqual(['別の画面からの返信', 'はじめの返信'])
}, 60_000)

it('返信の途中でサインインが切れても、書きかけが残る', async () => {
  await waiting('子どもの発達が心配です')
  const page = await signedIn()
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
  const page = await open()
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

it('新しい相談は、読み込み直さなくても1秒で一覧に出る', async () => {
  const page = await signedIn('tanaka')
  await page.locator('#list').waitFor()
  const one = await resident(service)
  await one.say('おばあちゃんの遺言のことを知りたい')
  const at = Date.now()
  await one.say('人と話す')
  await row(page, '遺言').first().waitFor({ timeout: 3_000 })
  expect(Date.now() - at).toBeLessThan(1_500)
}, 60_000)

it('接続が切れたら、そう見える。戻れば消える', async () => {
  const page = await open()
  await page.route('**/api/staff/events*', (route) => route.abort())
  await signIn(page, 'sato')
  await page.getByText('接続が切れています').waitFor()
  await page.unroute('**/api/staff/events*')
  await page.getByText('接続が切れています').waitFor({ state: 'hidden', timeout: 15_000 })
}, 60_000)

it('ほかの職員が開いていると見え、返信を書いていると見える', async () => {
  await waiting('引っ越し先が見つかりません')
  const page = await signedIn()
  await row(page, '住まい').first().click()
  await page.getByRole('button', { name: '引き受ける' }).click()
  await page.locator('#reply').waitFor()
  const other = await signedIn('tanaka')
  await other.goto(page.url())
  await other.getByText('佐藤花子さんが閲覧中').waitFor()
  await page.locator('#note').pressSequentially('メモ')
  await page.locator('#reply').pressSequentially('お返事')
  await other.getByText('佐藤花子さんが返信を書いています').waitFor()
  await page.getByText('田中一郎さんが閲覧中').waitFor()
}, 60_000)

it('「消して」のあとは、消されたことだけが残る', async () => {
  const one = await waiting('となりの家の音で眠れません')
  const page = await signedIn()
  await row(page, 'トラブル').first().click()
  await page.locator('#facts-name').waitFor()
  await one.erase()
  await page.getByRole('heading', { name: '本人が記録を消しました' }).waitFor()
  expect(await page.locator('.case').textContent()).not.toContain('眠れません')
  expect(await page.getByRole('button', { name: '引き受ける' }).count()).toBe(0)
}, 60_000)

it('書かれたHTMLは文字のまま見え、端末には何も残らない', async () => {
  const one = await resident(service)
  const text = '<img src=x onerror=document.title=1>介護の相談です'
  await one.say(text)
  await one.say('人と話す')
  const page = await signedIn()
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
  const page = await signedIn()
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
  const page = await (await fetch(`${service.url}/staff`)).text()
  const files = [...page.matchAll(/\/assets\/[\w.-]+/g)].map(([path]) => path)
  const texts = await Promise.all(files.map(async (path) => (await fetch(service.url + path)).text()))
  const bytes = [page, ...texts].reduce((sum, text) => sum + gzipSync(text).length, 0)
  console.info(`/staff: ${bytes} bytes gzip`)
  expect(bytes).toBeLessThan(150_000)
})
