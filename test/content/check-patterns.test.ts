import { expect, test } from 'vitest'
import { faultsWithFiles, planted } from './planted.ts'

const FILE = 'flows/patterns.yaml'

test.each([
  ['知らない困りごと', 'any: [childcare.youngcarer] }]', 'any: [childcare.youngcare] }]', '困りごと（例'],
  [
    '知らない続柄',
    'of: [self] }, { any: [ageing.carer',
    'of: [me] }, { any: [ageing.carer',
    '「me」は使えません',
  ],
  ['英語がない', ', en: Young carer }', ' }', '「patterns → 1番目 → name → en」がありません'],
  [
    '知らないしるし',
    'signs: [hoarding]',
    'signs: [hording]',
    'しるし「hording」が intents/lexicon にありません',
  ],
  ['暴力だけの条件', 'any: [childcare.youngcarer] }]', 'any: [legal.dv] }]', '世帯のことには一切ふれません'],
  ['逆さの年代', 'from: 40, to: 60', 'from: 60, to: 40', 'from（60）が to（40）より上です'],
  ['条件がない', '- needs: [{ any: [childcare.youngcarer] }]', '- needs: []', '条件がありません'],
  [
    '先の型と同じ条件',
    '- needs: [{ any: [disability.after-parents] }]',
    '- needs: [{ any: [childcare.youngcarer] }]',
    '使われることがありません',
  ],
  ['窓口の名がない提案', '{desk}で、住まい', '窓口で、住まい', '「{desk}」がありません'],
  [
    '長すぎる文',
    'ja: ご家族のこれからのことを、ずっと考えてこられたのですね。',
    'ja: "ご家族の\\nこれからの\\nこと"',
    '3 行、200 字まで',
  ],
] as const)('%sは、行の番号と日本語で断られる', (_, from, to, said) => {
  const { text } = planted(FILE, from, to)
  const faults = faultsWithFiles({ [FILE]: text })
  expect(faults.map(({ message }) => message).join('\n')).toContain(said)
  expect(faults.every(({ file, line }) => file === FILE && line > 0)).toBe(true)
})

test('型のファイルがなければ断られる', () => {
  expect(faultsWithFiles({ [FILE]: null })).toContainEqual(expect.objectContaining({ file: FILE, line: 0 }))
})
