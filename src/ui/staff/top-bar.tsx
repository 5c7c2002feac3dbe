import { placeIn } from './place.ts'
import type { StaffConsole } from './staff-console.ts'
import { VIEWS } from './wire.ts'
import { THEMES } from './wire-office.ts'
import { ROLE_NAMES, THEME_NAMES, VIEW_NAMES } from './words.ts'

/** Where everything is, how many wait there, and whether what is shown is up to date. */
export function TopBar({ desk }: { readonly desk: StaffConsole }) {
  const { session, counts, view, page, connected } = desk.store.state
  const current = (yes: boolean) => (yes ? { 'aria-current': 'page' as const } : {})
  const teamName = session?.teams.find(({ id }) => id === session.me.team)?.name ?? session?.me.team
  const supervises = session !== null && session.me.role !== 'staff'
  return (
    <header class="top">
      <h1 class="unseen">職員の窓口</h1>
      <nav aria-label="一覧" class="views">
        {VIEWS.map((one) => (
          <a
            key={one}
            href={placeIn({ page: 'cases', view: one, openId: null })}
            class={one === 'danger' && (counts?.danger ?? 0) > 0 ? 'hot' : ''}
            {...current(page === 'cases' && view === one)}
          >
            {VIEW_NAMES[one]} <b>{counts ? counts[one] : '–'}</b>
          </a>
        ))}
        <a href="#day" {...current(page === 'day')}>
          一日の終わり
        </a>
        {supervises && (
          <a href="#integrity" {...current(page === 'integrity')}>
            点検
          </a>
        )}
        {session && ['admin', 'auditor'].includes(session.me.role) && (
          <a href="#audit" {...current(page === 'audit')}>
            記録
          </a>
        )}
        {session?.me.role === 'admin' && (
          <a href="#accounts" {...current(page === 'accounts')}>
            職員
          </a>
        )}
      </nav>
      <div class="me">
        <button type="button" class="plain" onClick={() => desk.say({ kind: 'palette' })}>
          探す <kbd>Ctrl K</kbd>
        </button>
        <button
          type="button"
          class="plain"
          aria-label="キーの一覧"
          onClick={() => desk.say({ kind: 'keys' })}
        >
          <kbd>?</kbd>
        </button>
        <select
          aria-label="画面の明るさ"
          value={session?.me.theme ?? 'system'}
          onChange={({ currentTarget: { value } }) =>
            void desk.wear(THEMES.find((one) => one === value) ?? 'system')
          }
        >
          {THEMES.map((one) => (
            <option key={one} value={one}>
              {THEME_NAMES[one]}
            </option>
          ))}
        </select>
        <span title={session ? `${teamName}・${ROLE_NAMES[session.me.role]}` : ''}>{session?.me.name}</span>
        <button type="button" class="plain" onClick={() => void desk.signOut(false)}>
          サインアウト
        </button>
      </div>
      <p role="alert" class={connected ? 'unseen' : 'cut'}>
        {connected ? '' : '接続が切れています。表示は最新でないことがあります。つなぎ直しています…'}
      </p>
    </header>
  )
}
