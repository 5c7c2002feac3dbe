import { expect, test } from 'vitest'
import { sample, sampleTexts } from '../build/sample-texts.ts'
import { trainNetwork } from '../build/train-network.ts'
import { decodeNetwork, encodeNetwork, scoreNetwork } from './network.ts'

const samples = sampleTexts().map(({ text, label }) => ({ features: sample(text).features, labels: [label] }))
const network = trainNetwork(samples)
const bytes = encodeNetwork(network)

test('decoding and encoding again gives the same bytes', () => {
  expect(Buffer.from(encodeNetwork(decodeNetwork(bytes))).equals(Buffer.from(bytes))).toBe(true)
})

test('a network read from the middle of a larger buffer is the same', () => {
  const larger = new Uint8Array(bytes.length + 3)
  larger.set(bytes, 3)
  expect(decodeNetwork(larger.subarray(3))).toEqual(network)
})

test('a sentence it has not seen goes to the topic whose words it uses', () => {
  const logits = scoreNetwork(network, sample('今月の家賃と借金').features)
  expect(network.labels[logits.indexOf(Math.max(...logits))]).toBe('money')
})

test('a text of which nothing was ever seen has the logits of no text', () => {
  expect(scoreNetwork(network, sample('xyz').features)).toEqual(scoreNetwork(network, sample('').features))
})

test.each([
  ['nothing', new Uint8Array(0)],
  ['other bytes', new Uint8Array([9, 0, 0, 0, 1, 2])],
  ['a network cut short', bytes.slice(0, bytes.length - 10)],
])('%s is refused', (_, wrong) => {
  expect(() => decodeNetwork(wrong)).toThrow()
})
