import { expect, test } from 'vitest'
import { sample, sampleTexts } from '../build/sample-texts.ts'
import { train } from '../build/train.ts'
import { decodeModel, encodeModel } from './model.ts'

const bytes = encodeModel(train(sampleTexts().map(({ text, label }) => sample(text, label))))

test('decoding and encoding again gives the same bytes', () => {
  expect(Buffer.from(encodeModel(decodeModel(bytes))).equals(Buffer.from(bytes))).toBe(true)
})

test('a model read from the middle of a larger buffer is the same', () => {
  const larger = new Uint8Array(bytes.length + 3)
  larger.set(bytes, 3)
  expect(decodeModel(larger.subarray(3))).toEqual(decodeModel(bytes))
})

test.each([
  ['nothing', new Uint8Array(0)],
  ['other bytes', new Uint8Array([9, 0, 0, 0, 1, 2])],
  ['a model cut short', bytes.slice(0, bytes.length - 10)],
])('%s is refused', (_, wrong) => {
  expect(() => decodeModel(wrong)).toThrow()
})
