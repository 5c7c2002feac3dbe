import type { Access } from '../../content/vocabulary.ts'
import type { FacilityFact } from './facility-columns.ts'

const COLUMNS: readonly (readonly [FacilityFact, Access])[] = [
  ['wheelchair', 'wheelchair'],
  ['writing', 'writing'],
  ['nursing', 'nursing'],
  ['toilet', 'toilet'],
  ['ostomate', 'toilet'],
  // Only where the lift has a column of its own: 「スロープ、エレベータ、エスカレータ 有」 may be a slope.
  ['lift', 'lift'],
]
/** 「要相談」「一部」 are not a yes. */
const YES = /^(?:有|有り|あり|可|可能|○|〇|◯|1|true|yes)$/i
/** バリアフリー情報 of the older list: terms between separators, each said without a doubt. */
const TERMS: ReadonlyMap<string, Access> = new Map([
  ['車椅子可', 'wheelchair'],
  ['車いす可', 'wheelchair'],
  ['車椅子対応', 'wheelchair'],
  ['多目的トイレ', 'toilet'],
  ['多機能トイレ', 'toilet'],
  ['だれでもトイレ', 'toilet'],
  ['誰でもトイレ', 'toilet'],
  ['バリアフリートイレ', 'toilet'],
  ['車椅子対応トイレ', 'toilet'],
  ['授乳室', 'nursing'],
  ['筆談対応', 'writing'],
  ['エレベーター', 'lift'],
  ['エレベータ', 'lift'],
])

/** What a row says it offers, in the ward's vocabulary; what it says with a condition is left out. */
export function readAccess(of: (fact: FacilityFact) => string): Access[] {
  const found = new Set<Access>()
  for (const [fact, access] of COLUMNS) if (YES.test(of(fact).normalize('NFKC'))) found.add(access)
  for (const term of of('barrierFree').split(/[;；、,，・/／\s]+/)) {
    const access = TERMS.get(term.replace(/(?:有り?|あり)$/, ''))
    if (access) found.add(access)
  }
  return [...found]
}
