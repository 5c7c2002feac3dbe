import * as z from 'zod'
import { localText } from './text.ts'
import { ACCESS, CONFIDENCES, DANGER_KINDS, NEEDS, POINT_CHANNELS } from './vocabulary.ts'

/** A need, or a whole area of them: `ageing.dementia`, `ageing.*`. */
export const needPattern = z
  .string()
  .refine((p) => NEEDS.includes(p as never) || NEEDS.some((n) => p === `${n.split('.')[0]}.*`), {
    error: '困りごと（例: ageing.dementia）か、分野全体（例: ageing.*）を書いてください',
  })
export type NeedPattern = z.infer<typeof needPattern>

/** Where a fact comes from and who in the ward has confirmed it. Every row of every ward file carries one. */
export const provenance = z.strictObject({
  source: z.string().min(1),
  url: z.string().nullable(),
  /** As the source prints it: 2026-01, 2024-02-14; null when the source shows none. */
  date: z.string().nullable(),
  confidence: z.enum(CONFIDENCES),
  confirmedBy: z.string().nullable(),
  /** yyyy-mm-dd, Asia/Tokyo. */
  confirmedOn: z.string().nullable(),
  /** For officials: what is doubtful about this row. Never shown to residents. */
  caveat: z.string().nullable(),
})
export type Provenance = z.infer<typeof provenance>

/** What of a row residents are not told while it is in doubt. `address` takes building, town and map with it. */
export const WITHHELD = ['phone', 'hours', 'address', 'url', 'services', 'notice'] as const

/** A fact is valid on these days (yyyy-mm-dd, both inclusive, Asia/Tokyo). */
const validity = { validFrom: z.string().nullable(), validTo: z.string().nullable() }

/** 相談先: one row of `points.csv`. */
export const pointRow = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  name: z.string().min(1),
  kind: z.string().min(1),
  /** What it can be consulted about. Empty: a place of the ward that gives no consultation. */
  serves: z.array(needPattern),
  /** What it does, in the source's words. */
  services: z.string().nullable(),
  phone: z.string().nullable(),
  phoneNote: z.string().nullable(),
  fax: z.string().nullable(),
  address: z.string().nullable(),
  building: z.string().nullable(),
  /** As towns.csv spells it. */
  town: z.string().nullable(),
  lat: z.number().nullable(),
  lng: z.number().nullable(),
  /** OpenStreetMap `opening_hours`; null = not known. */
  hours: z.string().nullable(),
  /** As the source prints it. */
  hoursText: z.string().nullable(),
  /** HH:MM, last reception on every open day. */
  lastReception: z.string().nullable(),
  /** yyyy-mm-dd days or `from/to` ranges of extraordinary closure (臨時休館). */
  closedOn: z.array(z.string()),
  /** Said to the resident with the point: 仮移転, 要予約 … */
  notice: z.string().nullable(),
  channels: z.array(z.enum(POINT_CHANNELS)),
  languages: z.array(z.string()),
  access: z.array(z.enum(ACCESS)),
  bring: z.array(z.string()),
  url: z.string().nullable(),
  /** DV and the like: address, map and directions are never shown to anybody. */
  hideAddress: z.boolean(),
  /** Facts that contradict each other, or that only staff may see. */
  staffOnly: z.boolean(),
  /** Single facts in conflict: 北部すこやか's phone, of which three official sources print three. */
  staffOnlyFields: z.array(z.enum(WITHHELD)),
  /** Lies outside the ward on purpose (児童相談所 in 新宿区): no town, and no bounds on its coordinates. */
  outsideWard: z.boolean(),
  ...validity,
  provenance,
})
export type PointRow = z.infer<typeof pointRow>

/** 居場所・活動・資源: one row of `resources.csv`. */
export const resourceRow = pointRow
  .omit({ serves: true, hideAddress: true, fax: true })
  .extend({ serves: z.array(needPattern), operator: z.string().nullable() })
export type ResourceRow = z.infer<typeof resourceRow>

/**
 * 担当区域: one row of `catchments.csv`. Either towns and blocks, or the whole catchment of another
 * point (`within`), as 地域包括 areas are sets of 区民活動センター areas.
 */
export const catchmentRow = z.strictObject({
  /** Which partition of the ward this row belongs to: おとしより相談センター, 区民活動センター … */
  partition: z.string().regex(/^[a-z0-9-]+$/),
  point: z.string(),
  within: z.string().nullable(),
  town: z.string().nullable(),
  /** Block ranges (番); null = the whole town. */
  blocks: z.array(z.tuple([z.number().int(), z.number().int()])).nullable(),
  /** `whole`: all of these blocks; `part`: only some houses in them; `named`: named as an example, boundary unverified. */
  extent: z.enum(['whole', 'part', 'named']),
  ...validity,
  provenance,
})
export type CatchmentRow = z.infer<typeof catchmentRow>

