import * as z from 'zod'
import { localText, reviewed } from './text.ts'
import { SPEAKERS } from './vocabulary.ts'
import { needPattern } from './ward.ts'

/** 続柄 as patterns speak of it, seen from who writes; `someone` is the person a neighbour or professional tells of. */
export const ROLES = [
  'self',
  'parent',
  'partner',
  'child',
  'grandparent',
  'grandchild',
  'sibling',
  'relative',
  'someone',
] as const
export type Role = (typeof ROLES)[number]

const slug = z.string().regex(/^[a-z0-9][a-z0-9-]*$/, '半角の英小文字・数字・ハイフンだけで書いてください')
const roles = z.array(z.enum(ROLES)).min(1)

/** At least one of these needs; with `of`, one that belongs to somebody of these roles. */
const needGroup = z.strictObject({ any: z.array(needPattern).min(1), of: roles.optional() })
/** Somebody of these roles; with `from` and `to`, said to be in that decade of life (70 = 70代). */
const person = z.strictObject({
  role: roles,
  from: z.int().min(0).max(90).multipleOf(10).optional(),
  to: z.int().min(0).max(90).multipleOf(10).optional(),
})

/** A situation: everything written in it must hold. The language is closed on purpose. */
export const situation = z.strictObject({
  /** Every group. */
  needs: z.array(needGroup).default([]),
  /** Needs of at least so many different areas. */
  areas: z.int().min(2).max(5).optional(),
  /** Everybody of these. */
  members: z.array(person).default([]),
  /** At least so many people with needs of their own. */
  people: z.int().min(2).max(5).optional(),
  /** One of these speaks. */
  speaker: z.array(z.enum(SPEAKERS)).min(1).optional(),
  /** One of these ideas of `intents/lexicon` was spoken of. */
  signs: z.array(slug).min(1).optional(),
})
export type PatternSituation = z.infer<typeof situation>

const texts = {
  name: localText,
  /** Why several things hang together, as said to the resident. */
  reason: localText,
}

/** A compound case (複合課題) by name. The first in the file that holds is the one told. */
export const pattern = z.strictObject({
  id: slug,
  ...texts,
  /** Any of these situations. */
  when: z.array(situation).min(1),
  /** That one desk can bring the others to the table; the general sentence when left out. */
  proposal: localText.optional(),
  /** The needs and areas whose desks take part. */
  partners: z.array(needPattern).min(1),
})
export type Pattern = z.infer<typeof pattern>

/** `flows/patterns.yaml`. */
export const patternFile = z.strictObject({
  kind: z.literal('patterns'),
  reviewed,
  /** Several areas and several people, and no pattern has a name for it. */
  compound: z.strictObject({ ...texts, proposal: localText }),
  patterns: z.array(pattern).min(1),
})
export type PatternFile = z.infer<typeof patternFile>
/** What the guide reads of it. */
export type Patterns = Omit<PatternFile, 'kind' | 'reviewed'>
