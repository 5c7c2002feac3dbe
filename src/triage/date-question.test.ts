import { expect, test } from 'vitest'
import { guideOf } from '../../test/support/built.ts'
import type { InboundContent } from './conversation.ts'
import { type Guide, indexNodes } from './guide.ts'
import { newSession } from './session.ts'
import { step } from './step.ts'

const NOW = Date.parse('2026-11-24T10:00:00+09:00')
const NONE = { danger: 'none', kind: null, words: [], rule: null } as const
const text = { ja: 'いつからですか。', easy: 'いつからですか。', en: 'Since when?' }

/** The first question asks for a day, as an official may write it. */
async function guideWithDate(): Promise<Guide> {
  const { guide } = await guideOf('mihon')
  const flows = new Map(guide.flows)
  const start = flows.get('start')
  if (!start) throw new Error('no start')
  const nodes = start.nodes.map((node) =>
    node.id === 'story'
      ? ({ id: 'story', kind: 'datetime', text, mode: 'date', next: 'unknown.begin' } as const)
      : node,
  )
  flows.set('start', { ...start, nodes })
  return { ...guide, flows, nodes: indexNodes(flows.values()) }
}

test.each<[string, InboundContent]>([
  ['picked', { kind: 'tap', choice: '1.start.story:~on2026-11-04' }],
  ['written', { kind: 'text', text: '2026年11月4日からです' }],
])(
  'a question for a day takes one that is %s, and asks for it in the channel’s own way',
  async (_how, content) => {
    const guide = await guideWithDate()
    const act = (session: ReturnType<typeof newSession>, what: InboundContent) =>
      step(guide, session, { id: 'i', conversation: 'c', channel: 'line', at: NOW, content: what }, NONE, NOW)
    const asked = act(newSession('ja', NOW), { kind: 'arrive' })
    const question = asked.replies.at(-1)
    expect(question?.wants).toBe('date')
    const prefix = question?.choices?.[0]?.id.replace(/:.*/, '') ?? ''
    const given = content.kind === 'tap' ? { ...content, choice: `${prefix}:~on2026-11-04` } : content
    const { session, replies } = act(asked.session, given)
    expect(session.answers).toEqual([{ node: 'start.story', answer: { kind: 'when', iso: '2026-11-04' } }])
    expect(replies.at(-1)?.text).not.toContain('いつから')
  },
)
