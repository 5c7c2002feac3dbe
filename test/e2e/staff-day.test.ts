import { expect, it } from 'vitest'
import { violations } from './axe.ts'
import { deskStage } from './desk-stage.ts'
import { waiting } from './staff-desk.ts'

const desk = deskStage(['sato', '佐藤花子', 'staff'], ['tanaka', '田中一郎', 'staff'])

it('一日の終わりの画面で、相談を開かずに、キーボードだけで引き受けられる', async () => {
  await waiting(desk.service, 'もう死にたい。今夜薬を飲んで死にます')
  await waiting(desk.service, '夫に殴られて血が出ています。助けて')
  const [page, other] = [await desk.signedIn(), await desk.signedIn('tanaka')]
  for (const one of [page, other]) {
    await one.locator('#list').waitFor()
    await one.keyboard.press('g')
    await expect.poll(() => one.locator('.left [data-take]').count()).toBe(2)
  }
  expect(await violations(page)).toEqual([])
  await page.keyboard.press('j')
  await page.keyboard.press('c')
  await expect.poll(() => page.locator('.left [data-take]').count()).toBe(1)
  expect(await page.locator('.left li').first().textContent()).toContain('受け持つ人：自分')
  // The focus stays at its row, and the next is a key away.
  expect(await page.evaluate(() => document.activeElement?.closest('.left li') !== null)).toBe(true)
  expect(page.url()).toContain('#day')
  // Whoever has it is seen by the others at once; the second row is theirs.
  await expect.poll(() => other.locator('.left').textContent()).toContain('佐藤花子')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await page.getByText('どれも受け持つ人が決まっています').waitFor()
  expect(await violations(page)).toEqual([])
}, 60_000)

it('ほかの人が先に引き受けた約束は、そう言われ、奪われない', async () => {
  await waiting(desk.service, '今から飛び降ります')
  const [page, other] = [await desk.signedIn(), await desk.signedIn('tanaka')]
  for (const one of [page, other]) {
    await one.locator('#list').waitFor()
    await one.keyboard.press('g')
    await one.locator('.left [data-take]').waitFor()
  }
  const stale = await (await other.request.get('/api/staff/day')).json()
  await other.route('**/api/staff/day', (route) => route.fulfill({ json: stale }))
  await page.locator('.left [data-take]').click()
  await page.getByText('引き受けました').waitFor()
  await other.locator('.left [data-take]').click()
  await expect
    .poll(() => other.getByRole('alert').allTextContents())
    .toContainEqual(expect.stringMatching(/別の人が更新しました/))
}, 60_000)
