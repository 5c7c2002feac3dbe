import { describe, expect, test } from 'vitest'
import { trainDanger } from '../build/train-danger.ts'
import { findDanger } from './danger.ts'
import { BY_MODEL, dangerFinder, HARMLESS } from './danger-model.ts'
import type { DangerFinding } from './understanding.ts'

const WHO = ['母', '父', '祖母', '夫', '妻', 'おじ', '隣の人', '姉', '弟', '兄']
const sentences = WHO.flatMap((who) => [
  { text: `${who}が床に倒れて動きません`, label: 'emergency.medical' },
  { text: `${who}に毎晩どなられて怖いです`, label: 'concern.dv' },
  { text: `${who}の国民健康保険の手続きを教えてください`, label: HARMLESS },
  { text: `${who}と公園の花を見に行きました`, label: HARMLESS },
  { text: `${who}の住民票の写しがほしいです`, label: HARMLESS },
])
/** Often enough that the few sentences are learnt by heart. */
const often = Array.from({ length: 40 }, () => sentences).flat()
const network = trainDanger(often, () => [])

const NOTHING: DangerFinding = { danger: 'none', kind: null, words: [], rule: null }
const CONCERN: DangerFinding = { danger: 'concern', kind: 'dv', words: ['花'], rule: 'dv.test' }
const finder = (ruled: DangerFinding) =>
  dangerFinder(
    () => ruled,
    network,
    () => [],
  )

describe('where no rule finds anything', () => {
  test('a dangerous sentence raises a card of its own gravity and kind', () => {
    expect(finder(NOTHING)('いとこが床に倒れて動きません')).toEqual({
      danger: 'emergency',
      kind: 'medical',
      words: ['いとこが床に倒れて動きません'],
      rule: BY_MODEL,
    })
    expect(finder(NOTHING)('義母に毎晩どなられて怖いです')).toMatchObject({ danger: 'concern', kind: 'dv' })
  })

  test('a harmless sentence raises none', () => {
    expect(finder(NOTHING)('いとこの国民健康保険の手続きを教えてください')).toEqual(NOTHING)
  })

  test('a dangerous sentence in a long letter is found, and its words are named', () => {
    const plain = '姉の住民票の写しがほしいです。'.repeat(8)
    const found = finder(NOTHING)(`${plain}弟が床に倒れて動きません。${plain}`)
    expect(found).toMatchObject({ danger: 'emergency', rule: BY_MODEL })
  })

  test('a word or two are left to the rules', () => {
    expect(finder(NOTHING)('倒れて')).toEqual(NOTHING)
    expect(finder(CONCERN)('花の公園')).toEqual(CONCERN)
  })
})

describe('what a rule found', () => {
  const HARMLESS_TEXT = '祖母と公園の花を見に行きました'

  test('is taken back where the network is very sure', () => {
    expect(finder(CONCERN)(HARMLESS_TEXT)).toEqual(NOTHING)
  })

  test('keeps its gravity and kind where the network is not', () => {
    expect(finder(CONCERN)('母が床に倒れて動きません')).toEqual(CONCERN)
  })

  test('stands when one piece of many is not harmless', () => {
    expect(finder(CONCERN)(`${HARMLESS_TEXT}。母が床に倒れて動きません。${HARMLESS_TEXT}`)).toEqual(CONCERN)
  })

  test('stands when an earlier message is not harmless', () => {
    expect(finder(CONCERN)(HARMLESS_TEXT, ['母が床に倒れて動きません'])).toEqual(CONCERN)
    expect(finder(CONCERN)(HARMLESS_TEXT, [HARMLESS_TEXT])).toEqual(NOTHING)
  })

  test('stands in a language the network was taught little of', () => {
    expect(finder(CONCERN)('violencia doméstica en mi casa')).toEqual(CONCERN)
    expect(findDanger('violencia doméstica en mi casa').stands).toBe(true)
    expect(findDanger('家暴。どこに話せますか').stands).toBe(true)
  })

  test('is taken back however grave it is: 「迷子の犬を保護しました」', () => {
    expect(finder({ ...CONCERN, danger: 'emergency' })(HARMLESS_TEXT)).toEqual(NOTHING)
  })

  test('stands when it was said outright: 「消えたい」', () => {
    expect(findDanger('もう消えたい').stands).toBe(true)
    expect(findDanger('死にたいです').stands).toBe(true)
    expect(findDanger('たすけて').stands).toBe(true)
    expect(findDanger('夫に殴られています').stands).toBeUndefined()
    const outright: DangerFinding = { ...CONCERN, stands: true }
    expect(finder(outright)(HARMLESS_TEXT)).toEqual(outright)
  })
})
