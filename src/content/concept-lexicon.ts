import * as z from 'zod'
import { kanaKey } from '../text/normalise.ts'
import { reviewed } from './text.ts'

/** Shorter kana words lie inside too many others: 「さぎ」 in 「うさぎ」. */
const LEAST_KANA = 3
const KANA_ONLY = /^[\u3041-\u3096ー]+$/

/** A word of more concepts than this says nothing about any of them. */
const MOST_CONCEPTS = 3

const word = z.string().refine(
  (text) => {
    const key = kanaKey(text).text
    return key.length >= (KANA_ONLY.test(key) ? LEAST_KANA : 2)
  },
  { error: 'ことばが短すぎます（かなだけなら3文字以上、ほかは2文字以上）。' },
)

/** 概念: one idea, and the many words by which residents call it. Words are matched as kana keys. */
export const concept = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/),
  /** What a person reads as the reason. */
  note: z.string().min(1).optional(),
  words: z
    .array(word)
    .min(1)
    .superRefine((words, ctx) => {
      const seen = new Map<string, string>()
      words.forEach((text, i) => {
        const key = kanaKey(text).text
        const first = seen.get(key)
        if (first !== undefined)
          ctx.addIssue({ code: 'custom', path: [i], message: `「${text}」は「${first}」と同じことばです。` })
        seen.set(key, text)
      })
    }),
})
export type Concept = z.infer<typeof concept>

/** `intents/lexicon/<theme>.yaml`. */
export const conceptFile = z.strictObject({
  theme: z.string().regex(/^[a-z][a-z-]*$/),
  reviewed,
  concepts: z.array(concept).min(1),
})
export type ConceptFile = z.infer<typeof conceptFile>

/** What is wrong across files: an id given twice, a word that stands for too many concepts. */
export function conceptClashes(concepts: readonly Concept[]): readonly string[] {
  const clashes: string[] = []
  const ids = new Set<string>()
  const owners = new Map<string, string[]>()
  for (const { id, words } of concepts) {
    if (ids.has(id)) clashes.push(`「${id}」が二度書かれています。`)
    ids.add(id)
    for (const text of words) {
      const key = kanaKey(text).text
      owners.set(key, [...(owners.get(key) ?? []), id])
    }
  }
  for (const [key, of] of owners)
    if (of.length > MOST_CONCEPTS)
      clashes.push(`「${key}」は${of.length}つの概念にあります（${MOST_CONCEPTS}つまで）: ${of.join('、')}`)
  return clashes
}
