import type { NodeKind } from '../../content/flow.ts'

/** What a node does, for officials. */
export const KIND_WORDS: Readonly<Record<NodeKind, string>> = {
  say: '伝える',
  choice: '一つ選ぶ',
  'multi-choice': 'いくつでも選ぶ',
  'free-text': '書いてもらう',
  place: '町を聞く',
  datetime: '日時を聞く',
  refer: '相談先を案内',
  handoff: '人につなぐ',
  jump: '行き先を選ぶ',
  end: 'おわり',
}

/** What the conditions of `when:` mean. */
export const WHEN_WORDS: Readonly<Record<string, string>> = {
  'place-matters': '担当が住所で決まるときだけ',
  'visit-wanted': '来てほしいときだけ',
  'lives-elsewhere': '区の外に住む人にだけ',
  'nothing-heard': '困りごとがまだ分からないときだけ',
  'need-heard': '困りごとが分かっているときだけ',
  'several-needs': '困りごとがいくつもあるときだけ',
  'in-danger': '危険があるときだけ',
}

/** What the rules of `known:` mean: then the question is not asked. */
export const KNOWN_WORDS: Readonly<Record<string, string>> = {
  speaker: 'だれのことか話していれば、聞かない',
  need: '困りごとを話していれば、聞かない',
  visit: '来てほしいと話していれば、聞かない',
  place: '町を話していれば、聞かない',
  topic: '困りごとを話していれば、聞かない',
}
