import {
  type Flow,
  type FlowChoice,
  type FlowNode,
  type NodeKey,
  nodeKey,
  type Question,
  resolveRoute,
} from '../content/flow.ts'
import { NEEDS, type Need } from '../content/vocabulary.ts'
import { entryFor } from './guide.ts'
import { isQuestion } from './walk.ts'

/**
 * By which way one node leads to another. `said`: free words; `given`: a place or a moment; `known`: it
 * has been said already; `skipped`: its condition does not hold; `heard`: the flow that serves the need.
 */
export type Way = 'choice' | 'said' | 'given' | 'unsure' | 'declined' | 'next' | 'known' | 'skipped' | 'heard'

export interface Edge {
  readonly from: NodeKey
  readonly to: NodeKey
  readonly way: Way
  /** The choice that leads there, of `choice` only. */
  readonly choice: FlowChoice | null
}

/** The flows as a graph: every node, every way on from it, and which needs enter where. */
export interface FlowGraph {
  readonly nodes: ReadonlyMap<NodeKey, { readonly flow: Flow; readonly node: FlowNode }>
  readonly from: ReadonlyMap<NodeKey, readonly Edge[]>
  /** The needs that enter at a node when they are said at the front door. */
  readonly entries: ReadonlyMap<NodeKey, readonly Need[]>
}

/** Turns flows into a graph. Routes are taken as checked: each leads to a node that exists. */
export function flowGraph(flows: readonly Flow[]): FlowGraph {
  const nodes = new Map(
    flows.flatMap((flow) => flow.nodes.map((node) => [nodeKey(flow.id, node.id), { flow, node }] as const)),
  )
  const entries = Map.groupBy(NEEDS, (need) => entryFor(need, flows))
  const from = new Map(
    [...nodes].map(([key, { flow, node }]) => [key, edgesFrom(key, flow, node, [...entries.keys()])]),
  )
  return { nodes, from, entries }
}

function edgesFrom(from: NodeKey, flow: Flow, node: FlowNode, entries: readonly NodeKey[]): readonly Edge[] {
  const edge = (way: Way, to: string, choice: FlowChoice | null = null): Edge => ({
    from,
    to: resolveRoute(flow.id, to),
    way,
    choice,
  })
  if (node.kind === 'end') return []
  if (node.kind === 'jump')
    return node.to === 'heard' ? entries.map((to) => edge('heard', to)) : [edge('next', node.to)]
  const skipped = node.when ? [edge('skipped', node.next)] : []
  if (!isQuestion(node)) return [edge('next', node.next), ...skipped]
  const choices = 'choices' in node ? node.choices : []
  const free = { 'free-text': 'said', place: 'given', datetime: 'given' } as const
  return [
    ...choices.map((choice) => edge('choice', choice.next ?? node.next, choice)),
    ...(node.kind in free ? [edge(free[node.kind as keyof typeof free], node.next)] : []),
    edge('unsure', node.unsure ?? node.next),
    // A free question is not declined: わからない says the same there.
    ...(node.kind === 'free-text' ? [] : [edge('declined', node.next)]),
    ...[...new Set(knownRoutes(node))].map((to) => edge('known', to)),
    ...skipped,
  ]
}

/** What was said already is taken as the choice that establishes it; a place and a topic lead on. */
function knownRoutes(node: Question): readonly string[] {
  if (!node.known) return []
  const named =
    'choices' in node ? node.choices.filter(({ sets }) => sets && establishes(node.known, sets)) : []
  return named.length > 0 ? named.map(({ next }) => next ?? node.next) : [node.next]
}

function establishes(rule: string | undefined, sets: NonNullable<FlowChoice['sets']>): boolean {
  if (rule === 'need') return (sets.needs?.length ?? 0) > 0
  if (rule === 'speaker') return sets.speaker !== undefined
  return rule === 'visit' && sets.visit === true
}

/** The edges that lead into a node from other flows. */
export function edgesIntoFlow(graph: FlowGraph, flow: string): readonly Edge[] {
  const own = (key: NodeKey) => graph.nodes.get(key)?.flow.id === flow
  return [...graph.from.values()].flat().filter(({ from, to }) => !own(from) && own(to))
}
