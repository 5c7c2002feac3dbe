import { expect, test } from 'vitest'
import { guideOf } from '../../test/support/built.ts'

const { guide } = await guideOf('mihon')
const whose = (text: string) =>
  Object.fromEntries(guide.understand(text, []).whose.map(({ need, member }) => [need, member]))
const persons = (text: string) =>
  guide.understand(text, []).persons.map(({ word, decade }) => (decade === null ? word : `${word}${decade}`))

test.each([
  ['母が認知症で、家賃が払えません', { 'ageing.dementia': '母', 'hardship.rent': 'self' }],
  ['父が認知症で、私も仕事を失いました', { 'ageing.dementia': '父', 'hardship.work': 'self' }],
  ['母の介護と自分の仕事のことで悩んでいます', { 'ageing.carer': 'self', 'hardship.work': 'self' }],
  ['息子が不登校で、母の介護もあります', { 'ageing.carer': 'self', 'childcare.school': '息子' }],
  [
    '自分は48歳で引きこもっています。母は80代で介護が必要になりました',
    { 'disability.hikikomori': 'self', 'ageing.care': '母' },
  ],
  ['80代の母と、引きこもりの兄のことが心配です', { 'disability.hikikomori': '兄' }],
  ['弟と妹の世話で学校に行けません', { 'childcare.youngcarer': 'self' }],
  ['My mother has dementia and I lost my job', { 'hardship.work': 'self' }],
] as const)('%s', (text, expected) => {
  expect(whose(text)).toEqual(expected)
})

test.each([
  ['80代の母と、引きこもりの兄のことが心配です', ['母80', '兄']],
  ['はちじゅうさいの はは と ひきこもりの あに が います', ['はは80', 'あに']],
  ['引きこもりの息子がいて、私は八十二歳で年金で暮らしています', ['息子', 'self80']],
] as const)('年代は言われたときだけ分かる: %s', (text, expected) => {
  expect(persons(text)).toEqual(expected)
})

test('暴力の話では、だれのことも結びつけない', () => {
  for (const text of [
    '夫に殴られています。子どもも不登校です',
    '夫が怖くて、母の介護もあります。夫に殴られます',
  ]) {
    const { whose, persons, also } = guide.understand(text, [])
    expect({ whose, persons, also }).toEqual({ whose: [], persons: [], also: [] })
  }
})
