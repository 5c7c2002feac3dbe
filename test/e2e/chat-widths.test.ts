import { gzipSync } from 'node:zlib'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { violations } from './axe.ts'
import { chatStage, toPoints, write } from './chat-stage.ts'

const stage = chatStage()
const open: typeof stage.open = (...asked) => stage.open(...asked)
const opened: typeof stage.opened = (...asked) => stage.opened(...asked)

const NARROW = { width: 320, height: 640 }

describe('見た目', () => {
  const states: readonly (readonly [name: string, reach: (page: Page) => Promise<void>])[] = [
    ['start', async () => {}],
    [
      'question',
      async (page) =>
        page
          .locator('.choices button')
          .first()
          .click()
          .then(() => page.locator('.resident ~ .bot .choices').waitFor()),
    ],
    ['points', toPoints],
    ['danger', (page) => write(page, 'もう死にたい')],
    ['menu', (page) => page.locator('.menu summary').click()],
  ]
  for (const [name, reach] of states)
    for (const width of [320, 390, 1280])
      it(`${name} は幅${width}で横にはみ出さず、axeの指摘が明るい画面でも暗い画面でもない`, async () => {
        const page = await opened({ viewport: { width, height: width === 1280 ? 800 : 760 } })
        await reach(page)
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
        await page.screenshot({ path: `test/e2e/shots/${name}-${width}.png` })
        await page.screenshot({ path: `test/e2e/shots/${name}-${width}-whole.png`, fullPage: true })
        expect(await violations(page)).toEqual([])
        await page.emulateMedia({ colorScheme: 'dark' })
        expect(await violations(page)).toEqual([])
        if (width === 390) await page.screenshot({ path: `test/e2e/shots/${name}-dark.png` })
      })

  for (const lang of ['easy', 'en'])
    it(`${lang} でも、相談先の案内にaxeの指摘がない`, async () => {
      const page = await opened({ viewport: { width: 390, height: 760 } }, `/chat?lang=${lang}`)
      await toPoints(page)
      await page.screenshot({ path: `test/e2e/shots/points-${lang}.png`, fullPage: true })
      expect(await violations(page)).toEqual([])
    })

  it('文字をいちばん大きくしても、幅320で横にはみ出さない', async () => {
    const page = await opened({ viewport: NARROW })
    await page.locator('.menu summary').click()
    await page.getByRole('button', { name: 'もっと大きく' }).click()
    await toPoints(page)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
    await page.screenshot({ path: 'test/e2e/shots/larger-320.png' })
  })

  it('長い答えは、はじめの行から見える', async () => {
    const page = await opened({ viewport: NARROW })
    await write(page, 'もう死にたい')
    const header = await page.locator('header').boundingBox()
    const dock = await page.locator('.dock').boundingBox()
    const from = await page.locator('.danger .from').boundingBox()
    expect(from?.y).toBeGreaterThanOrEqual((header?.y ?? 0) + (header?.height ?? 0))
    expect(from?.y).toBeLessThan(dock?.y ?? 0)
  })

  it('押すものは、どれも44ピクセル以上ある', async () => {
    const page = await opened({ viewport: NARROW })
    await toPoints(page)
    const small = await page
      .locator('button:not(.skip):visible, .as-button:visible, summary:visible, .point .phone')
      .evaluateAll((all) =>
        all.filter((one) => one.getBoundingClientRect().height < 44).map((one) => one.outerHTML),
      )
    expect(small).toEqual([])
  })

  it('最初のページは、区と足りない設定を告げ、axeの指摘がない', async () => {
    const page = await open({ viewport: NARROW }, '/')
    expect(await page.locator('body').textContent()).toContain('LINE_CHANNEL_SECRET')
    expect(await page.locator('.invented').isVisible()).toBe(true)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
    await page.screenshot({ path: 'test/e2e/shots/home-320.png', fullPage: true })
    expect(await violations(page)).toEqual([])
  })

  it('最初に読むものは、gzipで60kBに収まる', async () => {
    const page = await fetch(`${stage.service.url}/chat`).then((response) => response.text())
    const files = [...page.matchAll(/\/assets\/[\w.-]+/g)].map(([path]) => `${stage.service.url}${path}`)
    const texts = await Promise.all(files.map(async (file) => (await fetch(file)).text()))
    const sizes = [page, ...texts].map((text) => gzipSync(text).length)
    expect(files).toHaveLength(2)
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(60_000)
  })
})
