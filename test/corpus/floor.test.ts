import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { type CorpusScore, readUtterances, scoreCorpus } from '../../src/entry/cli/score-corpus.ts'
import { type DangerScore, readDangerTexts, scoreDangers } from '../../src/entry/cli/score-dangers.ts'
import { guideOf } from '../support/built.ts'

const file = (name: string) => readFileSync(new URL(name, import.meta.url), 'utf8')
let score: CorpusScore
let dangerIn: (name: string) => DangerScore

beforeAll(async () => {
  const { guide, findDanger } = await guideOf('chuo')
  score = scoreCorpus(readUtterances(file('utterances.tsv')), (text) => guide.understand(text, []))
  dangerIn = (name) => scoreDangers(readDangerTexts(file(name)), (text) => findDanger(text))
})

describe('on sentences written apart from the training sentences', () => {
  test('areas reach the floor', () => {
    expect(score.micro.f1).toBeGreaterThanOrEqual(0.915)
  })
  test.each([
    ['danger.tsv', 0.97, 0.022],
    ['danger-unseen.tsv', 0.96, 0.035],
    ['danger-in-talk.tsv', 0.975, 0.025],
  ])('danger of %s is found, and false alarms stay rare', (name, found, alarms) => {
    const { recall, falseAlarms } = dangerIn(name)
    expect(recall).toBeGreaterThanOrEqual(found)
    expect(falseAlarms).toBeLessThanOrEqual(alarms)
  })
  test('the speaker is recognised', () => {
    expect(score.speaker).toBeGreaterThanOrEqual(0.94)
  })
})
