import { expect, test } from 'vitest'
import { onlyAscii } from './only-ascii.ts'

/** What a piece of JavaScript is worth. */
const worth = (code: string): unknown => new Function(`return ${code}`)()

test.each([
  "/[ぁ-ん]+|丁目|\\、/.exec('二丁目の、さき')[0]",
  "'ひ、ろ'.split(/\\、/).length",
  "/^[\\p{L}😀]$/u.test('😀')",
  "new RegExp(String.raw`→|\\s`).test('a→b')",
  "'\\\\ひ'.length + `改\\n行`",
])('%s is worth the same and holds no letter beyond ASCII', (code) => {
  const plain = onlyAscii(code)
  expect(plain).toMatch(/^[\0-\x7f]*$/)
  expect(worth(plain)).toEqual(worth(code))
})
