import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { violations } from './axe.ts'
import { chatStage, sideways, toPoints, write } from './chat-stage.ts'

const stage = chatStage()

/** Every state of the page: how it is reached, from a talk that has begun. */
const STATES: Readonly<Record<string, (page: Page) => Promise<unknown>>> = {
  begun: async () => {},
  menu: (page) => page.locator('.menu summary').click(),
  place: (page) => write(page, '母の物忘れが心配です'),
  towns: async (page) => {
    await write(page, '母の物忘れが心配です')
    await page.locator('[data-action="towns"]').click()
    await page.locator('.found button').first().waitFor()
    await page.locator('#town').fill('ほか')
  },
  points: toPoints,
  danger: (page) => write(page, 'もう死にたい'),
  person: (page) => write(page, '人と話す'),
  kept: (page) => write(page, '何が残っている？'),
  resumed: async (page) => {
    await write(page, '家賃が払えません')
    await page.reload()
    await page.locator('.resumed').waitFor()
  },
  cut: async (page) => {
    await stage.context.setOffline(true)
    await page.locator('#write').fill('母の物忘れが心配です')
    await page.locator('#write').press('Enter')
    await page.locator('.late').waitFor()
  },
  over: async (page) => {
    await page.evaluate(() => fetch('/chat/leave', { method: 'POST', body: '' }))
    await page.locator('#write').fill('こんにちは')
    await page.locator('#write').press('Enter')
    await page.locator('.trouble').waitFor()
  },
  card: async (page) => {
    await toPoints(page)
    await page.locator('.card .as-button').click()
    await page.locator('.qr').waitFor()
  },
  large: async (page) => {
    await toPoints(page)
    await page.goto('/chat/card?view=large')
  },
  record: (page) => page.goto('/chat/kept'),
  'town-page': (page) => page.goto('/chat/towns?q=しお'),
  resume: async (page) => {
    await page.goto('/chat/resume')
    await page.locator('#ticket').fill('さくらい')
    await page.locator('.send').click()
    await page.locator('.trouble').waitFor()
  },
}

const langs = ['ja', 'easy', 'en'] as const

for (const [name, reach] of Object.entries(STATES))
  for (const lang of langs)
    it(`${name}（${lang}）は、明るくても暗くても、ふりがながあってもなくても、axeの指摘がなく、はみ出さない`, async () => {
      const opened = async (ruby: boolean) => {
        const made = await stage.opened({ viewport: { width: 390, height: 760 } }, `/chat?lang=${lang}`)
        await made.evaluate(
          (on) => fetch('/chat/look', { method: 'POST', body: JSON.stringify({ size: 'normal', ruby: on }) }),
          ruby,
        )
        await Promise.all([made.waitForResponse('**/api/chat/events'), made.reload()])
        // What was said, as it will look: a state may cut the network next.
        await made
          .locator(ruby ? '.message.bot rt' : '.message.bot .choices')
          .first()
          .waitFor({ state: 'attached' })
        await reach(made)
        return made
      }
      let page = await opened(false)
      const look = async (which: string) => {
        expect(await violations(page), which).toEqual([])
        expect(await sideways(page), which).toBe(0)
        await page.screenshot({ path: `test/e2e/shots/${name}-${lang}-${which}.png` })
      }
      await look('light')
      await page.emulateMedia({ colorScheme: 'dark' })
      await look('dark')
      if (lang === 'en') return
      if (name === 'cut' || name === 'over') page = await opened(true)
      else {
        await page.emulateMedia({ colorScheme: 'light' })
        await page.evaluate(() =>
          fetch('/chat/look', { method: 'POST', body: JSON.stringify({ size: 'normal', ruby: true }) }),
        )
        if (name === 'resume') await page.goto('/chat/resume')
        else await page.reload()
      }
      await page.locator('rt').first().waitFor({ state: 'attached' })
      await look('ruby')
      await page.emulateMedia({ colorScheme: 'dark' })
      await look('ruby-dark')
    }, 60_000)
