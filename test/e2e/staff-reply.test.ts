import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { openBrowser } from './browser.ts'
import { type Service, startService } from './service.ts'
import { addStaff, consoles, row, violations, waiting } from './staff-desk.ts'

let service: Service
let browser: Browser
let desks: ReturnType<typeof consoles>

beforeAll(async () => {
  ;[service, browser] = await Promise.all([startService(), openBrowser()])
  desks = consoles(service, browser)
  await addStaff(service, 'sato', '佐藤花子', 'staff')
}, 300_000)
afterAll(async () => {
  await browser?.close()
  await service?.stop()
})
afterEach(async () => {
  expect(await desks.close()).toEqual([])
})

it('返信がどこで読まれるかは前に、読まれたかは後に見える', async () => {
  const context = await browser.newContext({ locale: 'ja-JP', baseURL: service.url })
  const chat = await context.newPage()
  await chat.goto('/chat')
  await chat.locator('.message.bot .choices').waitFor()
  for (const text of ['家賃が払えません', '人と話す']) {
    await chat.locator('#write').fill(text)
    await chat.locator('#write').press('Enter')
    await chat.locator('.message.resident', { hasText: text }).waitFor()
  }
  const page = await desks.signedIn()
  await row(page, '家賃').first().click()
  await page.getByRole('button', { name: '引き受ける' }).click()
  expect(await page.locator('#reply-way').textContent()).toContain('区の画面で読まれます')
  await page.locator('#reply').fill('明日の朝、お電話します。')
  await page.locator('#reply').press('Control+Enter')
  await chat.locator('.message.staff').waitFor()
  await page.locator('.bubble.staff', { hasText: '読まれました' }).waitFor()
  await context.close()
  await page.locator('#reply').fill('いまはいかがですか。')
  await page.locator('#reply').press('Control+Enter')
  await page.locator('.bubble.staff', { hasText: 'まだ読まれていません' }).waitFor()
}, 60_000)

it('伏せた電話番号は、キーボードで見て、また伏せられる', async () => {
  await waiting(service, '電話は090-0000-4321です。父の介護で困っています')
  const page = await desks.signedIn()
  await row(page, '介護').first().click()
  const bubble = page.locator('.bubble.resident', { hasText: '介護で困っています' })
  await bubble.waitFor()
  expect(await page.locator('.case').textContent()).not.toContain('4321')
  const button = bubble.getByRole('button')
  await button.focus()
  await page.keyboard.press('Enter')
  await expect.poll(() => bubble.textContent()).toContain('090-0000-4321')
  expect(await bubble.textContent()).toContain('見たことを記録しました')
  expect(await violations(page)).toEqual([])
  expect(await button.evaluate((element) => element === document.activeElement)).toBe(true)
  await page.keyboard.press('Enter')
  await expect.poll(() => bubble.textContent()).not.toContain('4321')
}, 60_000)

it('ひな形の埋めるところは選ばれていて、埋めるまで送れない', async () => {
  const one = await waiting(service, '子どもの発達が心配です')
  const page = await desks.signedIn()
  await row(page, '発達').first().click()
  await page.getByRole('button', { name: '引き受ける' }).click()
  await page.locator('#reply').fill('')
  await page.locator('#reply').press('/')
  await page.keyboard.type('電話する日時')
  await page.locator('#canned-0').waitFor()
  await page.keyboard.press('Enter')
  const reply = page.locator('#reply')
  await expect.poll(() => reply.inputValue()).toContain('{日時}')
  await page.keyboard.press('Control+Enter')
  await page.getByText('{日時} がまだ埋まっていません').waitFor()
  expect(await violations(page)).toEqual([])
  expect(await reply.inputValue()).toContain('{日時}')
  await page.keyboard.type('明日の10時')
  await page.keyboard.press('Control+Enter')
  await expect.poll(() => reply.inputValue()).toBe('')
  expect((await one.texts()).at(-1)?.text).toContain('明日の10時ごろ、区の職員からお電話します')
}, 60_000)
