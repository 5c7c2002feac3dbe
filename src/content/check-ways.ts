import type { FlowNode, NodeKey } from './flow.ts'

/** What residents answer; everything else is only read. */
const QUESTIONS: ReadonlySet<string> = new Set(['choice', 'multi-choice', 'free-text', 'place', 'datetime'])

/** All nodes of all flows, and what each can lead to. */
export interface Ways {
  readonly kinds: ReadonlyMap<NodeKey, FlowNode['kind']>
  readonly next: ReadonlyMap<NodeKey, readonly NodeKey[]>
}

function reachedFrom(root: NodeKey, { next }: Ways): ReadonlySet<NodeKey> {
  const reached = new Set<NodeKey>()
  const open = [root]
  for (let key = open.pop(); key; key = open.pop()) {
    if (reached.has(key)) continue
    reached.add(key)
    open.push(...(next.get(key) ?? []))
  }
  return reached
}

function leadingToAnEnd({ kinds, next }: Ways): ReadonlySet<NodeKey> {
  const ends = new Set([...kinds].filter(([, kind]) => kind === 'end').map(([key]) => key))
  for (let grown = true; grown; ) {
    grown = false
    for (const [key, targets] of next)
      if (!ends.has(key) && targets.some((target) => ends.has(target))) {
        ends.add(key)
        grown = true
      }
  }
  return ends
}

function circlesWithoutAsking(from: NodeKey, { kinds, next }: Ways): boolean {
  const asks = (key: NodeKey) => QUESTIONS.has(kinds.get(key) ?? '')
  if (asks(from)) return false
  const seen = new Set<NodeKey>()
  const open = [...(next.get(from) ?? [])]
  for (let key = open.pop(); key; key = open.pop()) {
    if (key === from) return true
    if (seen.has(key) || asks(key)) continue
    seen.add(key)
    open.push(...(next.get(key) ?? []))
  }
  return false
}

/** Nodes where somebody could get lost, and what to say about them. */
export function checkWays(root: NodeKey, ways: Ways): readonly { key: NodeKey; says: string }[] {
  const reached = reachedFrom(root, ways)
  const ends = leadingToAnEnd(ways)
  return [...ways.kinds.keys()].flatMap((key) => {
    const says: string[] = []
    if (!reached.has(key)) says.push('には、どこからもたどり着けません。')
    else if (!ends.has(key)) says.push('からは、どう答えても終わりに着きません。')
    if (circlesWithoutAsking(key, ways)) says.push('は、何も聞かないまま同じところを回り続けます。')
    return says.map((said) => ({ key, says: said }))
  })
}
