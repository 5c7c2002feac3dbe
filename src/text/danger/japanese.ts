import { CHILD_ABUSE, DISABILITY_ABUSE, ELDER_ABUSE } from './abuse.ts'
import { EAST_ASIAN } from './chinese-korean-nepali.ts'
import { CONCEPTS } from './concepts.ts'
import { BASIC_NEEDS, MISSING } from './daily-life.ts'
import { DISASTER } from './disaster.ts'
import { CRIME, DV } from './dv.ts'
import { LOOK_ALIKES } from './look-alikes.ts'
import { MEDICAL } from './medical.ts'
import { type DangerTables, foreign } from './row.ts'
import { SELF_HARM, WORN_OUT } from './self-harm.ts'

/**
 * Everything looked up in the spelling-blind key. Where two rows of one level are found, the earlier
 * one names the kind: what threatens a life first, then the narrower of two readings (a worker who
 * beats a disabled man is disability_abuse before it is crime).
 */
export const KEY_TABLES: DangerTables = {
  concepts: CONCEPTS,
  guards: { past: '昔', still: '今も', over: '今は無事' },
  lookAlikes: LOOK_ALIKES,
  rows: [
    ...SELF_HARM,
    ...DISABILITY_ABUSE,
    ...CHILD_ABUSE,
    ...ELDER_ABUSE,
    ...DV,
    ...MEDICAL,
    ...MISSING,
    ...DISASTER,
    ...BASIC_NEEDS,
    ...CRIME,
    ...WORN_OUT,
    ...foreign(EAST_ASIAN),
  ],
}
