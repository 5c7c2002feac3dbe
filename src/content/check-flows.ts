import type { Fault } from './fault.ts'
import { type Flow, type FlowNode, type NodeKey, needPatternMatches, nodeKey, resolveRoute } from './flow.ts'
import { areaOf, NEEDS } from './vocabulary.ts'

/** A flow with the file it stands in and the line of each of its parts. */
export interface FlowSource {
  readonly file: string
  readonly flow: Flow
  readonly lineOf: (path: readonly PropertyKey[]) => number
}

/** The names `when:` and `known:` may use; `triage/rules.ts` has them. */
export interface RuleNames {
  readonly conditions: ReadonlySet<string>
  readonly known: ReadonlySet<string>
}

/** Longest text one bubble may carry (LINE: 5,000 UTF-16 units; we stay readable). */
const MOST_TEXT = 300
/** LINE quick-reply and button labels: 20 grapheme clusters. */
const MOST_LABEL = 20
const graphemes = new Intl.Segmenter('ja', { granularity: 'grapheme' })
const lengthOf = (label: string) => [...graphemes.segment(label)].length

const ROOT = 'start.hello'

/** Every node a node can lead to. */
export function routesOf(flow: Flow, node: FlowNode, entries: readonly NodeKey[]): readonly NodeKey[] {
  if (node.kind === 'end') return []
  if (node.kind === 'jump') return node.to === 'heard' ? entries : [resolveRoute(flow.id, node.to)]
  const targets = [node.next]
  if ('choices' in node) for (const choice of node.choices) if (choice.next) targets.push(choice.next)
  if ('unsure' in node && node.unsure) targets.push(node.unsure)
  return [...new Set(targets)].map((target) => resolveRoute(flow.id, target))
}

const QUESTIONS = new Set(['choice', 'multi-choice', 'free-text', 'place', 'datetime'])

/**
 * Refuses flows in which somebody could get lost: routes to nowhere, nodes nobody reaches, dead ends,
 * loops that ask nothing, rules that do not exist, texts too long for a channel.
 */
