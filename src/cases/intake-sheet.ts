import type { Need } from '../content/vocabulary.ts'

/** 相談受付・申込票「ご相談されたい内容」の16項目（自立相談支援機関 A票）。 */
export const SHEET = [
  ['health', '病気や健康、障害のこと'],
  ['housing', '住まいについて'],
  ['income', '収入・生活費のこと'],
  ['rent', '家賃やローンの支払いのこと'],
  ['taxes', '税金や公共料金等の支払いのこと'],
  ['debt', '債務について'],
  ['job', '仕事探し、就職について'],
  ['work', '仕事上の不安やトラブル'],
  ['community', '地域との関係について'],
  ['family', '家族との関係について'],
  ['childcare', '子育てのこと'],
  ['care', '介護のこと'],
  ['hikikomori', 'ひきこもり・不登校'],
  ['violence', 'DV・虐待'],
  ['food', '食べるものがない'],
  ['other', 'その他'],
] as const
export type SheetItem = (typeof SHEET)[number][0]

const OF: Readonly<Record<Need, SheetItem>> = {
  'ageing.care': 'care',
  'ageing.dementia': 'care',
  'ageing.alone': 'community',
  'ageing.carer': 'care',
  'ageing.rights': 'other',
  'ageing.abuse': 'violence',
  'ageing.endoflife': 'other',
  'disability.service': 'health',
  'disability.work': 'job',
  'disability.mind': 'health',
  'disability.development': 'health',
  'disability.intractable': 'health',
  'disability.after-parents': 'family',
  'disability.hikikomori': 'hikikomori',
  'disability.abuse': 'violence',
  'childcare.pregnancy': 'childcare',
  'childcare.baby': 'childcare',
  'childcare.development': 'childcare',
  'childcare.school': 'hikikomori',
  'childcare.single': 'childcare',
  'childcare.youngcarer': 'family',
  'childcare.abuse': 'violence',
  'childcare.daycare': 'childcare',
  'hardship.money': 'income',
  'hardship.rent': 'rent',
  'hardship.food': 'food',
  'hardship.lifeline': 'taxes',
  'hardship.debt': 'debt',
  'hardship.work': 'job',
  'hardship.arrears': 'taxes',
  'hardship.homeless': 'housing',
  'housing.search': 'housing',
  'housing.trouble': 'housing',
  'housing.eviction': 'rent',
  'legal.consult': 'other',
  'legal.dv': 'violence',
  'legal.consumer': 'other',
  'health.illness': 'health',
  'health.mind': 'health',
  'health.insurance': 'taxes',
  'foreigner.language': 'other',
  'foreigner.status': 'other',
  'foreigner.life': 'other',
  'community.belong': 'community',
  'community.help': 'community',
  'community.group': 'community',
  'community.place': 'community',
  'community.worry': 'community',
  'other.office': 'other',
  'other.unknown': 'other',
  'other.listen': 'other',
}

/** ○ what was named, ◎ the one that weighs most: violence, then what was named first. */
export type Mark = '' | '○' | '◎'

export interface SheetLine {
  readonly id: SheetItem
  readonly label: string
  readonly mark: Mark
}

/** The sixteen lines as the talk fills them in; staff correct them on paper or in the ward's own system. */
export function sheetLines(needs: readonly Need[], violence: boolean): readonly SheetLine[] {
  const named = needs.map((need) => OF[need])
  const heaviest = violence || named.includes('violence') ? 'violence' : named[0]
  const own = new Set([...named, ...(violence ? ['violence' as const] : [])])
  return SHEET.map(([id, label]) => ({ id, label, mark: id === heaviest ? '◎' : own.has(id) ? '○' : '' }))
}
