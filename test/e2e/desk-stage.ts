import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect } from 'vitest'
import { openBrowser } from './browser.ts'
import { type Service, startService } from './service.ts'
import { addStaff, signIn } from './staff-desk.ts'

export interface DeskStage {
  readonly service: Service
  readonly browser: Browser
  /** A console in a browser of its own, at the door. */
  open(options?: BrowserContextOptions): Promise<Page>
  /** The same, signed in; 佐藤 unless somebody else is named. */
  signedIn(username?: string): Promise<Page>
}

const WIDE = { viewport: { width: 1280, height: 800 } }

/**
 * A service, a browser and members of staff (username, name, role) for the tests of one file. A test fails when the
 * policy of its pages had to forbid something or a script of theirs has a fault.
 */
export function deskStage(...staff: readonly (readonly [string, string, 'staff' | 'lead'])[]): DeskStage {
  let service: Service
  let browser: Browser
  const contexts: BrowserContext[] = []
  const complaints: string[] = []

  beforeAll(async () => {
    ;[service, browser] = await Promise.all([startService(), openBrowser()])
    for (const [username, name, role] of staff) await addStaff(service, username, name, role)
  }, 300_000)
  afterAll(async () => {
    await browser?.close()
    await service?.stop()
  })
  afterEach(async () => {
    for (const context of contexts.splice(0)) await context.close()
    expect(complaints.splice(0)).toEqual([])
  })

  return {
    get service() {
      return service
    },
    get browser() {
      return browser
    },
    async open(options = WIDE) {
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
    },
    async signedIn(username = 'sato') {
      const page = await this.open()
      await signIn(page, username)
      return page
    },
  }
}
