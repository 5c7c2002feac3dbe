import { momentText } from './moments.ts'
import type { StaffConsole } from './staff-console.ts'

/** Whether handing over works: what must be nought, and how much of what was promised was kept. */
export function IntegrityPage({ desk }: { readonly desk: StaffConsole }) {
  const { integrity: found, now } = desk.store.state
  const kept =
    found && found.promises.all > 0 ? Math.floor((100 * found.promises.kept) / found.promises.all) : null
  const rows = found
    ? ([
        ['だれの担当でもない相談', `${found.orphans}件`, found.orphans === 0],
        ['職員が受け持ったあとの自動案内の発言', `${found.bot_after_human}件`, found.bot_after_human === 0],
        ['届いたか確かめられない送信', `${found.unsent}件`, found.unsent === 0],
        [
          '守った約束',
          kept === null ? 'まだありません' : `${kept}%（${found.promises.all}件中${found.promises.kept}件）`,
          kept === null || kept >= 95,
        ],
        ['断られた引き渡し', `${found.bounces}件`, true],
        ['続いている相談', `${found.open}件`, true],
      ] as const)
    : []
  return (
    <main class="page">
      <h2>引き継ぎの点検</h2>
      {!found && <p class="hint">読み込んでいます…</p>}
      {found && (
        <>
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
                <tr key={name} class={well ? '' : 'bad'}>
                  <th scope="row">{name}</th>
                  <td>{value}</td>
                  <td>{well ? '問題なし' : '確かめてください'}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <p class="hint">
            {found.audited_at
              ? `最後の点検：${momentText(found.audited_at, now)}`
              : '夜の点検はまだ行われていません。'}
          </p>
        </>
      )}
    </main>
  )
}
