import * as z from 'zod'
import type { Lang } from './vocabulary.ts'

/**
 * One text in every language it has: 標準 (`ja`), やさしい日本語 (`easy`) and English always,
 * zh-Hans, Korean, Vietnamese and Nepali where they exist.
 */
export const localText = z.strictObject({
  ja: z.string().min(1),
  easy: z.string().min(1),
  en: z.string().min(1),
  zh: z.string().min(1).optional(),
  ko: z.string().min(1).optional(),
  vi: z.string().min(1).optional(),
  ne: z.string().min(1).optional(),
})
export type LocalText = z.infer<typeof localText>

/** The text in that language; English where a further language has none, so that nobody reads a blank. */
export function inLang(text: LocalText, lang: Lang): string {
  return text[lang] ?? text.en
}

/** Which languages of a file a person has read and approved. A file that says nothing is unreviewed. */
export const reviewed = z
  .strictObject({ ja: z.boolean(), easy: z.boolean(), en: z.boolean() })
  .default({ ja: false, easy: false, en: false })

/** How many texts in several languages a value holds. */
export function textsIn(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((n: number, one) => n + textsIn(one), 0)
  if (typeof value !== 'object' || value === null) return 0
  const own = 'ja' in value && 'easy' in value && 'en' in value && typeof value.ja === 'string' ? 1 : 0
  return own + Object.values(value).reduce((n: number, one) => n + textsIn(one), 0)
}
