import { allowedActs } from './allowed-acts.ts'
import { CaseRow, ownerText } from './case-row.tsx'
import { momentText } from './moments.ts'
import { placeIn } from './place.ts'
import type { StaffConsole } from './staff-console.ts'
import type { CaseLine } from './wire.ts'
import { ACT_NAMES } from './words.ts'

/** Taking a promise where it stands; the focus stays at its row when the button is gone. */
function Take({ desk, line }: { readonly desk: StaffConsole; readonly line: CaseLine }) {
  const { session, busy } = desk.store.state
  const acts = session ? allowedActs(line, session.me) : []
  const act = acts.includes('accept') ? 'accept' : acts.includes('claim') ? 'claim' : null
  if (act === null || (act === 'claim' && line.owner.kind === 'person')) return null
  return (
    <button
      type="button"
      data-take=""
      aria-disabled={busy !== null}
      onClick={({ currentTarget }) => {
        currentTarget.closest('li')?.querySelector('a')?.focus()
        void desk.take(line, act)
      }}
    >
      {ACT_NAMES[act]}
      <span class="unseen">（{line.summary}）</span>
      <kbd>C</kbd>
    </button>
  )
}

/** Closing the day: nothing is promised any more, or it stands here who takes what is left. */
export function DayPage({ desk }: { readonly desk: StaffConsole }) {
  const { day, now, session } = desk.store.state
  const me = session?.me.username ?? ''
  const left = day?.left ?? []
  const nobody = left.filter(({ owner }) => owner.kind !== 'person')
  return (
    <main class="page day">
      <h2>一日の終わり</h2>
      {!day && <p class="hint">読み込んでいます…</p>}
      {day && (
        <>
          <p class={left.length === 0 ? 'total well' : 'total'} role="status">
            約束の残り <b>{left.length}</b>
          </p>
          <p>
            {left.length === 0
              ? `${momentText(day.until, now)}までに返事を約束した相談は、残っていません。`
              : nobody.length === 0
                ? `${momentText(day.until, now)}までに返事を約束した相談です。どれも受け持つ人が決まっています。`
                : `${nobody.length}件は受け持つ人がいません。閉める前に、ここで「引き受ける」か、開いて「引き渡す」を選んでください。`}
          </p>
          <ol class="left">
            {left.map((line) => (
              <li key={line.id}>
                <a data-row="" href={placeIn({ page: 'cases', view: 'danger', openId: line.id })}>
                  <CaseRow line={line} now={now} me={me} />
                </a>
                <p class={line.owner.kind === 'person' ? '' : 'warn'}>
                  {line.owner.kind === 'person'
                    ? `受け持つ人：${ownerText(line, me)}`
                    : '受け持つ人を決めてください'}
                </p>
                <Take desk={desk} line={line} />
              </li>
            ))}
          </ol>
        </>
      )}
    </main>
  )
}
