import { keyOf } from './commands.ts'
import { OTHER_KEYS } from './keys.ts'
import type { StaffConsole } from './staff-console.ts'
import { type Act, VIEWS } from './wire.ts'
import { ACT_NAMES, VIEW_NAMES } from './words.ts'

/** All keys, and the switch for the letters: voice input may press them by itself. */
export function KeysPage({ desk }: { readonly desk: StaffConsole }) {
  const acts = (Object.keys(ACT_NAMES) as Act[]).filter((act) => act !== 'reply' && act !== 'note')
  const rows: readonly (readonly [string, string])[] = [
    ...OTHER_KEYS,
    ...acts.flatMap((act) => {
      const key = keyOf(act)
      return key ? [[key.toUpperCase(), ACT_NAMES[act]] as const] : []
    }),
    ['P', '相談受付票'],
    ...VIEWS.map((view, i) => [String(i + 1), `一覧：${VIEW_NAMES[view]}`] as const),
    ['G', '一日の終わり'],
    ['I', '点検（リーダー・管理者・監査）'],
    ['?', 'この一覧'],
  ]
  return (
    <div class="keys">
      <label class="check">
        <input
          type="checkbox"
          checked={desk.store.state.letterKeys}
          onChange={({ currentTarget }) => desk.store.change({ letterKeys: currentTarget.checked })}
        />
        一文字のキーを使う
      </label>
      <table>
        <thead>
          <tr>
            <th scope="col">キー</th>
            <th scope="col">すること</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([key, what]) => (
            <tr key={key + what}>
              <th scope="row">
                <kbd>{key}</kbd>
              </th>
              <td>{what}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
