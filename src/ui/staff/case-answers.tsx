import { Row } from './case-facts.tsx'
import { dateText } from './moments.ts'
import type { CaseWhole } from './wire.ts'

const FACES = { good: 'よかった', fair: 'まあまあ', bad: 'よくなかった' } as const

/** What was asked and what came of it, how it went on, and until when all of it is kept. */
export function CaseAnswers({ whole, now }: { readonly whole: CaseWhole; readonly now: number }) {
  const { answers = [], ratings } = whole.facts
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
      {whole.kept_until && <Kept until={whole.kept_until} now={now} />}
    </section>
  )
}

/** When all of it goes by itself. */
function Kept({ until, now }: { readonly until: string; readonly now: number }) {
  const days = Math.max(0, Math.ceil((Date.parse(until) - now) / 86_400_000))
  return (
    <p class="hint retention">
      {dateText(until)}に自動で消えます（あと{days}日）。
    </p>
  )
}
