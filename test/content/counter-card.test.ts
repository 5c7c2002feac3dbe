import { describe, expect, test } from 'vitest'
import { NEEDS, SPEAKERS } from '../../src/content/vocabulary.ts'
import type { Situation } from '../../src/triage/conversation.ts'
import { cardFor } from '../../src/triage/counter-card.ts'
import { newSession } from '../../src/triage/session.ts'
import { openingSituation } from '../../src/triage/situation.ts'
import { guideOf } from '../support/built.ts'

const NOW = Date.parse('2026-11-24T10:00:00+09:00')

async function cardOf(changes: Partial<Situation>, session: Partial<ReturnType<typeof newSession>> = {}) {
  const { guide } = await guideOf('mihon')
  const of = { ...newSession('ja', NOW), ...session }
  const points = [guide.desk.generalDesk(NOW, of.lang)]
  const situation = { ...openingSituation(of), needs: ['ageing.care' as const], ...changes }
  return cardFor(guide, of, situation, { points, undecided: false, violence: false })
}

describe('窓口カード', () => {
  test('どの困りごとでも、だれのことでも、短い三行になり、町の名前は入らない', async () => {
    const { ward } = await guideOf('mihon')
    const place = { town: ward.towns[0]?.name ?? '', block: 3, number: null, approximate: false }
    const bases = [...new Set(ward.towns.map((town) => town.base))]
    for (const need of NEEDS.filter((one) => !/abuse$|dv$/.test(one)))
      for (const speaker of [null, ...SPEAKERS])
        for (const lang of ['ja', 'easy', 'en', 'zh'] as const) {
          const { reply, effects } = await cardOf(
            { needs: [need], speaker, members: ['母'], words: ['物忘れ', bases[0] ?? ''], place },
            { lang },
          )
          const lines = reply.card?.lines ?? []
          expect(lines).toHaveLength(3)
          const text = lines.join('\n')
          for (const base of bases) expect(text).not.toContain(base)
          expect(text).not.toMatch(/[{}]|undefined/)
          for (const line of lines) expect(line.length).toBeLessThanOrEqual(lang === 'ja' ? 45 : 160)
          expect(effects).toEqual([{ kind: 'ticket', check: 'town' }])
        }
  })

  test('人の名前かもしれない呼び方は、書かれない', async () => {
    const { reply } = await cardOf({ speaker: 'family', members: ['花子'], words: [] })
    expect(reply.card?.lines).toEqual([
      '家族の介護のことで、相談したいです。',
      '家族からの相談です。',
      '使える手立てを、いっしょに考えてください。',
    ])
  })

  test('数字・住所・長い言い回しは、聞いた言葉でも書かれない', async () => {
    const { reply } = await cardOf({
      words: ['090-1234-5678', '帆風一丁目', 'とても長くて文のような言い回しです'],
    })
    expect(reply.card?.lines[1]).toBe('うまく話せないことがあります。ゆっくり聞いてください。')
  })

  test.each([
    ['困りごとが虐待', { needs: ['ageing.abuse' as const] }, {}],
    ['通りすがりに虐待を言った', { needs: ['hardship.rent' as const, 'childcare.abuse' as const] }, {}],
    ['虐待の心配を選んだ', { dangerKind: 'elder_abuse' as const }, {}],
    ['DVの番号を出したあと', {}, { carded: ['dv.concern'] }],
  ])('%s話では出ない', async (_title, situation, session) => {
    expect(await cardOf(situation, session)).toEqual({ reply: {}, effects: [] })
  })

  test('町を言っていない人の確かめは、分野で', async () => {
    expect((await cardOf({})).effects).toEqual([{ kind: 'ticket', check: 'area' }])
  })
})
