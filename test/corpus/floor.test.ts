import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { type CorpusScore, readUtterances, scoreCorpus } from '../../src/entry/cli/score-corpus.ts'
import { type DangerScore, readDangerTexts, scoreDangers } from '../../src/entry/cli/score-dangers.ts'
import { guideOf } from '../support/built.ts'

const file = (name: string) => readFileSync(new URL(name, import.meta.url), 'utf8')
let scoreOf: (name: string) => CorpusScore
let dangerIn: (name: string) => DangerScore

beforeAll(async () => {
  const { guide, findDanger } = await guideOf('chuo')
  scoreOf = (name) => scoreCorpus(readUtterances(file(name)), (text) => guide.understand(text, []))
  dangerIn = (name) => scoreDangers(readDangerTexts(file(name)), (text) => findDanger(text))
})

describe('on sentences written apart from the training sentences', () => {
  test.each([
    ['utterances.tsv', 0.915, 0.94],
    ['utterances-unseen.tsv', 0.92, 0.92],
  ])('areas and speakers of %s reach their floors', (name, areas, speakers) => {
    const { micro, speaker } = scoreOf(name)
    expect(micro.f1).toBeGreaterThanOrEqual(areas)
    expect(speaker).toBeGreaterThanOrEqual(speakers)
  })
  test.each([
    ['danger.tsv', 0.97, 0.022],
    ['danger-unseen.tsv', 0.96, 0.035],
    ['danger-blind.tsv', 0.97, 0.035],
    ['danger-in-talk.tsv', 0.975, 0.025],
  ])('danger of %s is found, and false alarms stay rare', (name, found, alarms) => {
    const { recall, falseAlarms } = dangerIn(name)
    expect(recall).toBeGreaterThanOrEqual(found)
    expect(falseAlarms).toBeLessThanOrEqual(alarms)
  })
})
