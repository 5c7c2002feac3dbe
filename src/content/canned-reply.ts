import * as z from 'zod'
import { localText, reviewed } from './text.ts'

/** 職員の返信のひな形: found by its title or its id after `/`, sent in the register the resident reads. */
export const cannedReply = z.strictObject({
  id: z.string().regex(/^[a-z][a-z-]*$/, 'id は半角の英小文字とハイフンです。'),
  title: z.string().min(1),
  text: localText,
})
export type CannedReply = z.infer<typeof cannedReply>

/** `flows/canned.yaml`. */
export const cannedFile = z.strictObject({
  kind: z.literal('canned'),
  reviewed,
  replies: z.array(cannedReply).min(1),
})
