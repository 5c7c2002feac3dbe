import { expect, test } from 'vitest'
import { guideOf } from '../../test/support/built.ts'
import type { InboundContent, Session } from './conversation.ts'
import { newSession } from './session.ts'
import { step } from './step.ts'

const MONDAY = Date.parse('2026-11-24T10:00:00+09:00')
const HOURS = 3_600_000
const { guide, findDanger } = await guideOf('mihon')

function act(session: Session, content: InboundContent, now: number) {
  const words = content.kind === 'text' ? content.text : ''
  const inbound = { id: 'i', conversation: 'c', channel: 'web' as const, at: now, content }
  return step(guide, session, inbound, findDanger(words, session.recent), now)
}
const say = (session: Session, text: string, now: number) => act(session, { kind: 'text', text }, now)
const begun = say(newSession('ja', MONDAY), '母の物忘れがひどい', MONDAY).session

test('日をおいて画面を開くだけでも、前回の話を確かめる', () => {
  const { replies, session } = act(begun, { kind: 'arrive' }, MONDAY + 30 * HOURS)
  expect(replies).toHaveLength(1)
  expect(replies[0]?.text.split('\n').length).toBeLessThanOrEqual(3)
  expect(session.offered.map(({ id }) => id)).toEqual(['!continue', '!fix', '!restart'])
})

test('LINEのブロックを解いて戻ったときも同じ', () => {
  const back = { kind: 'command', command: 'continue' } as const
  expect(act(begun, back, MONDAY + 30 * HOURS).replies[0]?.text).toContain('このまま続けますか')
})

test('確かめたあとで、前の質問の古いボタンを押しても答えになる', () => {
  const old = say(newSession('ja', MONDAY), 'お金のことで', MONDAY)
  const button = old.replies.at(-1)?.choices?.[0]?.id ?? ''
  const back = act(old.session, { kind: 'arrive' }, MONDAY + 30 * HOURS)
  const { session } = act(back.session, { kind: 'tap', choice: button }, MONDAY + 31 * HOURS)
  expect(session.answers.length).toBe(old.session.answers.length + 1)
})

test('危険のあとで日がたっても、前回の話はくり返さず、読んでいると言う', () => {
  const held = say(newSession('ja', MONDAY), '死にたい', MONDAY).session
  const { replies } = say(held, 'こんにちは', MONDAY + 48 * HOURS)
  expect(replies.map(({ text }) => text).join()).toContain('読んでいます')
})

test('日をおいて書かれた危険には、まず危険のご案内が出る', () => {
  const { replies } = say(begun, 'もう死にたい', MONDAY + 48 * HOURS)
  expect(replies[0]?.danger).toBe('emergency')
})

test('前の版で残した話にも、日をおいて続きから答えられる', () => {
  const { offered: _, fixing: __, waiting: ___, listened: ____, ...stored } = begun
  const { replies } = act(stored as Session, { kind: 'arrive' }, MONDAY + 30 * HOURS)
  expect(replies[0]?.text).toContain('このまま続けますか')
})
