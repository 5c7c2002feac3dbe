import * as z from 'zod'
import type { Fault } from './fault.ts'

const word = z.string().regex(/\p{Script=Han}/u, '漢字のあることばを書いてください')
const reading = z.string().regex(/^[ぁ-ゖー]+$/, '読みは、ひらがなだけで書いてください')

/** `flows/readings.yaml`: how words are read where the dictionary reads them otherwise. */
export const readingsFile = z.strictObject({
  kind: z.literal('readings'),
  reviewed: z.boolean().default(false),
  words: z.array(
    z.strictObject({
      word,
      reading,
      /** Right for residents' texts in general: it need not stand in one today. */
      general: z.boolean().default(false),
    }),
  ),
  /** A number in digits with its counter; 三日 and ３日 are read like 3日. */
  counts: z.array(z.strictObject({ word, reading })),
})
export type ReadingsFile = z.infer<typeof readingsFile>

interface At {
  readonly file: string
  readonly lineOf: (path: readonly PropertyKey[]) => number
}

/** A reading for a word that no text holds is a slip of the pen; one written twice decides nothing. */
export function checkReadings(
  { words, counts }: ReadingsFile,
  texts: readonly string[],
  at: At,
): readonly Fault[] {
  const all = texts.join('\n')
  const seen = new Set<string>()
  const faults: Fault[] = []
  const say = (path: readonly PropertyKey[], message: string) =>
    faults.push({ file: at.file, line: at.lineOf(path), message })
  words.forEach(({ word, general }, i) => {
    if (seen.has(word)) say(['words', i], `「${word}」の読みが二度書かれています。一つにしてください。`)
    seen.add(word)
    if (!general && !all.includes(word))
      say(
        ['words', i],
        `「${word}」は、どの文にもありません。つづりを確かめるか、消すか、general: true を付けてください。`,
      )
  })
  counts.forEach(({ word }, i) => {
    if (seen.has(word)) say(['counts', i], `「${word}」の読みが二度書かれています。一つにしてください。`)
    seen.add(word)
  })
  return faults
}
