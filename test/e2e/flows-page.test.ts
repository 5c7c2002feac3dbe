import axe from 'axe-core'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openBrowser } from './browser.ts'
import { type Service, startService } from './service.ts'

let service: Service
let browser: Browser

beforeAll(async () => {
  ;[service, browser] = await Promise.all([startService(), openBrowser()])
}, 300_000)
afterAll(async () => {
  await browser?.close()
  await service?.stop()
})

async function open(options: BrowserContextOptions, path = '/flows'): Promise<Page> {
  const context = await browser.newContext({ locale: 'ja-JP', baseURL: service.url, ...options })
  const page = await context.newPage()
  await page.goto(path)
  return page
}

it.each([
  ['明るい画面', { viewport: { width: 320, height: 640 }, colorScheme: 'light' }, 'ja'],
  ['暗い画面', { viewport: { width: 1200, height: 800 }, colorScheme: 'dark' }, 'easy'],
] as const)(
  '図のページは%sで横にはみ出さず、axeの指摘がない',
  async (_, options, lang) => {
    const page = await open(options, `/flows?lang=${lang}`)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(options.viewport.width)
    await page.screenshot({ path: `test/e2e/shots/flows-${lang}-${options.viewport.width}.png` })
    await page.evaluate(axe.source)
    const found = await page.evaluate(async () => {
      const { axe: run } = window as unknown as { axe: typeof axe }
      return (await run.run(document)).violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)
    })
    expect(found).toEqual([])
    await page.context().close()
  },
  120_000,
)

it('スクリプトなしで、キーボードだけで、目次から図へ、図から文へ進める', async () => {
  const page = await open({ viewport: { width: 390, height: 760 }, javaScriptEnabled: false })
  await page.locator('.counts a[href="#ageing"]').focus()
  await page.keyboard.press('Enter')
  expect(new URL(page.url()).hash).toBe('#ageing')
  const card = page.locator('#ageing svg a').first()
  await card.focus()
  await page.keyboard.press('Enter')
  expect(new URL(page.url()).hash).toBe('#t-ageing.what')
  const region = page.locator('#ageing .picture')
  expect(await region.getAttribute('tabindex')).toBe('0')
  await page.context().close()
}, 60_000)
