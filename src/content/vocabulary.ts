/**
 * The closed vocabulary of the field. Ids are stable for ever: content files, stored sessions and
 * the ward's statistics refer to them. Add, never rename.
 */

/** 分野, in the order in which a tie between two areas is settled. */
export const AREAS = [
  'ageing',
  'disability',
  'childcare',
  'hardship',
  'housing',
  'legal',
  'health',
  'foreigner',
  'community',
  'other',
] as const
export type Area = (typeof AREAS)[number]

/** 困りごと: what the person needs, finer than an area. The part before the dot is the area. */
export const NEEDS = [
  'ageing.care',
  'ageing.dementia',
  'ageing.alone',
  'ageing.carer',
  'ageing.rights',
  'ageing.abuse',
  'ageing.endoflife',
  'disability.service',
  'disability.work',
  'disability.mind',
  'disability.development',
  'disability.intractable',
  'disability.after-parents',
  'disability.hikikomori',
  'disability.abuse',
  'childcare.pregnancy',
  'childcare.baby',
  'childcare.development',
  'childcare.school',
  'childcare.single',
  'childcare.youngcarer',
  'childcare.abuse',
  'childcare.daycare',
  'hardship.money',
  'hardship.rent',
  'hardship.food',
  'hardship.lifeline',
  'hardship.debt',
  'hardship.work',
  'hardship.arrears',
  'hardship.homeless',
  'housing.search',
  'housing.trouble',
  'housing.eviction',
  'legal.consult',
  'legal.dv',
  'legal.consumer',
  'health.illness',
  'health.mind',
  'health.insurance',
  'foreigner.language',
  'foreigner.status',
  'foreigner.life',
  'community.belong',
  'community.help',
  'community.group',
  'community.place',
  'community.worry',
  'other.office',
  'other.unknown',
  'other.listen',
] as const
export type Need = (typeof NEEDS)[number]

/** The area a need belongs to. */
export function areaOf(need: Need): Area {
  return need.slice(0, need.indexOf('.')) as Area
}

/** 危険, weakest first, so that the index compares. */
export const DANGERS = ['none', 'concern', 'emergency'] as const
export type Danger = (typeof DANGERS)[number]

/** The graver of two dangers. */
export function graver(a: Danger, b: Danger): Danger {
  return DANGERS.indexOf(a) >= DANGERS.indexOf(b) ? a : b
}

export const DANGER_KINDS = [
  'self_harm',
  'child_abuse',
  'elder_abuse',
  'disability_abuse',
  'dv',
  'basic_needs',
  'medical',
  'crime',
  'disaster',
  'missing',
] as const
export type DangerKind = (typeof DANGER_KINDS)[number]

/** 話している人. */
export const SPEAKERS = ['self', 'family', 'neighbour', 'professional'] as const
export type Speaker = (typeof SPEAKERS)[number]

/** Every resident-facing text exists in these. `easy` is やさしい日本語. */
export const LANGS = ['ja', 'easy', 'en'] as const
/** Languages a text may also have; danger texts have them all. */
export const MORE_LANGS = ['zh', 'ko', 'vi', 'ne'] as const
export type Lang = (typeof LANGS)[number] | (typeof MORE_LANGS)[number]
export const ALL_LANGS = [...LANGS, ...MORE_LANGS] as const

/** How trustworthy a fact is: A official and current, B official but older, C third-party (staff only). */
export const CONFIDENCES = ['A', 'B', 'C'] as const
export type Confidence = (typeof CONFIDENCES)[number]

/** How a point can be used: by phone, by going there, by having someone come, on the web. */
export const POINT_CHANNELS = ['phone', 'visit', 'home', 'online'] as const
export type PointChannel = (typeof POINT_CHANNELS)[number]

/** What a place can offer to someone who needs it (来所前に確かめること). */
export const ACCESS = [
  'wheelchair',
  'writing',
  'sign',
  'interpreter',
  'quiet',
  'nursing',
  'toilet',
  'lift',
] as const
export type Access = (typeof ACCESS)[number]
