import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { violations } from './axe.ts'
import { openBrowser } from './browser.ts'
import { type Service, startService } from './service.ts'
import { addStaff, resident, signIn } from './staff-desk.ts'

let service: Service
let browser: Browser

beforeAll(async () => {
  ;[service, browser] = await Promise.all([startService(), openBrowser()])
  await addStaff(service, 'kanri', '管理担当', 'admin')
}, 300_000)
afterAll(async () => {
  await browser?.close()
  await service?.stop()
})

const goTo = (page: Page, place: string) =>
  page.evaluate((hash) => {
    location.hash = hash
  }, place)

const DIALOGS = [
  ['t', 'transfer'],
  ['o', 'consult'],
  ['s', 'snooze'],
  ['w', 'wait'],
  ['b', 'return'],
  ['e', 'resolve'],
  ['y', 'consent'],
  ['m', 'merge'],
  ['?', 'keys'],
  ['Control+k', 'palette'],
] as const
const PAGES = [
  ['day', '.total'],
  ['integrity', '.figures'],
  ['audit', '.figures td'],
  ['accounts', '.figures td'],
] as const

it.each([
  ['広く明るい画面', { viewport: { width: 1280, height: 800 }, colorScheme: 'light' }],
  ['狭く暗い画面', { viewport: { width: 320, height: 640 }, colorScheme: 'dark' }],
] as const)(
  '%sで、どの画面にもaxeの指摘がなく、横にはみ出さない',
  async (_, options) => {
    const one = await resident(service)
    await one.say('もう消えてしまいたい。母の介護に疲れました')
    await one.say('人と話す')
    const context = await browser.newContext({ locale: 'ja-JP', baseURL: service.url, ...options })
    context.setDefaultTimeout(8_000)
    const page = await context.newPage()
    const found: Record<string, readonly string[]> = {}
    const look = async (name: string, at = page) => {
      const over = await at.evaluate(() => document.documentElement.scrollWidth - innerWidth)
      const wide = over > 0 ? [`${over}px wider than the screen`] : []
      found[name] = [...(await violations(at)), ...wide]
      await at.screenshot({ path: `test/e2e/shots/staff-${name}-${options.viewport.width}.png` })
    }

    await page.goto('/staff')
    await page.locator('.sign-in').waitFor()
    await look('door')
    await page.goto('/staff#setup=a-token-of-nobody')
    await page.reload()
    await page.locator('.sign-in').waitFor()
    await look('setup')
    await page.goto('/staff#queue')
    await page.reload()
    await signIn(page, 'kanri')
    await page.locator('[data-row]').first().waitFor()
    for (const view of ['danger', 'queue', 'mine', 'team', 'waiting', 'snoozed', 'done']) {
      await goTo(page, view)
      await page.locator('.rows > *').first().waitFor()
      await look(`view-${view}`)
    }
    await goTo(page, 'danger')
    await page.locator('[data-row]').first().click()
    await page.locator('#facts-name').waitFor()
    await look('case')
    await page.keyboard.press('c')
    await page.locator('#reply').waitFor()
    await page.keyboard.press('r')
    await page.keyboard.type('/')
    await page.locator('#canned').waitFor()
    await look('canned')
    await page.keyboard.press('Escape')
    await page.locator('.history summary').click()
    await page.locator('.more summary').click()
    await look('case-own')
    for (const [key, name] of DIALOGS) {
      await page.locator('#case-name').focus()
      await page.keyboard.press(key)
      await page.locator('dialog').waitFor()
      await look(name)
      await page.keyboard.press('Escape')
      await page.locator('dialog').waitFor({ state: 'detached' })
    }
    const sheet = await page.locator('.acts a', { hasText: '相談受付票' }).getAttribute('href')
    const paper = await context.newPage()
    await paper.goto(String(sheet))
    await look('sheet', paper)
    await paper.close()
    await one.erase()
    await page.getByRole('heading', { name: '本人が記録を消しました' }).waitFor()
    await look('erased')
    for (const [place, part] of PAGES) {
      await goTo(page, place)
      await page.locator(part).first().waitFor()
      await look(place)
    }
    await context.close()
    expect(Object.entries(found).filter(([, wrong]) => wrong.length > 0)).toEqual([])
  },
  180_000,
)
