import { AccountsPage } from './accounts-page.tsx'
import { AuditPage } from './audit-page.tsx'
import { CaseList } from './case-list.tsx'
import { CasePage } from './case-page.tsx'
import { DayPage } from './day-page.tsx'
import { DialogLayer } from './dialog-layer.tsx'
import { IntegrityPage } from './integrity-page.tsx'
import { placeOf } from './place.ts'
import { SetUp } from './set-up.tsx'
import { SignIn } from './sign-in.tsx'
import type { StaffConsole } from './staff-console.ts'
import { TopBar } from './top-bar.tsx'

/** The whole console as its state has it. */
export function Screen({ desk }: { readonly desk: StaffConsole }) {
  const { state } = desk.store
  const { setup } = placeOf(location.hash)
  if (setup !== null) return <SetUp token={setup} />
  if (state.door === 'unknown') return <p class="loading">読み込んでいます…</p>
  // What stands on the screen is hidden while nobody is signed in; it waits in memory with all drafts.
  if (state.door === 'asked') return <SignIn desk={desk} />
  const { page, openId } = state
  return (
    <>
      <TopBar desk={desk} />
      {page === 'cases' && (
        <main class={openId ? 'cases opened' : 'cases'}>
          <CaseList desk={desk} />
          {openId && <CasePage key={openId} desk={desk} />}
        </main>
      )}
      {page === 'day' && <DayPage desk={desk} />}
      {page === 'audit' && <AuditPage desk={desk} />}
      {page === 'accounts' && <AccountsPage desk={desk} />}
      {page === 'integrity' && <IntegrityPage desk={desk} />}
      <DialogLayer desk={desk} />
      <div class={`notice ${state.notice?.tone ?? 'none'}`}>
        <p role="status">{state.notice?.tone === 'done' ? state.notice.text : ''}</p>
        <p role="alert">{state.notice?.tone === 'trouble' ? state.notice.text : ''}</p>
        {state.notice && (
          <button type="button" class="plain" onClick={() => desk.store.change({ notice: null })}>
            閉じる
          </button>
        )}
      </div>
    </>
  )
}