/** 町丁目: one row of `towns.csv`. */
export const townRow = z.strictObject({
  name: z.string().min(1),
  /** Without the 丁目. */
  base: z.string().min(1),
  chome: z.number().int().nullable(),
  /** Hiragana reading of `base`, for search only. */
  kana: z.string().nullable(),
  /** Further names residents use for it: 人形町 for 日本橋人形町. */
  aka: z.array(z.string()),
  lat: z.number(),
  lng: z.number(),
  provenance,
})
export type TownRow = z.infer<typeof townRow>

/** 電話相談: one row of `hotlines.csv` (the ward's own, or the shared national and Tokyo file). */
export const hotlineRow = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  name: z.string().min(1),
  /** What is dialled and shown, from one stored value; null when no source states a number. */
  number: z.string().nullable(),
  /** Another number of the same line and whom it is for: 「つながらないとき 03-3212-2323」. */
  numberNote: z.string().nullable(),
  serves: z.array(needPattern),
  dangers: z.array(z.enum(DANGER_KINDS)),
  /** Smaller is offered first among lines for the same danger. */
  rank: z.number().int(),
  hours: z.string().nullable(),
  hoursText: z.string().nullable(),
  cost: z.string().nullable(),
  target: z.string().nullable(),
  scope: z.enum(['national', 'tokyo', 'ward']),
  channels: z.array(z.string()),
  languages: z.array(z.string()),
  url: z.string().nullable(),
  staffOnly: z.boolean(),
  ...validity,
  provenance,
})
export type HotlineRow = z.infer<typeof hotlineRow>

/** Who answers for a need: a partition of the ward (then the address decides) or one ward-wide desk. */
export const responsibility = z.union([
  z.strictObject({ needs: z.array(needPattern).min(1), partition: z.string() }),
  z.strictObject({ needs: z.array(needPattern).min(1), point: z.string() }),
])
export type Responsibility = z.infer<typeof responsibility>

/** `ward.yaml`. */
export const wardFile = z.strictObject({
  id: z.string().regex(/^[a-z]+$/),
  name: z.string().min(1),
  nameEn: z.string().min(1),
  nameKana: z.string().min(1),
  prefecture: z.string().min(1),
  lgCode: z.string().regex(/^\d{6}$/),
  /** An invented ward for demonstration; said on every page. */
  invented: z.boolean().default(false),
  /** South, west, north, east: a coordinate outside is refused. */
  bounds: z.strictObject({ south: z.number(), west: z.number(), north: z.number(), east: z.number() }),
  /** 代表電話, with its source. */
  switchboard: z.strictObject({ phone: z.string(), source: z.string(), date: z.string() }),
  website: z.string().nullable(),
  /** Promise 1: the ward-wide desk and the outreach desk every conversation can end at (ids in points.csv). */
  generalDesk: z.string(),
  /** Why that desk, where it is not one desk for the whole ward; the program's own words when left out. */
  generalDeskWhy: localText.nullable().default(null),
  outreachDesk: z.string(),
  /** The desk that brings others to the table when several troubles hang together (多機関協働); the general desk when left out. */
  core: z.string().optional(),
  /** What the ward's outreach covers, in its own words. */
  outreach: localText,
  /** In order: the first row that covers a need answers for it. */
  responsibility: z.array(responsibility).min(1),
  /** The name residents know each partition's kind of centre by, and every centre of it, catchment known or not. */
  partitions: z.record(
    z.string(),
    z.strictObject({ name: z.string(), points: z.array(z.string()).min(1), ask: z.string().optional() }),
  ),
  languages: z.array(z.string()),
  lineLane: z.enum(['open_only', 'protected_link', 'in_line_with_notice']).default('protected_link'),
  lineLaneApproval: z.string().nullable().default(null),
  /** Pushes a month the LINE plan allows, for the alarm before they run out; null: not known. */
  linePushes: z.number().int().positive().nullable().default(null),
  /** Origins that may embed the widget. */
  frameAncestors: z.array(z.string()).default([]),
  /** When staff answer handoffs, `opening_hours` syntax. */
  staffHours: z.strictObject({ hours: z.string(), text: localText }).nullable(),
  stations: z.array(z.strictObject({ name: z.string(), towns: z.array(z.string()).min(1) })).default([]),
})
export type WardFile = z.infer<typeof wardFile>

/** Everything about one ward, checked and compiled. */
export interface Ward extends WardFile {
  readonly points: readonly PointRow[]
  readonly resources: readonly ResourceRow[]
  readonly catchments: readonly CatchmentRow[]
  readonly towns: readonly TownRow[]
  readonly hotlines: readonly HotlineRow[]
}
