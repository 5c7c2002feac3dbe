import { type FlowNode, type NodeKey, nodeKey } from '../../content/flow.ts'
import { inLang } from '../../content/text.ts'
import type { Lang } from '../../content/vocabulary.ts'
import type { Edge, FlowGraph, Way } from '../../triage/flow-graph.ts'
import { KIND_WORDS, KNOWN_WORDS, WHEN_WORDS } from './words.ts'

/** One way on from a node, as it is shown. */
export interface Row {
  /** The number a resident may type for it; null when it has none. */
  readonly number: number | null
  readonly text: string
  /** `danger`: its answer brings the danger card first. */
  readonly danger: boolean
  /** Seldom taken or not by an answer: drawn dashed. */
  readonly soft: boolean
  readonly to: readonly NodeKey[]
}

/** A node as it is shown, in one language, in the picture and in the list alike. */
export interface Card {
  readonly key: NodeKey
  readonly node: FlowNode
  readonly kind: string
  readonly text: string
  /** One line of it, to call it by. */
  readonly short: string
  readonly why: string | null
  readonly rows: readonly Row[]
}

/** The words on わからない and 答えたくない as residents see them. */
export interface ClosingWords {
  readonly unsure: string
  readonly declined: string
}

const GIVEN = { place: '町名を書く', datetime: '日時を書く' } as const

/** The nodes of a flow as cards, in the order of its file. */
export function cardsOf(graph: FlowGraph, flowId: string, lang: Lang, words: ClosingWords): readonly Card[] {
  const flow = [...graph.nodes.values()].find((at) => at.flow.id === flowId)?.flow
  return (flow?.nodes ?? []).map((node) => {
    const key = nodeKey(flowId, node.id)
    const why = 'why' in node ? node.why : undefined
    return {
      key,
      node,
      kind: KIND_WORDS[node.kind],
      text: 'text' in node ? inLang(node.text, lang) : '聞いた困りごとの流れへ進みます。',
      short: shortName(node, lang),
      why: why ? inLang(why, lang) : null,
      rows: rowsOf(graph.from.get(key) ?? [], node, lang, words),
    }
  })
}

/** What a node is called by: the line of its text that asks, or the first. */
export function shortName(node: FlowNode, lang: Lang): string {
  if (!('text' in node)) return KIND_WORDS[node.kind]
  const lines = inLang(node.text, lang).split('\n')
  return lines.findLast((line) => /[?？]$|か。?$/.test(line)) ?? lines[0] ?? ''
}

function rowsOf(edges: readonly Edge[], node: FlowNode, lang: Lang, words: ClosingWords): readonly Row[] {
  const by = (way: Way) => edges.filter((edge) => edge.way === way)
  const targets = (way: Way) => [...new Set(by(way).map(({ to }) => to))]
  const row = (
    text: string,
    to: readonly NodeKey[],
    number: number | null,
    more: Partial<Row> = {},
  ): Row => ({
    number,
    text,
    danger: false,
    soft: false,
    to,
    ...more,
  })
  const rows = by('choice').map(({ choice, to }, i) =>
    row(choice ? inLang(choice.label, lang) : '', [to], i + 1, {
      danger: choice?.sets?.danger !== undefined,
    }),
  )
  let number = rows.length
  for (const to of targets('said')) rows.push(row('自由に書く', [to], null))
  for (const to of targets('given')) rows.push(row(GIVEN[node.kind as keyof typeof GIVEN], [to], null))
  const closing = [...by('unsure'), ...by('declined')]
  const same = new Set(closing.map(({ to }) => to)).size === 1 && closing.length === 2
  if (same && closing[0]) rows.push(row(`${words.unsure}・${words.declined}`, [closing[0].to], null))
  else for (const { way, to } of closing) rows.push(row(words[way as 'unsure' | 'declined'], [to], ++number))
  if ('known' in node && node.known) {
    const led = targets('known').filter((to) => !by('choice').some((edge) => edge.to === to))
    rows.push(row(KNOWN_WORDS[node.known] ?? node.known, led, null, { soft: true }))
  }
  if (node.when) rows.push(row(WHEN_WORDS[node.when] ?? node.when, targets('skipped'), null, { soft: true }))
  const on = [...targets('next'), ...targets('heard')]
  return on.length > 0 ? [row('つぎへ', on, null), ...rows] : rows
}
