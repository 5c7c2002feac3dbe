import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll } from 'vitest'
import { NEUTRAL_PAGE } from '../../src/ui/chat/leave.ts'
import { openBrowser } from './browser.ts'
import { type Service, startService } from './service.ts'

export interface ChatStage {
  readonly service: Service
  readonly browser: Browser
  readonly context: BrowserContext
  /** The page in a browser of its own. */
  open(options?: BrowserContextOptions, path?: string): Promise<Page>
  /** The same, once the guide has spoken. */
  opened(options?: BrowserContextOptions, path?: string): Promise<Page>
}

/** A service and a browser for the tests of one file; each test has a fresh browser profile. */
export function chatStage(env: Readonly<Record<string, string>> = {}): ChatStage {
  let service: Service
  let browser: Browser
  let contexts: BrowserContext[] = []

  beforeAll(async () => {
    ;[service, browser] = await Promise.all([startService(env), openBrowser()])
  }, 300_000)
  afterAll(async () => {
    await browser?.close()
    await service?.stop()
  })
  afterEach(async () => {
    await Promise.all(contexts.map((context) => context.close()))
    contexts = []
  })

  return {
    get service() {
      return service
    },
    get browser() {
      return browser
    },
    get context() {
      return contexts.at(-1) as BrowserContext
    },
    async open(options = {}, path = '/chat') {
      const context = await browser.newContext({ locale: 'ja-JP', baseURL: service.url, ...options })
      contexts.push(context)
      // The weather page is elsewhere on the network; any page stands in for it.
      await context.route(`${NEUTRAL_PAGE}**`, (route) => route.fulfill({ body: 'weather' }))
      context.setDefaultTimeout(8_000)
      const page = await context.newPage()
      await page.goto(path)
      return page
    },
    async opened(options = {}, path = '/chat') {
      const page = await this.open(options, path)
      await page.locator('.message.bot .choices').waitFor()
      return page
    },
  }
}

export const bubbles = (page: Page) => page.locator('.message.bot, .message.system, .message.staff')
export const exit = (page: Page) => page.locator('.leave button')

/** Writes and waits for the answer. */
export async function write(page: Page, text: string): Promise<void> {
  const before = await bubbles(page).count()
  await page.locator('#write').fill(text)
  await page.locator('#write').press('Enter')
  await bubbles(page).nth(before).waitFor()
}

export async function toPoints(page: Page): Promise<void> {
  await write(page, '母の物忘れが心配です')
  await write(page, '帆風一丁目3番')
  await page.locator('.point').first().waitFor()
}

/** Whether anything is to be scrolled sideways. */
export const sideways = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
