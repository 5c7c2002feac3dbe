import { setupServer } from 'msw/node'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { linePlayer } from './line-player.ts'
import { linePlatform } from './platform.ts'

const server = setupServer()
beforeAll(() => server.listen({ onUnhandledFrame: 'error' }))
afterAll(() => server.close())

const dialogue = { 題: '', 区: 'mihon', 日時: '2026-11-24T10:00:00+09:00', ことば: 'ja', 会話: [] }
const YEAR = 366 * 24

async function aTalk() {
  const platform = linePlatform()
  server.resetHandlers(...platform.handlers)
  const player = await linePlayer(dialogue, platform)
  const start = await player.arrive()
  const first = await player.act({ 押す: '高齢・介護のこと' }, start)
  const second = await player.act({ 押す: 'ひとり暮らしが心配' }, first)
  return { player, second }
}

describe('F-57: a button of last year', () => {
  test('F-57: of the talk that is still open: told kindly, what is known and how to go on, and nothing is chosen', async () => {
    const { player, second } = await aTalk()
    const back = await player.act({ 古いボタン: '住まい', 時間後: YEAR }, second)
    expect(back.text).toContain('このまま続けますか')
    expect(back.text).not.toContain('どのことに、いちばん近いですか')
  })

  test('F-57: of a talk that was ended: explained, with the present question', async () => {
    const { player, second } = await aTalk()
    const again = await player.act({ 住民: '最初から' }, second)
    const old = await player.act({ 古いボタン: '離れて暮らす親・家族' }, again)
    expect(old.text).toContain('前の質問のボタンです')
    expect(old.text).toContain('どんなことでお困りですか')
  })

  test('F-57: of a talk that was erased: explained, with the first question', async () => {
    const { player, second } = await aTalk()
    const gone = await player.act({ 住民: '消して' }, second)
    const old = await player.act({ 古いボタン: '離れて暮らす親・家族', 時間後: YEAR }, gone)
    expect(old.text).toContain('どんなことでお困りですか')
    expect(old.messages.flatMap(({ points }) => points ?? [])).toEqual([])
  })

  test('F-57: pressed twice: the second says nothing', async () => {
    const { player, second } = await aTalk()
    const one = await player.act({ 押す: '離れて暮らす親・家族' }, second)
    expect(one.text).toContain('どの町')
    const two = await player.act({ 古いボタン: '離れて暮らす親・家族' }, one)
    expect(two.messages).toEqual([])
  })
})
