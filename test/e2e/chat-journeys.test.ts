import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { bubbles, chatStage, exit, sideways, toPoints, write } from './chat-stage.ts'

const stage = chatStage()

const focused = (page: Page) =>
  page.evaluate(() => {
    const now = document.activeElement as HTMLElement | null
    return `${now?.tagName}.${now?.getAttribute('name') ?? now?.className ?? ''} ${now?.textContent?.trim() ?? ''}`
  })

/** Presses Tab until what is wanted has the focus; fails when the page has been gone through. */
async function tabTo(page: Page, wanted: RegExp): Promise<void> {
  const passed: string[] = []
  for (let i = 0; i < 90; i++) {
    await page.keyboard.press('Tab')
    const here = await focused(page)
    if (wanted.test(here)) return
    passed.push(here)
  }
  throw new Error(`${wanted} is not to be reached by Tab: ${passed.join(' → ')}`)
}

describe('鍵盤だけで', () => {
  it('はじめから窓口カードまで進み、戻って、人と話すところまで行ける', async () => {
    const page = await stage.opened()
    await page.keyboard.press('Tab')
    expect(await focused(page)).toContain('このページをすぐ閉じる')
    await tabTo(page, /^A\.skip/)
    await page.keyboard.press('Enter')
    await page.keyboard.type('母の物忘れが心配です')
    await page.keyboard.press('Enter')
    await page.locator('[data-action="towns"]').waitFor()
    await page.keyboard.press('Shift+Tab')
    while (!(await focused(page)).includes('町の一覧')) await page.keyboard.press('Shift+Tab')
    await page.keyboard.press('Enter')
    await page.locator('#town:focus').waitFor()
    await page.keyboard.type('ほかぜ1')
    await page.locator('.towns .hint', { hasText: '1件あります' }).waitFor()
    await tabTo(page, /帆風一丁目$/)
    await page.keyboard.press('Enter')
    await page.locator('.card').waitFor()
    expect(await focused(page)).toContain('帆風一丁目')
    await tabTo(page, /大きく見せる・印刷する/)
    await page.keyboard.press('Enter')
    await page.locator('.qr').waitFor()
    await tabTo(page, /お話に戻る/)
    await page.keyboard.press('Enter')
    await page.locator('.resumed').waitFor()
    await tabTo(page, /^BUTTON\.choice 人と話す$/)
    const before = await bubbles(page).count()
    await page.keyboard.press('Enter')
    await bubbles(page).nth(before).waitFor()
  })
})

describe('小さな画面で', () => {
  it.each([
    ['320px', { width: 320, height: 568 }],
    ['400%', { width: 320, height: 256 }],
  ])('%s でも、相談先と出口に届き、横に動かさなくてよい', async (name, viewport) => {
    const page = await stage.opened({ viewport })
    await toPoints(page)
    expect(await sideways(page)).toBe(0)
    await page.screenshot({ path: `test/e2e/shots/journey-${name}.png` })
    await page.locator('.card .as-button').click()
    await page.locator('.qr').waitFor()
    expect(await sideways(page)).toBe(0)
    await page.goBack()
    await page.locator('.resumed').waitFor()
    await exit(page).click()
    await page.waitForURL(/jma/)
  })
})

