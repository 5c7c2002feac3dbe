import type { Conflict } from './console-state.ts'
import { historyLine } from './history-line.ts'
import { momentText } from './moments.ts'

/** What others did to the case while something was being written or chosen. */
export function ConflictBox({ conflict, now }: { readonly conflict: Conflict; readonly now: number }) {
  return (
    <div class="box trouble" role="alert">
      <p>
        <b>まだ行っていません。</b>
        {conflict.why}
      </p>
      {conflict.changes.length > 0 && (
        <ul>
          {conflict.changes.map((entry) => (
            <li key={entry.seq}>
              {momentText(entry.at, now)}　{historyLine(entry, now)}
            </li>
          ))}
        </ul>
      )}
      <p>書いたものは残っています。今の状態を確かめてから、もう一度押してください。</p>
    </div>
  )
}
