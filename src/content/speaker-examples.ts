import * as z from 'zod'
import { reviewed } from './text.ts'

const sentences = z.array(z.string().trim().min(2))

/** `intents/speakers/*.yaml`: how a consultation begins, by who writes it. */
export const speakerExamples = z.strictObject({
  reviewed,
  self: sentences.default([]),
  family: sentences.default([]),
  neighbour: sentences.default([]),
  professional: sentences.default([]),
})
export type SpeakerExamples = z.infer<typeof speakerExamples>
