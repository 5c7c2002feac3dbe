import { expect, test } from 'vitest'
import { extractFeatures } from '../text/features.ts'
import { encodeNetwork, scoreNetwork } from '../text/network.ts'
import { type NetworkSample, trainNetwork } from './train-network.ts'

const features = (text: string) => extractFeatures({ text }, [])
/** 「夜」 and 「昼」 each say yes, both together and neither say no: no line parts them. */
const TABLE: Readonly<Record<string, string>> = { 夜山: 'yes', 海昼: 'yes', 夜昼: 'no', 海山: 'no' }
const samples = Array.from({ length: 400 }, (_, at): NetworkSample => {
  const [text, label] = Object.entries(TABLE)[at % 4] as [string, string]
  return { features: features(text), labels: [label] }
})
/** Single characters alone, so that no pair gives the answer away. */
const options = { channels: [1, 0, 0, 0, 0], epochs: 30, rate: 0.02, hidden: 8 } as const
const singles = samples.map(({ features: all, labels }): NetworkSample => {
  const lengthOf = (span: number) => (span & 0xffff) - (span >>> 16)
  const keys = all.keys.filter((_, at) => lengthOf(all.spans[at] ?? 0) === 1)
  const end = keys.length
  return { features: { ...all, keys, starts: [0, end, end, end, end, end] }, labels }
})

test('what no linear model can tell apart is learnt', () => {
  const network = trainNetwork(singles, options)
  for (const { features: text, labels } of singles.slice(0, 4)) {
    const logits = scoreNetwork(network, text)
    expect(network.labels[logits.indexOf(Math.max(...logits))]).toBe(labels[0])
  }
})

test('the same samples give the same bytes, another seed gives others', () => {
  const bytes = (seed: number) => Buffer.from(encodeNetwork(trainNetwork(samples, { ...options, seed })))
  expect(bytes(1).equals(bytes(1))).toBe(true)
  expect(bytes(1).equals(bytes(2))).toBe(false)
})

test('no samples make a network without labels', () => {
  expect(scoreNetwork(trainNetwork([]), features('母の介護'))).toHaveLength(0)
})
