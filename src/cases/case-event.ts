import * as z from 'zod'
import { DANGERS } from '../content/vocabulary.ts'

/** Why a person should look: the resident asked, danger, two misses, nothing fits, a visit is wanted, staff stepped in. */
export const REASONS = ['asked', 'danger', 'misses', 'gap', 'visit', 'staff'] as const
export type Reason = (typeof REASONS)[number]

/** つながった・断られた・満員・本人辞退・狭間 */
export const OUTCOMES = ['connected', 'refused', 'full', 'declined', 'gap'] as const
export type Outcome = (typeof OUTCOMES)[number]

/** 本人同意・支援会議（社会福祉法106条の6）・同意なし */
export const CONSENTS = ['person', 'conference', 'none'] as const
export type ConsentBasis = (typeof CONSENTS)[number]

/** How a reply travels: it stands on the page the resident uses; on the messenger; or only that it is there is told on it. */
export const REPLY_WAYS = ['web', 'line', 'page'] as const
export type ReplyWay = (typeof REPLY_WAYS)[number]

/** Somebody a case can be given to. */
export const target = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('team'), id: z.string() }),
  z.strictObject({ kind: z.literal('person'), id: z.string(), team: z.string() }),
])
export type Target = z.infer<typeof target>

const by = z.string()
const event = <K extends string, S extends z.ZodRawShape>(kind: K, shape: S) =>
  z.object({ kind: z.literal(kind), ...shape })

/**
 * One entry of a case's journal, the `case` stream of its conversation: kinds, ids, codes and times, never
 * what anybody wrote. Texts (notes, reasons, instructions) are sealed values named by `text`.
 */
export const caseEvent = z.discriminatedUnion('kind', [
  event('opened', { reason: z.enum(REASONS), team: z.string() }),
  event('handoff', { reason: z.string() }),
  event('danger', {
    danger: z.enum(DANGERS),
    danger_kind: z.string().nullable(),
    rule: z.string().nullable(),
  }),
  event('pattern', { id: z.string() }),
  event('gap', {}),
  event('not-sent', { as: z.string(), answer: z.string(), reason: z.string().optional() }),
  event('not-handled', { event: z.string(), reason: z.string() }),
  event('left', {}),
  event('rated', {
    face: z.enum(['good', 'fair', 'bad']).nullable(),
    forward: z.boolean().nullable(),
    week: z.number(),
  }),
  event('invited', {}),
  event('asked', { week: z.number(), message: z.string() }),
  event('checked-in', { message: z.string() }),
  event('claimed', { by, team: z.string() }),
  event('released', { by }),
  /** By the service: the owner went offline or off duty while the resident waits. */
  event('requeued', { from: z.string(), because: z.enum(['offline', 'shift']) }),
  event('escalated', { level: z.number(), to: z.string() }),
  event('replied', { by, message: z.string(), way: z.enum(REPLY_WAYS).optional() }),
  event('noted', { by, text: z.string(), mentions: z.array(z.string()) }),
  event('transfer', { by, to: target, text: z.string() }),
  event('accepted', { by, team: z.string() }),
  event('transfer-declined', { by, text: z.string() }),
  event('consulted', { by, to: target, text: z.string().nullable() }),
  event('snoozed', { by, until: z.number().nullable(), event: z.enum(['reply']).nullable() }),
  event('waits', { by, for: z.enum(['resident', 'agency']).nullable() }),
  event('returned', { by, text: z.string().nullable(), on: z.number().nullable() }),
  event('resolved', { by, outcome: z.enum(OUTCOMES), next: z.number().nullable() }),
  event('reopened', { by, owner: z.object({ id: z.string(), team: z.string() }).nullable() }),
  event('consent', { by, basis: z.enum(CONSENTS), scope: z.array(z.string()), until: z.number().nullable() }),
  event('merged', { by, into: z.string() }),
  event('absorbed', { by, from: z.string() }),
  event('acknowledged', { by }),
  /** All there is: what stood before it is gone. Term, version and lead go on from there. */
  event('erased', { term: z.number(), version: z.number(), lead: target.nullable() }),
])
export type CaseEvent = z.infer<typeof caseEvent>

/** An event with its place and time in the journal. */
export type Recorded = CaseEvent & { readonly seq: number; readonly at: number }

/** A journal entry as an event; null for one of a kind that is not known (here, or any more). */
export function readCaseEvent(value: string): CaseEvent | null {
  const read = caseEvent.safeParse(JSON.parse(value))
  return read.success ? read.data : null
}
