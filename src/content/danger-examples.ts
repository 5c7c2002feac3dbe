import * as z from 'zod'
import { reviewed } from './text.ts'
import { DANGER_KINDS } from './vocabulary.ts'

const sentences = z.array(z.string().trim().min(2)).min(1)

/** `intents/danger/<kind>.yaml`: what residents write when there is danger, by how soon to act. */
export const dangerExamples = z.strictObject({
  kind: z.enum(DANGER_KINDS),
  reviewed,
  emergency: sentences,
  concern: sentences,
})
export type DangerExamples = z.infer<typeof dangerExamples>

/** `intents/danger/harmless.yaml`: sentences with the words of danger and none in them, and plain ones. */
export const harmlessExamples = z.strictObject({
  kind: z.literal('harmless'),
  reviewed,
  look_alikes: sentences,
  ordinary: sentences,
})
export type HarmlessExamples = z.infer<typeof harmlessExamples>

/** What is left of a sentence without width, case, spaces and punctuation: 「死に たい。」 is 「死にたい」, 「しにたい」 is not. */
export function sentenceKey(sentence: string): string {
  return sentence
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\p{P}\p{S}\p{Z}\s]/gu, '')
}
