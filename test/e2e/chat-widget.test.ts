import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import type { Frame, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { NEUTRAL_PAGE } from '../../src/ui/chat/leave.ts'
import { chatStage } from './chat-stage.ts'

/** A ward page whose styles do their worst, and whose policy forbids everything that is not asked for. */
const HOSTILE = `
* { display: none !important; color: transparent !important; font-size: 1px !important; position: static !important }
madoguchi-chat, iframe, button, div { opacity: 0 !important; visibility: hidden !important; all: unset !important }
html, head, body, main, h1 { display: block !important; color: #000 !important; font-size: 16px !important }`

// Told to be reached by https, as behind a proxy: the cookies are those of a real ward.
const stage = chatStage({ PUBLIC_URL: 'https://madoguchi.example' })
const server = createServer((request, response) => {
  const css = request.url === '/hostile.css'
  response.writeHead(200, {
    'content-type': css ? 'text/css' : 'text/html; charset=utf-8',
    'content-security-policy': `default-src 'none'; style-src 'self'; script-src ${stage.service.url}; frame-src ${stage.service.url}`,
  })
  response.end(
    css
      ? HOSTILE
      : `<!doctype html><html lang="ja"><title>みほん区</title>${request.url === '/hostile' ? '<link rel="stylesheet" href="/hostile.css">' : ''}
         <body><main><h1>みほん区のページ</h1><p>区の案内</p></main><script src="${stage.service.url}/widget.js"></script></body></html>`,
  )
})
let ward = ''
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  ward = `http://localhost:${(server.address() as AddressInfo).port}`
})
afterAll(() => new Promise((resolve) => server.close(resolve)))

/** The frame is only for the sites named in ward.yaml; みほん区 names none, so the test names this one. */
async function visit(path: string, allowed = true): Promise<Page> {
  const page = await stage.open({ viewport: { width: 1000, height: 800 } }, '/healthz')
  if (allowed)
    await page.context().route('**/chat/frame*', async (route) => {
      const answer = await route.fetch()
      const policy = answer.headers()['content-security-policy'] ?? ''
      const headers = {
        ...answer.headers(),
        'content-security-policy': policy.replace("frame-ancestors 'none'", `frame-ancestors ${ward}`),
      }
      await route.fulfill({ response: answer, headers })
    })
  await page.goto(`${ward}${path}`)
  return page
}
const launch = (page: Page) =>
  page.locator('madoguchi-chat').evaluate((host) => host.getBoundingClientRect().toJSON())
const press = async (page: Page) => {
  const box = (await launch(page)) as DOMRect
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2)
}

it.each(['/plain', '/hostile'])(
  '%s の上でも、ボタンは右下に見え、押すと枠の中でお話が始まる',
  async (path) => {
    const page = await visit(path)
    const box = (await launch(page)) as DOMRect
    expect(box.width).toBeGreaterThan(150)
    expect(box.height).toBeGreaterThanOrEqual(44)
    await press(page)
    await expect.poll(() => page.frames().length).toBe(2)
    const frame = page.frames()[1] as Frame
    await frame.locator('.message.bot .choices').waitFor()
    await frame.locator('#write').fill('母の物忘れが心配です')
    await frame.locator('#write').press('Enter')
    await frame.locator('.resident ~ .bot').first().waitFor()
    await page.screenshot({ path: `test/e2e/shots/widget${path.replace('/', '-')}.png` })
  },
)

it('区のサイトでないところの枠には入らない', async () => {
  const page = await visit('/plain', false)
  await press(page)
  await expect.poll(() => page.frames().length).toBe(2)
  await expect.poll(() => page.frames()[1]?.url()).toContain('chrome-error')
})

it('枠の中の「すぐ閉じる」で、まわりのページも天気のページに替わり、お話は終わる', async () => {
  const page = await visit('/plain')
  const session = page.waitForResponse('**/chat/frame/session')
  await press(page)
  const { token } = (await (await session).json()) as { token: string }
  const frame = page.frames()[1]
  await frame?.locator('button.skip').press('Enter')
  await page.waitForURL(NEUTRAL_PAGE)
  await expect
    .poll(async () => {
      const headers = { authorization: `Bearer ${token}` }
      return (await fetch(`${stage.service.url}/api/chat`, { headers })).status
    })
    .toBe(401)
})

it('まわりのページでShiftを3回押しても閉じ、開いていないうちは何も起きない', async () => {
  const page = await visit('/plain')
  for (const _ of [1, 2, 3]) await page.keyboard.press('Shift')
  expect(page.url()).toContain('/plain')
  await press(page)
  await page.frames()[1]?.locator('.message.bot .choices').waitFor()
  for (const _ of [1, 2, 3]) await page.keyboard.press('Shift')
  await page.waitForURL(NEUTRAL_PAGE)
})

it('区のサイトで次のページへ移っても、お話は続く。その鍵はほかのサイトの枠では使われない', async () => {
  const page = await visit('/plain')
  await press(page)
  await expect.poll(() => page.frames().length).toBe(2)
  const frame = page.frames()[1] as Frame
  await frame.locator('.message.bot .choices').waitFor()
  await frame.locator('#write').fill('家賃が払えません')
  await frame.locator('#write').press('Enter')
  await frame.locator('.resident ~ .bot').first().waitFor()
  await page.goto(`${ward}/plain?next`)
  await press(page)
  await expect.poll(() => page.frames()[1]?.locator('.resident').count()).toBe(1)
  expect(await page.context().cookies()).toMatchObject([
    {
      name: '__Host-frame',
      httpOnly: true,
      secure: true,
      sameSite: 'None',
      partitionKey: 'http://localhost',
    },
  ])
})

it('Escで小さくなり、焦点はボタンに戻る', async () => {
  const page = await visit('/plain')
  await press(page)
  await page.frames()[1]?.locator('.message.bot .choices').waitFor()
  const wide = (await launch(page)) as DOMRect
  await page.frames()[1]?.locator('#write').press('Escape')
  await expect.poll(async () => ((await launch(page)) as DOMRect).height).toBeLessThan(wide.height)
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('MADOGUCHI-CHAT')
})

it('読みこむものは、gzipで5kBに収まる', async () => {
  const response = await fetch(`${stage.service.url}/widget.js`)
  expect(response.headers.get('cross-origin-resource-policy')).toBe('cross-origin')
  expect(gzipSync(await response.text()).length).toBeLessThan(5_000)
})
