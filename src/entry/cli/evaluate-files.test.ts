import { describe, expect, test } from 'vitest'
import { sampleTexts, scriptTokens } from '../../build/sample-texts.ts'
import { evaluateFiles } from './evaluate-files.ts'
import { readRows } from './read-rows.ts'
import { scorePredictions } from './score-predictions.ts'

const tsv = sampleTexts().map(({ text, label }) => `${text}\t${label}`)

describe('figures', () => {
  test('three predictions, counted by hand', () => {
    // a: right 1, given 2, wanted 1 → F1 2/3. b: right 1, given 1, wanted 2 → 2/3. c: 0 of 1 wanted.
    const scores = scorePredictions([
      { gold: ['a', 'b'], main: 'a', labels: ['a'] },
      { gold: ['b'], main: 'b', labels: ['b', 'a'] },
      { gold: ['c'], main: 'a', labels: [] },
    ])
    expect(scores.accuracy).toBeCloseTo(2 / 3)
    expect(scores.per_label).toEqual({
      a: { precision: 0.5, recall: 1, f1: 2 / 3, support: 1 },
      b: { precision: 1, recall: 0.5, f1: 2 / 3, support: 2 },
      c: { precision: 0, recall: 0, f1: 0, support: 1 },
    })
    expect(scores.macro_f1).toBeCloseTo(4 / 9)
    expect(scores.micro_f1).toBeCloseTo(4 / 7)
  })
})

describe('rows', () => {
  test('BOM, CRLF, blank lines, doubled labels and a tab in the text are read', () => {
    const notes: string[] = []
    const rows = readRows('\uFEFF母の介護\tcare|care\r\n\r\nあ\tい\tmoney | care\n', (line) =>
      notes.push(line),
    )
    expect(rows).toEqual([
      { text: '母の介護', labels: ['care'] },
      { text: 'あ\tい', labels: ['money', 'care'] },
    ])
    expect(notes).toEqual([])
  })

  test('a line without label or text is skipped and named', () => {
    const notes: string[] = []
    expect(readRows('a\tx\nno label\n\ty\nb\t\n', (line) => notes.push(line))).toHaveLength(1)
    expect(notes.map((note) => note.slice(0, 6))).toEqual(['line 2', 'line 3', 'line 4'])
  })

  test('a header line is no row', () => {
    expect(readRows('text\tlabels\na\tx', () => {})).toEqual([{ text: 'a', labels: ['x'] }])
  })
})

describe('evaluateFiles', () => {
  test('one label a row: micro F1 is accuracy, and every figure of the contract is there', () => {
    const test = tsv.filter((_, at) => at % 5 === 0).join('\n')
    const result = evaluateFiles(tsv.filter((_, at) => at % 5 !== 0).join('\n'), test, scriptTokens)
    expect(result.micro_f1).toBe(result.accuracy)
    expect(result.accuracy).toBeGreaterThan(0.95)
    expect(Object.keys(result)).toEqual(
      'accuracy macro_f1 micro_f1 train_s p50_ms p99_ms model_bytes per_label'.split(' '),
    )
    expect(result.model_bytes).toBeGreaterThan(0)
    expect(result.p50_ms).toBeGreaterThan(0)
  })

  test('a label that training never saw counts as missed', () => {
    const { accuracy, per_label } = evaluateFiles(tsv.join('\n'), 'まったく別の話\tnew', scriptTokens)
    expect(accuracy).toBe(0)
    expect(per_label.new).toEqual({ precision: 0, recall: 0, f1: 0, support: 1 })
  })

  test('one single label in training is measured', () => {
    expect(evaluateFiles('a\tx\nb\tx', 'c\tx\nd\ty', scriptTokens).accuracy).toBe(0.5)
  })

  test('a file without a labelled line is refused in one sentence', () => {
    expect(() => evaluateFiles('\n', 'a\tx', scriptTokens)).toThrow('The training file has no line')
    expect(() => evaluateFiles('a\tx', 'words', scriptTokens)).toThrow('The test file has no line')
  })
})
