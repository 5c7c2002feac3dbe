import { historyLine } from './history-line.ts'
import { momentText } from './moments.ts'
import type { CaseWhole } from './wire.ts'

/** Everything that happened, the latest first. */
export function CaseHistory({ whole, now }: { readonly whole: CaseWhole; readonly now: number }) {
  return (
    <details class="history" open={whole.phase === 'erased'}>
      <summary>経過（{whole.history.length}件）</summary>
      <ol>
        {whole.history.toReversed().map((entry) => (
          <li key={entry.seq}>
            <time dateTime={entry.at}>{momentText(entry.at, now)}</time> {historyLine(entry, now)}
          </li>
        ))}
      </ol>
    </details>
  )
}
