import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { openBrowser } from './browser.ts'
import { type Service, startService } from './service.ts'
import { addStaff, consoles, resident, row, waiting } from './staff-desk.ts'

let service: Service
let browser: Browser
let desks: ReturnType<typeof consoles>

beforeAll(async () => {
  ;[service, browser] = await Promise.all([startService(), openBrowser()])
  desks = consoles(service, browser)
  await addStaff(service, 'sato', '佐藤花子', 'lead')
  await addStaff(service, 'tanaka', '田中一郎', 'staff')
}, 300_000)
afterAll(async () => {
  await browser?.close()
  await service?.stop()
})
afterEach(async () => {
  expect(await desks.close()).toEqual([])
})

const typed = (page: Page) => page.locator('#reply').inputValue()

it('ほかの人が先に返信したら、何があったかを見せ、書いたものは残る', async () => {
  const one = await waiting(service, '父の介護のことで相談したい')
  const page = await desks.signedIn()
  await row(page, '介護').first().click()
  await page.getByRole('button', { name: '引き受ける' }).click()
  await page.locator('#reply').fill('はじめの返信')
  const other = await desks.signedIn('sato')
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

it('新しい相談は、読み込み直さなくても1秒で一覧に出る', async () => {
  const page = await desks.signedIn('tanaka')
  await page.locator('#list').waitFor()
  const one = await resident(service)
  await one.say('おばあちゃんの遺言のことを知りたい')
  const at = Date.now()
  await one.say('人と話す')
  await row(page, '遺言').first().waitFor({ timeout: 3_000 })
  expect(Date.now() - at).toBeLessThan(1_500)
}, 60_000)

it('ほかの職員が開いていると見え、返信を書いていると見える', async () => {
  await waiting(service, '引っ越し先が見つかりません')
  const page = await desks.signedIn()
  await row(page, '住まい').first().click()
  await page.getByRole('button', { name: '引き受ける' }).click()
  await page.locator('#reply').waitFor()
  const other = await desks.signedIn('tanaka')
  await other.goto(page.url())
  await other.getByText('佐藤花子さんが閲覧中').waitFor()
  await page.locator('#note').pressSequentially('メモ')
  await page.locator('#reply').pressSequentially('お返事')
  await other.getByText('佐藤花子さんが返信を書いています').waitFor()
  await page.getByText('田中一郎さんが閲覧中').waitFor()
}, 60_000)

it('引き渡しは、断れば理由とともに戻り、受ければ移る', async () => {
  await waiting(service, '成年後見のことを聞きたい')
  const [page, other] = [await desks.signedIn(), await desks.signedIn('tanaka')]
  const offer = async () => {
    await page.locator('#case-name').focus()
    await page.keyboard.press('t')
    await page.getByLabel('だれに').selectOption('tanaka')
    await page.getByLabel('理由').fill('後見に詳しいので')
    await page.keyboard.press('Control+Enter')
    await page.locator('dialog').waitFor({ state: 'detached' })
  }
  await row(page, '後見').first().click()
  await page.getByRole('button', { name: '引き受ける' }).click()
  await page.locator('#reply').waitFor()
  await offer()
  await other.keyboard.press('3')
  await row(other, 'あなたへの引き渡し').first().click()
  await other.getByText('佐藤花子さんから田中一郎さんへの引き渡し').waitFor()
  expect(await other.locator('.head').textContent()).toContain('後見に詳しいので')
  await other.keyboard.press('d')
  await other.getByLabel('理由').fill('今週は不在です')
  await other.keyboard.press('Control+Enter')
  await other.locator('dialog').waitFor({ state: 'detached' })
  await page.locator('.history summary').click()
  await page.locator('.history').getByText('今週は不在です').waitFor()
  expect(await page.locator('.meta').textContent()).toContain('担当：自分')
  await offer()
  await other.getByRole('button', { name: '引き渡しを受ける' }).click()
  await expect.poll(() => other.locator('.meta').textContent()).toContain('担当：自分')
  await expect.poll(() => page.locator('.meta').textContent()).toContain('担当：田中一郎')
}, 60_000)
