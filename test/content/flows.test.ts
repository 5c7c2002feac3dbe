import { describe, expect, test } from 'vitest'
import { type Path, paths } from '../../src/triage/paths.ts'
import { guideOf } from '../support/built.ts'

const NOW = Date.parse('2026-11-24T10:00:00+09:00')

const ADDRESSES: Readonly<Record<string, readonly string[]>> = {
  chuo: ['明石町1-6'],
  nakano: ['中央三丁目'],
  mihon: [],
}

describe.each(['chuo', 'nakano', 'mihon'])('every path of every flow in %s', async (ward) => {
  const { guide } = await guideOf(ward)
  const all: Path[] = [...paths(guide, NOW, { addresses: ADDRESSES[ward] ?? [] })]
  const told = (path: Path) => path.steps.join(' → ')

  test('there are paths through every flow', () => {
    const flows = new Set(
      all.flatMap((path) =>
        [...path.steps, ...path.end.passed.map(({ visit }) => visit)].map((step) => step.split('.')[0]),
      ),
    )
    expect([...guide.flows.keys()].filter((id) => !flows.has(id))).toEqual([])
  })

  test('a first point or person is named after at most six answers', () => {
    expect(all.filter((path) => (path.answersToFirstPoint ?? 0) > 6).map(told)).toEqual([])
  })

  test('no path ends without a concrete next step', () => {
    const ended = all.filter((path) => path.end.asking === null)
    expect(ended.filter((path) => path.answersToFirstPoint === null).map(told)).toEqual([])
  })

  test('nothing is asked twice on a path to the first point', () => {
    const twice = all.filter((path) => {
      const before = path.steps.slice(0, path.answersToFirstPoint ?? 0).map((step) => step.split('=')[0])
      // The parts of a place question (町, 番) share its name.
      const asked = before.filter((step, i) => step !== before[i - 1])
      return new Set(asked).size !== asked.length
    })
    expect(twice.map(told)).toEqual([])
  })
})
