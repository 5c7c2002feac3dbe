import type { Need } from '../content/vocabulary.ts'
import type { FlowPath } from './flow-paths.ts'
import type { Guide } from './guide.ts'

const ENDS = { point: '案内', person: '人につなぐ', end: 'おわり', again: '（前の質問にもどる）' } as const

/** A path of a flow in one line: 「高齢・介護：物忘れ・認知症 → 家族の物忘れ → 町名（帆風一丁目） → 案内」. */
export function tellPath(guide: Guide, flow: string, path: FlowPath): string {
  const title = titleOf(guide, flow)
  const said = path.said ? `（「${needName(guide, path.said)}」と話して）` : ''
  const steps = path.steps.map((step, i) => tellStep(guide, step, path.steps[i - 1]))
  const end = path.end === 'leaves' ? `〈${titleOf(guide, path.to ?? '')}〉へ` : ENDS[path.end]
  return `${title}${said}：${[...steps, end].join(' → ')}`
}

/** A flow's name in 標準; its id where it has none. */
export function titleOf(guide: Guide, flow: string): string {
  return guide.flows.get(flow)?.title.ja ?? flow
}

function needName(guide: Guide, need: Need): string {
  return guide.intents.get(need)?.name.ja ?? need
}

/** One answer, as a person would name it. */
function tellStep(guide: Guide, step: string, before: string | undefined): string {
  const [visit = '', answer = ''] = step.split('=')
  // The second part of a place question.
  if (before?.startsWith(`${visit}=`) && answer.startsWith('~'))
    return `番は${answer === '~unsure' ? guide.phrases.unsure.ja : guide.phrases.declined.ja}`
  const node = guide.nodes.get(visit.split('#')[0] ?? '')?.node
  if (answer === '~unsure') return guide.phrases.unsure.ja
  if (answer === '~declined') return guide.phrases.declined.ja
  if (answer === '~done') return guide.phrases.done.ja
  if (answer === 'said') return '自由に書く'
  if (answer === 'no-block') return '番は書かない'
  if (node?.kind === 'place') return answer.startsWith('~t') ? '町を選ぶ' : `町名（${answer}）`
  const choice = node && 'choices' in node ? node.choices.find(({ id }) => id === answer) : undefined
  return choice?.label.ja ?? answer
}
