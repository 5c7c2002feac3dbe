import { useState } from 'preact/hooks'
import { api } from './api.ts'
import { DoorForm } from './door-form.tsx'
import type { StaffConsole } from './staff-console.ts'
import { ROLE_NAMES } from './words.ts'

/** Who may sign in, for administrators. */
export function AccountsPage({ desk }: { readonly desk: StaffConsole }) {
  const { accounts, session } = desk.store.state
  const [made, setMade] = useState<{ readonly name: string; readonly uri: string } | null>(null)
  const teams = session?.teams ?? []
  const teamName = (id: string) => teams.find((one) => one.id === id)?.name ?? id

  async function add(fields: Readonly<Record<string, string>>): Promise<string | null> {
    const answer = await api.addAccount({ ...fields, outside: fields.outside === 'on' })
    if (!answer.ok) return answer.detail
    setMade({ name: fields.name ?? '', uri: answer.value.totp_uri ?? '' })
    await desk.loadAccounts()
    return null
  }
  async function turn(username: string, active: boolean): Promise<void> {
    const answer = await api.changeAccount(username, { active })
    if (answer.ok)
      desk.tell('done', active ? '使えるようにしました。' : '止めました。すぐに使えなくなります。')
    else desk.unwrap(answer)
    await desk.loadAccounts()
  }

  return (
    <main class="page">
      <h2>職員の登録</h2>
      {!accounts && <p class="hint">読み込んでいます…</p>}
      <table class="figures">
        <thead>
          <tr>
            <th scope="col">利用者名</th>
            <th scope="col">名前</th>
            <th scope="col">役割</th>
            <th scope="col">チーム</th>
            <th scope="col">利用</th>
          </tr>
        </thead>
        <tbody>
          {accounts?.map(({ username, name, role, team, outside, active }) => (
            <tr key={username}>
              <th scope="row">{username}</th>
              <td>{name}</td>
              <td>{ROLE_NAMES[role]}</td>
              <td>
                {teamName(team)}
                {outside && '（区の外）'}
              </td>
              <td>
                {active ? '利用中' : '停止'}{' '}
                {username !== session?.me.username && (
                  <button type="button" class="plain" onClick={() => void turn(username, !active)}>
                    {active ? '止める' : '戻す'}
                    <span class="unseen">：{name}</span>
                  </button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {made && (
        <div class="box soft" role="status">
          <p>
            {made.name}
            さんを登録しました。次のアドレスを本人の認証アプリに登録してください。もう一度は表示されません。
          </p>
          <pre>{made.uri}</pre>
        </div>
      )}
      <h3>職員を加える</h3>
      <DoorForm action="登録する" onSubmit={add}>
        <label>
          利用者名（半角の英小文字と数字）
          <input name="username" autocomplete="off" autocapitalize="none" spellcheck={false} required />
        </label>
        <label>
          名前
          <input name="name" autocomplete="off" required />
        </label>
        <label>
          役割
          <select name="role">
            {Object.entries(ROLE_NAMES).map(([id, name]) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <label>
          チーム（相談先の id。受付は intake）
          <input name="team" list="teams" autocomplete="off" required />
        </label>
        <datalist id="teams">
          {teams.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </datalist>
        <label class="check">
          <input type="checkbox" name="outside" />
          区の外の機関（同意のある相談だけが見える）
        </label>
        <label>
          はじめのパスワード
          <input name="password" type="password" autocomplete="new-password" required />
        </label>
      </DoorForm>
    </main>
  )
}
