import { checkWays } from './check-ways.ts'
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

const FIRST_FILE = 'flows/start.yaml'
const ROOT = 'start.hello'

interface Route {
  /** Where in the node it is written. */
  readonly path: readonly PropertyKey[]
  readonly target: NodeKey
}

/** Every node a node can lead to. */
function routesOf(flow: Flow, node: FlowNode, entries: readonly NodeKey[]): readonly Route[] {
  const route = (target: string, ...path: PropertyKey[]) => ({ path, target: resolveRoute(flow.id, target) })
  if (node.kind === 'end') return []
  if (node.kind === 'jump')
    return node.to === 'heard' ? entries.map((target) => ({ path: ['to'], target })) : [route(node.to, 'to')]
  const choices = 'choices' in node ? node.choices : []
  return [
    route(node.next, 'next'),
    ...choices.flatMap(({ next }, i) => (next ? [route(next, 'choices', i, 'next')] : [])),
    ...('unsure' in node && node.unsure ? [route(node.unsure, 'unsure')] : []),
  ]
}

type Say = (path: readonly PropertyKey[], message: string) => void

function checkRules(node: FlowNode, rules: RuleNames, say: Say): void {
  if (node.when && !rules.conditions.has(node.when))
    say(['when'], `「${node.when}」という条件はありません。使えるのは: ${[...rules.conditions].join('、')}`)
  if ('known' in node && node.known && !rules.known.has(node.known))
    say(['known'], `「${node.known}」という決まりはありません。使えるのは: ${[...rules.known].join('、')}`)
}

function checkTexts(node: FlowNode, say: Say): void {
  for (const part of ['text', 'why'] as const) {
    const texts = part in node ? (node as Partial<Record<typeof part, object>>)[part] : undefined
    for (const [lang, text] of Object.entries(texts ?? {}))
      if (text && text.length > MOST_TEXT)
        say(
          [part, lang],
          `「${node.id}」の文（${lang}）が長すぎます（${text.length} 字。${MOST_TEXT} 字まで）。`,
        )
  }
  const seen = new Set<string>()
  for (const [c, choice] of 'choices' in node ? node.choices.entries() : []) {
    if (seen.has(choice.id)) say(['choices', c, 'id'], `選択肢の id「${choice.id}」が二度使われています。`)
    seen.add(choice.id)
    for (const [lang, label] of Object.entries(choice.label))
      if (label && lengthOf(label) > MOST_LABEL)
        say(
          ['choices', c, 'label', lang],
          `選択肢「${label}」が長すぎます（${lengthOf(label)} 文字。ボタンに入るのは ${MOST_LABEL} 文字まで）。`,
        )
  }
}

/**
 * Refuses flows in which somebody could get lost: routes to nowhere, nodes nobody reaches, dead ends,
 * loops that ask nothing, rules that do not exist, texts too long for a channel.
 */
export function checkFlows(sources: readonly FlowSource[], rules: RuleNames): readonly Fault[] {
  const faults: Fault[] = []
  const nodes = new Map<NodeKey, { source: FlowSource; node: FlowNode; index: number }>()
  const ids = new Set<string>()
  for (const source of sources) {
    const { flow, file, lineOf } = source
    const say: Say = (path, message) => faults.push({ file, line: lineOf(path), message })
    if (ids.has(flow.id)) say(['id'], `流れの id「${flow.id}」は別のファイルでも使われています。`)
    ids.add(flow.id)
    if (!flow.nodes.some((node) => node.id === flow.start))
      say(['start'], `はじまりの「${flow.start}」という名前の項目が、この流れにありません。`)
    flow.serves.forEach((pattern, i) => {
      if (!NEEDS.some((need) => needPatternMatches(pattern, need)))
        say(['serves', i], `「${pattern}」という困りごとはありません。`)
    })
    flow.nodes.forEach((node, index) => {
      const key = nodeKey(flow.id, node.id)
      if (nodes.has(key)) say(['nodes', index, 'id'], `「${node.id}」という名前が二度使われています。`)
      nodes.set(key, { source, node, index })
    })
  }
  if (!nodes.has(ROOT))
    faults.push({ file: FIRST_FILE, line: 0, message: `最初の項目「${ROOT}」がありません。` })

  // The name and the start of a flow are right by now, or have been said to be wrong.
  const entries = sources
    .filter(({ flow }) => flow.serves.length > 0)
    .map(({ flow }) => nodeKey(flow.id, flow.start))
    .filter((key) => nodes.has(key))
  const next = new Map<NodeKey, readonly NodeKey[]>()
  const elsewhere: Fault[] = []
  for (const [key, { source, node, index }] of nodes) {
    const { flow, file, lineOf } = source
    const sayTo =
      (into: Fault[]): Say =>
      (path, message) =>
        into.push({ file, line: lineOf(['nodes', index, ...path]), message })
    const routes = routesOf(flow, node, entries)
    for (const { path, target } of routes)
      if (!nodes.has(target))
        sayTo(faults)(
          path,
          `「${node.id}」の行き先「${target}」がありません。行き先の名前を確かめてください。`,
        )
    next.set(key, [...new Set(routes.map(({ target }) => target))])
    checkRules(node, rules, sayTo(elsewhere))
    checkTexts(node, sayTo(elsewhere))
  }
  // A route to nowhere leaves everything behind it out of reach: say the first thing first.
  if (faults.length === 0) {
    const kinds = new Map([...nodes].map(([key, { node }]) => [key, node.kind]))
    for (const { key, says } of checkWays(ROOT, { kinds, next })) {
      const at = nodes.get(key)
      if (!at) continue
      const line = at.source.lineOf(['nodes', at.index, 'id'])
      faults.push({ file: at.source.file, line, message: `「${at.node.id}」${says}` })
    }
  }
  faults.push(...elsewhere)

  const served = new Set(sources.flatMap(({ flow }) => flow.serves))
  for (const need of NEEDS)
    if (!served.has('other.unknown') && !served.has(need) && !served.has(`${areaOf(need)}.*`))
      faults.push({ file: FIRST_FILE, line: 0, message: `困りごと「${need}」を受ける流れがありません。` })
  return faults
}
