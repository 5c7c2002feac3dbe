import { Row } from './case-facts.tsx'
import { dateText } from './moments.ts'
import type { CaseWhole, FactsShown } from './wire.ts'

const FACES = { good: 'よかった', fair: 'まあまあ', bad: 'よくなかった' } as const

/** What was asked and what came of it, how it went on, and until when all of it is kept. */
export function CaseAnswers({ whole: { facts }, now }: { readonly whole: CaseWhole; readonly now: number }) {
  const { answers = [], ratings } = facts
  return (
    <section aria-labelledby="asked-name" class="facts">
      <h3 id="asked-name">聞いたこと</h3>
      {answers.length === 0 ? (
        <p class="hint">自動案内からの質問は、まだありません。</p>
      ) : (
        <dl class="asked">
          {answers.map(({ question, answer, how }, i) => (
            <Row key={`${i}${question}`} name={question}>
              {how === 'answered' ? answer : <i>{answer}</i>}
            </Row>
          ))}
        </dl>
      )}
      {ratings.length > 0 && (
        <>
          <h3>その後</h3>
          <ul>
            {ratings.map(({ face, forward, week }, i) => (
              <li key={`${i}-${week}`}>
                {week === 0 ? '当日' : `${week}週間後`}：{face ? FACES[face] : '答えなし'}
                {forward !== null && (forward ? '・前に進んだ' : '・前に進んでいない')}
              </li>
            ))}
          </ul>
        </>
      )}
      <Retention facts={facts} now={now} />
    </section>
  )
}

function Retention({ facts, now }: { readonly facts: FactsShown; readonly now: number }) {
  if (!facts.retention || facts.retention.length === 0) return null
  const days = (until: string) => Math.max(0, Math.ceil((Date.parse(until) - now) / 86_400_000))
  return (
    <p class="hint retention">
      自動で消える日：
      {facts.retention
        .map(({ what, until }) => `${what} ${dateText(until)}（あと${days(until)}日）`)
        .join('、')}
    </p>
  )
}
