import { describe, expect, test } from 'vitest'
import type { NodeKey } from '../../src/content/flow.ts'
import { NEEDS } from '../../src/content/vocabulary.ts'
import { type Edge, flowGraph } from '../../src/triage/flow-graph.ts'
import { flowCounts, flowOf, flowPaths, placesOf, waysIn } from '../../src/triage/flow-paths.ts'
import { type Path, paths } from '../../src/triage/paths.ts'
import { CONDITIONS, KNOWN } from '../../src/triage/rules.ts'
import { isQuestion } from '../../src/triage/walk.ts'
import { KNOWN_WORDS, WHEN_WORDS } from '../../src/ui/flows/words.ts'
import { guideOf } from '../support/built.ts'

const NOW = Date.parse('2026-11-24T10:00:00+09:00')

test('どの条件にも、図で使う言葉がある', () => {
  expect(Object.keys(WHEN_WORDS).sort()).toEqual(Object.keys(CONDITIONS).sort())
  expect(Object.keys(KNOWN_WORDS).sort()).toEqual(Object.keys(KNOWN).sort())
})

describe.each(['chuo', 'nakano', 'mihon'])('%s の流れのグラフ', async (ward) => {
  const loaded = await guideOf(ward)
  const { guide } = loaded
  const graph = flowGraph([...guide.flows.values()])
  const places = placesOf(loaded.ward)
  const keyOf = (visit: string): NodeKey => visit.split('#')[0] ?? ''

  /** Where one is without a further answer: through what is told, known or skipped. */
  function onwards(from: readonly NodeKey[]): ReadonlySet<NodeKey> {
    const reached = new Set<NodeKey>()
    for (const open = [...from]; open.length > 0; ) {
      const key = open.pop() ?? ''
      const at = graph.nodes.get(key)
      if (!at || reached.has(key)) continue
      reached.add(key)
      for (const edge of graph.from.get(key) ?? [])
        if (!isQuestion(at.node) || edge.way === 'known' || edge.way === 'skipped') open.push(edge.to)
    }
    return reached
  }

  function takes({ way, choice }: Edge, option: string): boolean {
    if (option === '~unsure' || option === '~declined') return way === option.slice(1)
    return way === 'choice' ? choice?.id === option : way === 'said' || way === 'given'
  }

  /** The first step of a path that the graph has no way for; null when it has all. */
  function lost({ steps, end }: Path): string | null {
    let here = onwards(['start.hello'])
    for (const step of steps) {
      const [visit = '', option = ''] = step.split('=')
      if (!here.has(keyOf(visit))) return step
      const edges = (graph.from.get(keyOf(visit)) ?? []).filter((edge) => takes(edge, option))
      // A place question may ask once more, for the 番.
      const again = graph.nodes.get(keyOf(visit))?.node.kind === 'place' ? [keyOf(visit)] : []
      here = onwards([...edges.map(({ to }) => to), ...again])
    }
    const last = end.asking?.visit ?? end.passed.at(-1)?.visit ?? ''
    return here.has(keyOf(last)) ? null : last
  }

  test('歩いたどの道も、グラフの上にある', () => {
    const all = [...paths(guide, NOW, places)]
    expect(all.length).toBeGreaterThan(1000)
    expect(all.flatMap((path) => lost(path) ?? [])).toEqual([])
  })

  test('困りごとを話して入った道も、グラフの上にある', () => {
    const ways = [...waysIn(guide, NOW, places).values()].flat().filter(({ said }) => said)
    const all = ways.flatMap((from) => [...paths(guide, NOW, places, { from })])
    expect(ways).toHaveLength(NEEDS.length)
    expect(all.flatMap((path) => lost(path) ?? [])).toEqual([])
  })

  test('どの行き先もあり、どの困りごとにも入口がある', () => {
    const edges = [...graph.from.values()].flat()
    expect(edges.filter(({ to }) => !graph.nodes.has(to))).toEqual([])
    expect([...graph.entries.values()].flat().sort()).toEqual([...NEEDS].sort())
  })

  test('どの流れにも入る道があり、どの道にも終わりがある', () => {
    const ways = waysIn(guide, NOW, places)
    for (const flow of guide.flows.keys()) {
      const all = [...flowPaths(guide, flow, { now: NOW, places, ways })]
      expect(all.length, flow).toBeGreaterThan(0)
      expect(
        all.filter(({ end, to }) => (end === 'leaves') !== (to !== null)),
        flow,
      ).toEqual([])
    }
  })

  test('数えた道の数と長さは、歩いたとおり', () => {
    const ways = waysIn(guide, NOW, places)
    const counts = [...flowCounts(guide, NOW, places)]
    expect(counts.map(({ flow }) => flow)).toEqual([...guide.flows.keys(), null])
    for (const { flow, ...count } of counts) {
      if (flow === null) continue
      const all = [...flowPaths(guide, flow, { now: NOW, places, ways })]
      expect(count.paths).toBe(all.length)
      expect(count.longest).toBe(Math.max(...all.map(({ steps }) => steps.length)))
    }
    const whole = counts.at(-1)
    const tapped = new Set(
      [...paths(guide, NOW, places)].map(({ steps, answersToFirstPoint }) =>
        steps.slice(0, answersToFirstPoint ?? steps.length).join(' '),
      ),
    )
    expect(whole?.paths).toBeGreaterThan(tapped.size)
    expect(whole?.longest).toBeLessThanOrEqual(6)
    expect(whole?.medianAnswersToFirstPoint).toBeLessThanOrEqual(4)
  })

  test('入口の道は、どれもほかの流れへ続く', () => {
    const ways = waysIn(guide, NOW, places)
    const all = [...flowPaths(guide, 'start', { now: NOW, places, ways })]
    expect(all.filter(({ end }) => end !== 'leaves')).toEqual([])
    expect(all.every(({ steps }) => steps.every((step) => flowOf(step) === 'start'))).toBe(true)
  })
})
