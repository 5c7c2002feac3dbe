import { placeIn } from './place.ts'
import type { StaffConsole } from './staff-console.ts'

const WHY = {
  'no-lead': '主担当がない',
  'owner-gone': '担当の職員がもういない',
  'team-gone': '担当のチームに職員がいない',
  'owner-split': '担当の記録が食い違っている',
} as const
/** What a ward promises itself: nineteen of twenty promises are kept. */
const KEPT = 0.95

/** Whether handing over works: what must be nought, and how much of what was promised was kept. */
export function IntegrityPage({ desk }: { readonly desk: StaffConsole }) {
  const { integrity: found } = desk.store.state
  if (!found)
    return (
      <main class="page">
        <h2>引き継ぎの点検</h2>
        <p class="hint">読み込んでいます…</p>
      </main>
    )
  const { orphans, overdue, promise_kept: kept, bounced, open } = found
  const rows = [
    ['だれも受け持てない相談', `${orphans.length}件`, orphans.length === 0],
    ['約束を過ぎている相談', `${overdue}件`, overdue === 0],
    [
      '守った約束',
      kept === null ? 'まだありません' : `${Math.floor(kept * 100)}%`,
      kept === null || kept >= KEPT,
    ],
    ['引き渡しが断られた相談', `${bounced}件`, null],
    ['続いている相談', `${open}件`, null],
  ] as const
  return (
    <main class="page">
      <h2>引き継ぎの点検</h2>
      <table class="figures">
        <thead>
          <tr>
            <th scope="col">項目</th>
            <th scope="col">今</th>
            <th scope="col">判定</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, value, well]) => (
            <tr key={name} class={well === false ? 'bad' : ''}>
              <th scope="row">{name}</th>
              <td>{value}</td>
              <td>{well === null ? '—' : well ? '問題なし' : '確かめてください'}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {orphans.length > 0 && (
        <ul class="left">
          {orphans.map(({ id, why }) => (
            <li key={id}>
              <a href={placeIn({ page: 'cases', view: 'team', openId: id })}>{WHY[why]}</a>
            </li>
          ))}
        </ul>
      )}
      <p>
        <a class="as-button" href="/api/staff/export.csv" download>
          一覧を書き出す（CSV・名前なし）
        </a>
      </p>
    </main>
  )
}
