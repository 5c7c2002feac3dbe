import * as z from 'zod'
import { CONSENTS } from '../../cases/case-event.ts'
import { holesIn } from '../../content/holes.ts'
import { instant, outcomeText } from './read-action.ts'

const LONGEST = 5_000
const words = (what: string) =>
  z
    .string()
    .trim()
    .min(1, `${what}が空です。`)
    .max(LONGEST, {
      error: () =>
        `${what}は${LONGEST.toLocaleString('ja')}字までです。分けて書いてください。書いた内容は残っています。`,
    })
/** Says nothing of what stands there, as every refusal. */
const UNFILLED = 'ひな形の { } の中が、まだ埋まっていません。書きかえてから送ってください。'
const version = z.number().int().min(0)

/** What each action asks for besides the version it was decided on. */
export const STAFF_BODIES = {
  claim: z.object({ version }),
  release: z.object({ version }),
  reply: z.object({ version, text: words('お返事').refine((text) => holesIn(text).length === 0, UNFILLED) }),
  note: z.object({ version, text: words('メモ') }),
  transfer: z.object({ version, to: z.string().min(1).max(100), reason: words('理由') }),
  accept: z.object({ version }),
  decline: z.object({ version, reason: words('理由') }),
  consult: z.object({ version, to: z.string().min(1).max(100), text: words('聞きたいこと').optional() }),
  snooze: z.object({ version, until: instant.optional(), event: z.enum(['reply']).optional() }),
  wait: z.object({ version, for: z.enum(['resident', 'agency']).nullable() }),
  return: z.object({ version, instruction: words('頼みごと').optional(), on: instant.optional() }),
  resolve: z.object({ version, outcome: outcomeText, next_date: instant.nullish() }),
  reopen: z.object({ version }),
  consent: z.object({
    version,
    basis: z.enum(CONSENTS),
    scope: z.array(z.string().max(60)).max(20).default([]),
    until: instant.nullish(),
  }),
  acknowledge: z.object({ version }),
  merge: z.object({ version, into: z.string().min(1).max(100) }),
} as const

/** A message whose masked parts are wanted. */
export const REVEAL_BODY = z.object({ message: z.string().min(1).max(200) })

/** 受付のことば, and what only the resident knows besides. */
export const STEP_IN_BODY = z.object({
  ticket: z.string().min(1).max(40),
  town: z.string().max(100).default(''),
  area: z.string().max(40).default(''),
})
