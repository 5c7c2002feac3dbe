import { readdirSync, readFileSync } from 'node:fs'
import { parse } from 'yaml'
import * as z from 'zod'

const words = z
  .union([z.string(), z.array(z.string())])
  .transform((one) => (Array.isArray(one) ? one : [one]))

/** One exchange: what the resident does, and what must (not) be in the answers. */
const exchange = z
  .strictObject({
    /** So many hours after the last exchange. */
    時間後: z.number().positive().optional(),
    住民: z.string().optional(),
    押す: z.string().optional(),
    位置: z.tuple([z.number(), z.number()]).optional(),
    スタンプ: words.optional(),
    /** Bubbles sent one right after the other, on LINE. */
    吹き出し: z.array(z.string()).min(2).optional(),
    /** A button shown earlier in the talk, by its label. */
    古いボタン: z.string().optional(),
    /** The last message is taken back, on LINE. */
    取り消す: z.literal(true).optional(),
    /** Every one of these stands somewhere in the answers. */
    案内: words.optional(),
    /** None of these does. */
    言わない: words.optional(),
    /** Stands in the answers on LINE and on no other channel. */
    LINEだけ: words.optional(),
    /** Buttons that are offered. */
    選択肢: words.optional(),
    /** Ids of the points named, in this order from the first. */
    相談先: words.optional(),
    /** Every one of these stands on the 窓口カード; 「なし」 when none is shown. */
    カード: words.optional(),
    危険: z.enum(['none', 'concern', 'emergency']).optional(),
    言語: z.string().optional(),
    /** How many messages come. */
    返事: z.number().int().optional(),
  })
  .refine((one) => deeds(one).length <= 1)
export type Exchange = z.infer<typeof exchange>

const DEEDS = ['住民', '押す', '位置', 'スタンプ', '吹き出し', '古いボタン', '取り消す'] as const

/** What the resident does in it; nothing when more is expected of the last answer. */
export function deeds(one: Partial<Record<(typeof DEEDS)[number], unknown>>): readonly string[] {
  return DEEDS.filter((deed) => one[deed] !== undefined)
}

/** A whole conversation, readable by an official, played through every channel. */
const dialogue = z.strictObject({
  題: z.string(),
  区: z.string().default('chuo'),
  /** ISO 8601 with offset. */
  日時: z.string().default('2026-11-24T10:00:00+09:00'),
  ことば: z.string().default('ja'),
  /** Where it can happen; everywhere unless said. */
  入口: z.literal('line').optional(),
  会話: z.array(exchange).min(1),
})
export type Dialogue = z.infer<typeof dialogue>

const here = new URL('.', import.meta.url)

/** All dialogues in this folder that can happen there, by file name. A file may hold several. */
export function allDialogues(
  channel: 'line' | 'any' = 'any',
): readonly (readonly [title: string, dialogue: Dialogue])[] {
  return readdirSync(here)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .flatMap((name) => {
      const read = z.array(dialogue).parse(parse(readFileSync(new URL(name, here), 'utf8')))
      return read
        .filter((one) => one.入口 === undefined || one.入口 === channel)
        .map((one) => [`${name}: ${one.題}`, one] as const)
    })
}