describe('続きから', () => {
  it('読み込み直しても、お話と文字の大きさは残り、端末には何も書かれていない', async () => {
    const page = await stage.opened()
    await write(page, '家賃が払えません')
    await page.locator('.menu summary').click()
    const kept = page.waitForResponse('**/chat/look')
    await page.getByRole('button', { name: 'もっと大きく' }).click()
    await kept
    await page.reload()
    await page.locator('.resumed').waitFor()
    expect(await page.locator('.resident .text').allTextContents()).toEqual(['家賃が払えません'])
    expect(await page.locator('html').getAttribute('data-text-size')).toBe('larger')
    await write(page, 'わからない')
    expect(await page.locator('.message.resident').count()).toBe(2)
    const stored = await page.evaluate(async () => [
      localStorage.length,
      sessionStorage.length,
      (await indexedDB.databases()).length,
      document.cookie,
    ])
    expect(stored).toEqual([0, 0, 0, ''])
    expect(await stage.context.cookies()).toMatchObject([{ name: 'chat', httpOnly: true, expires: -1 }])
  })

  it('別の端末で、受付のことばと町の名前で続きを開き、どちらにも同じお話が見える', async () => {
    const first = await stage.opened()
    await toPoints(first)
    const ticket = (await first.locator('.ticket strong').textContent()) ?? ''
    const second = await stage.open({}, '/chat/resume')
    await second.locator('#ticket').fill(ticket)
    await second.locator('#town').fill('汐音一丁目')
    await second.locator('.send').click()
    await second.locator('.trouble').waitFor()
    await second.locator('#ticket').fill(ticket)
    await second.locator('#town').fill('帆風1丁目')
    await Promise.all([second.waitForResponse('**/api/chat/events'), second.locator('.send').click()])
    await second.locator('.resident .text', { hasText: '母の物忘れ' }).waitFor()
    await write(second, '人と話す')
    await first.locator('.resident .text', { hasText: '人と話す' }).waitFor()
    await second.locator('.menu summary').click()
    await second.locator('.menu').getByRole('button', { name: '話したことを消す' }).click()
    await expect.poll(() => first.locator('.message').count()).toBe(0)
    await expect.poll(() => second.locator('.message').allTextContents()).toHaveLength(1)
    expect(await second.locator('.message').textContent()).toContain('記録から消しました')
    expect(await second.evaluate(() => document.activeElement?.id)).toBe('log')
  })

  it('五回まちがえた受付のことばは、正しい町でも開かない', async () => {
    const first = await stage.opened()
    await toPoints(first)
    const ticket = (await first.locator('.ticket strong').textContent()) ?? ''
    const claim = (town: string) =>
      fetch(`${stage.service.url}/chat/resume`, {
        method: 'POST',
        redirect: 'manual',
        body: new URLSearchParams({ ticket, town, area: '' }),
      })
    for (let i = 0; i < 5; i++) expect((await claim('汐音一丁目')).status).toBe(200)
    expect((await claim('帆風一丁目')).status).toBe(200)
  })
})

describe('すぐ閉じる', () => {
  it('押してから0.1秒以内に白くなる', async () => {
    const page = await stage.opened()
    await toPoints(page)
    const [ms, left] = await page.evaluate(() => {
      const since = performance.now()
      document.querySelector<HTMLElement>('.leave button')?.click()
      return [performance.now() - since, document.body.children.length]
    })
    expect(left).toBe(0)
    expect(ms).toBeLessThan(100)
    await page.waitForURL(/jma/)
    await page.goBack().catch(() => {})
    await expect.poll(() => page.locator('body').textContent()).not.toContain('物忘れ')
  })

  it('スクリプトがなくても、戻るボタンでお話は見えない', async () => {
    const page = await stage.open({ javaScriptEnabled: false })
    await page.locator('#write').fill('内緒の話です')
    await page.locator('.send').click()
    await page.locator('.resident').waitFor()
    await exit(page).click()
    await page.waitForURL(/jma/)
    await page.goBack()
    expect(await page.locator('body').textContent()).not.toContain('内緒')
  })

  it('つながっていなくても、白くなる', async () => {
    const page = await stage.opened()
    await write(page, '内緒の話です')
    await stage.context.setOffline(true)
    await exit(page).click()
    await expect.poll(() => page.content().catch(() => '')).not.toContain('内緒')
  })

  it('窓口カードのページからも、Shift3回で閉じる', async () => {
    const page = await stage.opened()
    await page.goto('/chat/kept')
    for (const _ of [1, 2, 3]) await page.keyboard.press('Shift')
    await page.waitForURL(/jma/)
  })
})

describe('読み上げ', () => {
  it('一つのメッセージは、一度だけ、まとまって読まれる', async () => {
    const page = await stage.opened()
    await page.evaluate(() => {
      const said: string[] = []
      Object.assign(window, { said })
      new MutationObserver((changes) => {
        for (const { addedNodes } of changes) for (const node of addedNodes) said.push(node.textContent ?? '')
      }).observe(document.getElementById('said') as HTMLElement, {
        childList: true,
        subtree: true,
        characterData: true,
      })
    })
    await page.locator('.choices button').first().click()
    await page.locator('.resident ~ .bot .choices').waitFor()
    const said = await page.evaluate(() => (window as unknown as { said: string[] }).said)
    expect(said).toHaveLength(await page.locator('.resident, .resident ~ .bot').count())
    expect(said[0]).toMatch(/^選択：/)
    expect(said.at(-1)).toMatch(/^自動案内：[\s\S]*選べる答えが\d+つあります。$/)
    expect(await page.getByRole('log').getAttribute('aria-live')).toBe('off')
  })

  it('木には、出口・お話・書くところが名前つきで並ぶ', async () => {
    const page = await stage.opened()
    const tree = await page.locator('body').ariaSnapshot()
    for (const part of [
      'banner',
      'main',
      'heading "みほん区の相談の入口" [level=1]',
      'log "お話"',
      'textbox "ここに書く"',
      'button "送る"',
    ])
      expect(tree).toContain(part)
  })
})
