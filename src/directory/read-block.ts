import { asBlock, readNumbers } from './address-numbers.ts'
import { addressText } from './address-text.ts'

/**
 * The 番 in an answer to 「何番ですか」: 「21」「21番」「２１番５号」「21-5」「二十一」「3-21-5」. Null when there is none,
 * or when two are offered (「21番か22番」).
 */
export function readBlock(text: string): number | null {
  const clean = addressText(text)
  const found: number[] = []
  for (let at = 0; at < clean.length; at++) {
    // Bare numbers: 「21-5」 is 番 and 号; three of them are 丁目, 番 and 号.
    const bare = readNumbers(clean, at, false)
    if (!bare) continue
    const three = readNumbers(clean, at, true)
    const full = three?.number != null && three.chome !== null
    const block = asBlock(full ? (three?.block ?? null) : bare.block)
    if (block !== null) found.push(block)
    at = Math.max(at, bare.end - 1)
  }
  const [only, ...more] = new Set(found)
  return only !== undefined && more.length === 0 ? only : null
}
