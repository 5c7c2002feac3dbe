import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { deskStage } from './desk-stage.ts'
import { row, signIn, waiting } from './staff-desk.ts'

const desk = deskStage(['sato', '佐藤花子', 'staff'], ['tanaka', '田中一郎', 'staff'])

declare global {
  interface Window {
    told: { title: string; body: string; renotify: boolean; tag: string; shown: boolean }[]
    looked: boolean
  }
}

/** A console in another window than the one somebody works in, with the browser's own notifications watched. */
async function behind(username: string): Promise<Page> {
  const page = await desk.open()
  await page.context().grantPermissions(['notifications'], { origin: desk.service.url })
  await page.clock.install()
  await page.addInitScript(() => {
    window.told = []
    window.looked = false
    Object.defineProperty(document, 'hidden', { get: () => !window.looked })
    Object.defineProperty(document, 'hasFocus', { value: () => window.looked })
    const Real = window.Notification
    window.Notification = class extends Real {
      constructor(title: string, options: NotificationOptions & { renotify?: boolean } = {}) {
        super(title, options)
        const { body = '', renotify = false, tag = '' } = options
        const one = { title, body, renotify, tag, shown: false }
        this.addEventListener('show', () => {
          one.shown = true
        })
        window.told.push(one)
      }
    }
  })
  await page.reload()
  await signIn(page, username)
  await page.locator('#list').waitFor()
  return page
}
const told = (page: Page) => page.evaluate(() => window.told)
/** The console behind has heard of a change: it looks at its list again. */
const hears = (page: Page) => page.waitForResponse(/\/api\/staff\/cases\?view=/)
const count = (page: Page) => expect.poll(async () => (await told(page)).length, { timeout: 5_000 })

it('新しい相談は通知され、本人のことばは入らず、だれかが確認するまでくり返す', async () => {
  const page = await behind('sato')
  expect(await page.evaluate(() => Notification.permission)).toBe('granted')
  await waiting(desk.service, '霧島ことりです。夫の介護のことで相談したいです')
  await count(page).toBe(1)
  await expect
    .poll(async () => (await told(page))[0])
    .toEqual({
      title: '職員の窓口',
      body: '新しい相談があります',
      renotify: true,
      tag: 'madoguchi',
      shown: true,
    })
  await page.clock.fastForward('02:00')
  await count(page).toBe(1)
  await page.clock.fastForward('01:30')
  await count(page).toBe(2)
  for (const { title, body } of await told(page)) expect(title + body).not.toMatch(/霧島|ことり|介護|夫|高齢/)
  expect((await told(page))[1]?.body).toBe('受け持つ人を待っている相談が1件あります')

  const other = await desk.signedIn('tanaka')
  await row(other, '').first().click()
  await other.locator('#case-name').waitFor()
  const heard = hears(page)
  await other.keyboard.press('v')
  await other.getByText('確認しました。').waitFor()
  await heard
  await page.clock.fastForward('04:00')
  await page.clock.fastForward('00:30')
  await count(page).toBe(2)
}, 90_000)

it('危険のある相談は一分ごとに知らせ、引き受ければ止まり、画面を見ている人には出ない', async () => {
  const page = await behind('sato')
  const looking = await behind('tanaka')
  await looking.evaluate(() => {
    window.looked = true
  })
  await waiting(desk.service, 'もう死にたい。今夜薬を飲んで死にます')
  await expect
    .poll(async () => (await told(page)).map(({ body }) => body))
    .toContain('危険のある相談があります')
  await page.clock.fastForward('01:20')
  await expect.poll(async () => (await told(page)).at(-1)?.body).toMatch(/（危険 1件）$/)
  const before = (await told(page)).length
  await row(looking, '自殺・自傷').first().click()
  const heard = hears(page)
  await looking.getByRole('button', { name: '引き受ける' }).click()
  await looking.locator('#reply').waitFor()
  await heard
  await page.clock.fastForward('04:00')
  await page.clock.fastForward('00:30')
  expect((await told(page)).slice(before).filter(({ body }) => body.includes('危険'))).toEqual([])
  expect(await told(looking)).toEqual([])
}, 90_000)

it('サインインが切れたら、もう知らせが出ないことを知らせる', async () => {
  const page = await behind('sato')
  await page.clock.fastForward('10:30')
  await page.locator('.sign-in').waitFor()
  await expect.poll(async () => (await told(page)).at(-1)?.body).toContain('サインインが切れました')
}, 60_000)
