import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { violations } from './axe.ts'
import { deskStage } from './desk-stage.ts'
import { signIn } from './staff-desk.ts'

const desk = deskStage(['sato', '佐藤花子', 'staff'], ['tanaka', '田中一郎', 'staff'])

const SCREEN = { viewport: { width: 1280, height: 800 } }
/** How light the paper is, 0–255. */
const paper = (page: Page) =>
  page.evaluate(() => Number(/\d+/.exec(getComputedStyle(document.body).backgroundColor)?.[0]))
const signedIn = async (username: string, colorScheme: 'light' | 'dark') => {
  const page = await desk.open({ ...SCREEN, colorScheme })
  await signIn(page, username)
  return page
}
const choice = (page: Page) => page.getByLabel('画面の明るさ')

it('画面の明るさは選べて、職員ごとに残り、端末には何も残らない', async () => {
  const page = await signedIn('sato', 'light')
  expect(await paper(page)).toBeGreaterThan(200)
  await choice(page).selectOption('dark')
  await expect.poll(() => paper(page)).toBeLessThan(60)
  expect(await violations(page)).toEqual([])
  expect(await page.evaluate(() => [localStorage.length, sessionStorage.length, document.cookie])).toEqual([
    0,
    0,
    '',
  ])
  const again = await signedIn('sato', 'light')
  await expect.poll(() => paper(again)).toBeLessThan(60)
  expect(await choice(again).inputValue()).toBe('dark')
  const other = await signedIn('tanaka', 'light')
  expect(await paper(other)).toBeGreaterThan(200)
  // Whoever comes to the same screen next has their own.
  await again.getByRole('button', { name: 'サインアウト' }).click()
  await again.locator('.sign-in').waitFor()
  await expect.poll(() => paper(again)).toBeGreaterThan(200)
}, 60_000)

it('暗い端末でも明るくでき、自動に戻せば端末に従う', async () => {
  const page = await signedIn('tanaka', 'dark')
  expect(await paper(page)).toBeLessThan(60)
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: '命令や相談の名前' }).waitFor()
  await page.keyboard.type('明るい')
  await page.keyboard.press('Enter')
  await expect.poll(() => paper(page)).toBeGreaterThan(200)
  expect(await violations(page)).toEqual([])
  await choice(page).selectOption('system')
  await expect.poll(() => paper(page)).toBeLessThan(60)
  await page.emulateMedia({ colorScheme: 'light' })
  await expect.poll(() => paper(page)).toBeGreaterThan(200)
}, 60_000)