export function checkFlows(sources: readonly FlowSource[], rules: RuleNames): readonly Fault[] {
  const faults: Fault[] = []
  const nodes = new Map<NodeKey, { source: FlowSource; node: FlowNode; index: number }>()
  const ids = new Map<string, FlowSource>()
  for (const source of sources) {
    const { flow, file, lineOf } = source
    const fault = (path: readonly PropertyKey[], message: string) =>
      faults.push({ file, line: lineOf(path), message })
    if (ids.has(flow.id)) fault(['id'], `流れの id「${flow.id}」は別のファイルでも使われています。`)
    ids.set(flow.id, source)
    if (!flow.nodes.some((node) => node.id === flow.start))
      fault(['start'], `はじまりの「${flow.start}」という名前の項目が、この流れにありません。`)
    for (const pattern of flow.serves)
      if (!NEEDS.some((need) => needPatternMatches(pattern, need)))
        fault(['serves'], `「${pattern}」という困りごとはありません。`)
    flow.nodes.forEach((node, index) => {
      const key = nodeKey(flow.id, node.id)
      if (nodes.has(key)) fault(['nodes', index, 'id'], `「${node.id}」という名前が二度使われています。`)
      nodes.set(key, { source, node, index })
    })
  }

  const entries = sources
    .filter(({ flow }) => flow.serves.length > 0)
    .map(({ flow }) => nodeKey(flow.id, flow.start))
  const next = new Map<NodeKey, readonly NodeKey[]>()
  for (const [key, { source, node, index }] of nodes) {
    const { flow, file, lineOf } = source
    const fault = (path: readonly PropertyKey[], message: string) =>
      faults.push({ file, line: lineOf(['nodes', index, ...path]), message })
    const routes = routesOf(flow, node, entries)
    for (const target of routes)
      if (!nodes.has(target))
        fault(
          node.kind === 'jump' ? ['to'] : ['next'],
          `「${node.id}」の行き先「${target}」がありません。行き先の名前を確かめてください。`,
        )
    next.set(
      key,
      routes.filter((target) => nodes.has(target)),
    )
    if (node.when && !rules.conditions.has(node.when))
      fault(
        ['when'],
        `「${node.when}」という条件はありません。使えるのは: ${[...rules.conditions].join('、')}`,
      )
    if ('known' in node && node.known && !rules.known.has(node.known))
      fault(
        ['known'],
        `「${node.known}」という決まりはありません。使えるのは: ${[...rules.known].join('、')}`,
      )
    if ('text' in node)
      for (const [lang, text] of Object.entries(node.text))
        if (text && text.length > MOST_TEXT)
          fault(
            ['text', lang],
            `「${node.id}」の文（${lang}）が長すぎます（${text.length} 字。${MOST_TEXT} 字まで）。`,
          )
    if ('choices' in node) {
      const seen = new Set<string>()
      node.choices.forEach((choice, c) => {
        if (seen.has(choice.id))
          fault(['choices', c, 'id'], `選択肢の id「${choice.id}」が二度使われています。`)
        seen.add(choice.id)
        for (const [lang, label] of Object.entries(choice.label))
          if (label && lengthOf(label) > MOST_LABEL)
            fault(
              ['choices', c, 'label', lang],
              `選択肢「${label}」が長すぎます（${lengthOf(label)} 文字。ボタンに入るのは ${MOST_LABEL} 文字まで）。`,
            )
      })
    }
  }

  const root = nodes.get(ROOT)
  if (!root) {
    const first = sources[0]
    if (first) faults.push({ file: first.file, line: 1, message: `最初の項目「${ROOT}」がありません。` })
    return faults
  }
  const reached = new Set<NodeKey>()
  const open = [ROOT]
  for (let key = open.pop(); key; key = open.pop()) {
    if (reached.has(key)) continue
    reached.add(key)
    open.push(...(next.get(key) ?? []))
  }
  const ends = new Set([...nodes].filter(([, { node }]) => node.kind === 'end').map(([key]) => key))
  for (let grown = true; grown; ) {
    grown = false
    for (const [key, targets] of next)
      if (!ends.has(key) && targets.some((target) => ends.has(target))) {
        ends.add(key)
        grown = true
      }
  }
  const asksNothing = (key: NodeKey) => !QUESTIONS.has(nodes.get(key)?.node.kind ?? '')
  for (const [key, { source, node, index }] of nodes) {
    const line = source.lineOf(['nodes', index, 'id'])
    if (!reached.has(key))
      faults.push({ file: source.file, line, message: `「${node.id}」には、どこからもたどり着けません。` })
    else if (!ends.has(key))
      faults.push({
        file: source.file,
        line,
        message: `「${node.id}」からは、どう答えても終わりに着きません。`,
      })
    if (asksNothing(key) && circlesWithoutAsking(key, next, asksNothing))
      faults.push({
        file: source.file,
        line,
        message: `「${node.id}」は、何も聞かないまま同じところを回り続けます。`,
      })
  }
  const served = new Set(sources.flatMap(({ flow }) => flow.serves))
  for (const need of NEEDS)
    if (!served.has(need) && !served.has(`${areaOf(need)}.*`)) {
      const start = ids.get('start')
      if (start && !served.has('other.unknown'))
        faults.push({ file: start.file, line: 1, message: `困りごと「${need}」を受ける流れがありません。` })
    }
  return faults
}

function circlesWithoutAsking(
  from: NodeKey,
  next: ReadonlyMap<NodeKey, readonly NodeKey[]>,
  asksNothing: (key: NodeKey) => boolean,
): boolean {
  const seen = new Set<NodeKey>()
  const open = [...(next.get(from) ?? [])]
  for (let key = open.pop(); key; key = open.pop()) {
    if (key === from) return true
    if (seen.has(key) || !asksNothing(key)) continue
    seen.add(key)
    open.push(...(next.get(key) ?? []))
  }
  return false
}
