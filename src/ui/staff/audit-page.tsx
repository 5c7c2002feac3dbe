import { useState } from 'preact/hooks'
import { momentText } from './moments.ts'
import { placeIn } from './place.ts'
import type { StaffConsole } from './staff-console.ts'
import type { MaskedKind, View } from './wire.ts'
import { ACT_NAMES, MASKED_NAMES, VIEW_NAMES } from './words.ts'

const MOST = 200
const WHAT: Readonly<Record<string, string>> = {
  ...ACT_NAMES,
  list: '一覧を見た',
  view: '相談を見た',
  'view-refused': '見られない相談を開こうとした',
  'act-refused': '操作が断られた',
  'signed-in': 'サインイン',
  'signed-out': 'サインアウト',
  'sign-in-refused': 'サインインに失敗',
  reveal: '伏せた部分を見た',
  'reveal-refused': '伏せた部分を見ようとして断られた',
  'account-added': '職員を登録',
  'account-changed': '職員の登録を変更',
  'audit-read': '記録を見た',
  'export-sheet': '相談受付票を出した',
  export: '一覧を書き出した',
}

function detailText(what: string, detail: string): string {
  if (what !== 'reveal') return VIEW_NAMES[detail as View] ?? detail
  const names = detail.split(' ').flatMap((word) => MASKED_NAMES[word as MaskedKind] ?? [])
  return names.join('・')
}

/** Who looked and who acted, the latest first. That nothing was altered is told at its head. */
export function AuditPage({ desk }: { readonly desk: StaffConsole }) {
  const { audit, now, session } = desk.store.state
  const [who, setWho] = useState('')
  const names = new Map(session?.people.map(({ id, name }) => [id, name]))
  const records = (audit?.records ?? []).filter((one) => who === '' || one.who === who).toReversed()
  return (
    <main class="page">
      <h2>閲覧と操作の記録</h2>
      {audit && (
        <p class={audit.broken_at === null ? 'box soft' : 'box trouble'} role="status">
          {audit.broken_at === null
            ? '記録はつながっています。書き換えはありません。'
            : `${audit.broken_at}番の記録から、つながりが切れています。書き換えられたおそれがあります。`}
        </p>
      )}
      <label class="narrow">
        職員
        <select value={who} onChange={({ currentTarget }) => setWho(currentTarget.value)}>
          <option value="">全員</option>
          {[...new Set(audit?.records.map((one) => one.who))].map((id) => (
            <option key={id} value={id}>
              {names.get(id) ?? id}
            </option>
          ))}
        </select>
      </label>
      <p class="hint">
        {records.length.toLocaleString('ja-JP')}件{records.length > MOST && `（新しい${MOST}件を表示）`}
      </p>
      <table class="figures">
        <thead>
          <tr>
            <th scope="col">日時</th>
            <th scope="col">職員</th>
            <th scope="col">したこと</th>
            <th scope="col">相談</th>
          </tr>
        </thead>
        <tbody>
          {records.slice(0, MOST).map((one) => (
            <tr key={one.seq}>
              <td>{momentText(one.at, now)}</td>
              <td>{names.get(one.who) ?? one.who}</td>
              <td>
                {WHAT[one.what] ?? one.what}
                {one.detail && <span class="hint">　{detailText(one.what, one.detail)}</span>}
              </td>
              <td>
                {one.case && (
                  <a href={placeIn({ page: 'cases', view: 'team', openId: one.case })}>
                    {one.case.slice(0, 8)}
                  </a>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </main>
  )
}
