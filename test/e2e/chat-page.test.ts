import { describe, expect, it } from 'vitest'
import { NEUTRAL_PAGE } from '../../src/ui/chat/leave.ts'
import { chatStage, exit, toPoints, write } from './chat-stage.ts'

const stage = chatStage()
const open: typeof stage.open = (...asked) => stage.open(...asked)
const opened: typeof stage.opened = (...asked) => stage.opened(...asked)

const NARROW = { width: 320, height: 640 }

describe('対話', () => {
  it('開くと案内が始まり、焦点は勝手に動かない', async () => {
    const page = await opened()
    expect(await page.locator('.message.bot .text').first().textContent()).toContain('みほん区')
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('BODY')
    expect(await page.getByRole('log').getAttribute('aria-label')).toBe('お話')
  })

  it('選ぶと自分の吹き出しになり、焦点がそこへ移り、前の質問のボタンは押せない', async () => {
    const page = await opened()
    const first = page.locator('.choices button').first()
    const label = await first.textContent()
    await first.focus()
    await page.keyboard.press('Enter')
    const own = page.locator('.message.resident')
    expect(await own.locator('.text').textContent()).toBe(label)
    expect(await own.locator('.from').textContent()).toBe('選択')
    expect(await own.evaluate((element) => element === document.activeElement)).toBe(true)
    expect(await first.isDisabled()).toBe(true)
    await page.locator('.resident ~ .bot .choices button:enabled').first().waitFor()
    await page.keyboard.press('Tab')
    expect(await page.evaluate(() => document.activeElement?.closest('.choices') !== null)).toBe(true)
  })

  it('変換中のEnterは送らず、Shift+Enterは改行、Enterは送る', async () => {
    const page = await opened()
    const box = page.locator('#write')
    await box.fill('はは')
    await box.evaluate((element) =>
      element.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', isComposing: true, bubbles: true })),
    )
    await box.press('Shift+Enter')
    expect(await page.locator('.message.resident').count()).toBe(0)
    expect(await box.inputValue()).toBe('はは\n')
    await box.press('Enter')
    expect(await page.locator('.message.resident').count()).toBe(1)
    expect(await box.inputValue()).toBe('')
  })

  it('書いたHTMLは文字のまま見え、何も動かない', async () => {
    const page = await opened()
    const text = '<img src=x onerror=document.title=1><script>document.title=2</script>\u202Eabc'
    await write(page, text)
    expect(await page.locator('.resident .text').textContent()).toBe(text)
    expect(await page.locator('.resident img, .resident script').count()).toBe(0)
    expect(await page.title()).toBe('ご案内')
  })

  it('同じ答えが二つの道で届いても、一度だけ見える', async () => {
    const page = await opened()
    await toPoints(page)
    const ids = await page
      .locator('.message')
      .evaluateAll((all) => all.map((one) => one.getAttribute('data-id')))
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('相談先には押せる電話番号があり、一桁ずつ読まれる', async () => {
    const page = await opened()
    await toPoints(page)
    const phone = page.locator('.point .phone').first()
    expect(await phone.getAttribute('href')).toMatch(/^tel:\d+$/)
    expect(await phone.locator('.unseen').textContent()).toMatch(/^電話 \d( \d)*( の \d( \d)*)+$/)
    expect(await page.locator('.point .badge').first().textContent()).toBe('担当')
  })

  it('危険のときは番号が押せて、人と話すボタンはあとからも使える', async () => {
    const page = await opened()
    await write(page, 'もう死にたい')
    const card = page.locator('.danger').first()
    expect(await card.locator('.text .phone').count()).toBeGreaterThan(2)
    await write(page, 'つらい')
    const person = card.locator('button[value="!person"]')
    expect(await person.isEnabled()).toBe(true)
    expect(await card.locator('.from').textContent()).toBe('大切なお知らせ')
  })

  it('ことばを選ぶと、ページの言葉も変わる', async () => {
    const page = await opened()
    await page.locator('.menu summary').click()
    await page.getByRole('button', { name: 'English' }).click()
    await page.locator('.leave button', { hasText: 'Leave this page now' }).waitFor()
    expect(await page.locator('html').getAttribute('lang')).toBe('en')
    expect(await page.locator('.message.bot').last().getAttribute('lang')).toBe('en')
  })

  it('地図の位置は、押したときだけ使う', async () => {
    const page = await opened({
      permissions: ['geolocation'],
      geolocation: { latitude: 35.5459, longitude: 139.8562 },
    })
    await write(page, '母の物忘れが心配です')
    await page.getByRole('button', { name: '地図の位置を使う' }).click()
    await page.locator('.resident .text', { hasText: '地図の位置を使う' }).waitFor()
    await page.locator('.resident ~ .bot').last().waitFor()
    expect(await page.locator('.trouble').count()).toBe(0)
  })
})

describe('つながり', () => {
  it('切れると知らせ、送れなかった言葉は同じ一通として送り直せる', async () => {
    const page = await opened()
    await stage.context.setOffline(true)
    await page.getByText('接続が切れています').waitFor()
    await page.locator('#write').fill('母の物忘れが心配です')
    await page.locator('#write').press('Enter')
    await page.getByText('まだ届いていません').waitFor()
    await stage.context.setOffline(false)
    await page.locator('.resident ~ .bot').first().waitFor()
    expect(await page.locator('.message.resident').count()).toBe(1)
    await page.getByText('接続が切れています').waitFor({ state: 'detached' })
  })
})

describe('すぐ閉じる', () => {
  it('ボタンで天気のページに替わり、戻っても何も見えず、サーバーのお話も終わる', async () => {
    const page = await opened()
    const sent = page.waitForRequest('**/api/chat/messages')
    await write(page, '内緒の話です')
    const { authorization = '' } = (await sent).headers()
    await exit(page).click()
    await page.waitForURL(NEUTRAL_PAGE)
    await page.goBack()
    expect(await page.locator('body').textContent()).not.toContain('内緒')
    await expect
      .poll(async () => {
        const response = await fetch(`${stage.service.url}/api/chat`, { headers: { authorization } })
        return response.status
      })
      .toBe(401)
  })

  it('Shiftを3回で閉じ、途中であと何回かを知らせ、大文字では閉じない', async () => {
    const page = await opened()
    await page.locator('#write').focus()
    for (const letter of ['A', 'B', 'C', 'D']) await page.keyboard.press(`Shift+${letter}`)
    await page.keyboard.press('Shift')
    await page.getByText('あと2回').waitFor()
    await page.keyboard.press('Shift')
    await page.getByText('あと1回').waitFor()
    await page.keyboard.press('Shift')
    await page.waitForURL(NEUTRAL_PAGE)
  })
})

describe('スクリプトなし', () => {
  it('書式だけで相談先まで進み、すぐ閉じられる', async () => {
    const page = await open({ javaScriptEnabled: false, viewport: NARROW })
    const submit = async (press: () => Promise<void>) => {
      await Promise.all([page.waitForEvent('load'), press()])
    }
    await submit(() => page.getByRole('button', { name: '相談をはじめる' }).click())
    await page.locator('#write').fill('母の物忘れが心配です')
    await submit(() => page.getByRole('button', { name: '送る' }).click())
    expect(await page.locator('[data-action="locate"]').isVisible()).toBe(false)
    await page.locator('#write').fill('帆風一丁目3番')
    await submit(() => page.getByRole('button', { name: '送る' }).click())
    expect(await page.locator('.point').count()).toBeGreaterThan(0)
    const [cookie] = await stage.context.cookies()
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax', expires: -1 })
    await submit(() => page.locator('.bot').last().locator('.choices button').first().click())
    expect(await page.locator('.message.resident').count()).toBe(3)
    await exit(page).click()
    await page.waitForURL(NEUTRAL_PAGE)
    expect(await stage.context.cookies()).toEqual([])
  })
})
