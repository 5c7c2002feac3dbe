import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import {
  type CorpusScore,
  readDangerTexts,
  readUtterances,
  scoreCorpus,
} from '../../src/entry/cli/score-corpus.ts'
import { guideOf } from '../support/built.ts'

const file = (name: string) => readFileSync(new URL(name, import.meta.url), 'utf8')
let score: CorpusScore
let inTalk: CorpusScore

beforeAll(async () => {
  const { guide, findDanger } = await guideOf('chuo')
  score = scoreCorpus(
    readUtterances(file('utterances.tsv')),
    readDangerTexts(file('danger.tsv')),
    (text) => guide.understand(text, []),
    (text) => findDanger(text),
  )
  inTalk = scoreCorpus(
    [],
    readDangerTexts(file('danger-in-talk.tsv')),
    (text) => guide.understand(text, []),
    (text) => findDanger(text),
  )
})

describe('on sentences written apart from the training sentences', () => {
  test('areas reach the floor', () => {
    expect(score.micro.f1).toBeGreaterThanOrEqual(0.915)
  })
  test('danger is found', () => {
    expect(score.dangerRecall).toBeGreaterThanOrEqual(0.95)
  })
  test('false alarms stay rare', () => {
    expect(score.falseAlarms).toBeLessThanOrEqual(0.03)
  })
  test('in the middle of a talk danger is found, and names, addresses and thanks are none', () => {
    expect(inTalk.dangerRecall).toBeGreaterThanOrEqual(0.975)
    expect(inTalk.falseAlarms).toBeLessThanOrEqual(0.025)
  })
  test('the speaker is recognised', () => {
    expect(score.speaker).toBeGreaterThanOrEqual(0.94)
  })
})
