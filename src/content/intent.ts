import * as z from 'zod'
import { localText, reviewed } from './text.ts'
import { AREAS, DANGER_KINDS, NEEDS, SPEAKERS } from './vocabulary.ts'

const need = z.enum(NEEDS)

/** 'none', or gravity and kind: 'concern.dv'. */
const dangerLabel = z.enum([
  'none',
  ...DANGER_KINDS.flatMap((kind) => [`concern.${kind}`, `emergency.${kind}`] as const),
])

/**
 * A sentence as a resident would really write it. `also` names further needs in the same sentence; who
 * writes it and what danger it holds teach the classifiers of speaker and danger as well.
 */
const example = z.union([
  z.string().min(1),
  z.strictObject({
    text: z.string().min(1),
    also: z.array(need).optional(),
    speaker: z.enum(SPEAKERS).optional(),
    danger: dangerLabel.optional(),
  }),
])

/** A sentence that looks like this need and is not; `is` says what it is instead. */
const counterExample = z.union([
  z.string().min(1),
  z.strictObject({ text: z.string().min(1), is: z.array(need).min(1).optional() }),
])

/** 意図: what an utterance is about. One intent a need; the id is the need's. */
export const intent = z.strictObject({
  id: need,
  name: localText,
  examples: z.array(example).min(1),
  counter_examples: z.array(counterExample).default([]),
  /** Words that alone make the need likely; matched in kana and kanji, and shown as the reason. */
  words: z.array(z.string().min(1)).default([]),
})
export type Intent = z.infer<typeof intent>

/** `intents/<area>.yaml`. */
export const intentFile = z.strictObject({
  area: z.enum(AREAS),
  reviewed,
  intents: z.array(intent).min(1),
})
export type IntentFile = z.infer<typeof intentFile>
