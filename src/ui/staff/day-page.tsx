import { CaseRow, ownerText } from './case-row.tsx'
import { momentText } from './moments.ts'
import { placeIn } from './place.ts'
import type { StaffConsole } from './staff-console.ts'

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
                : `${nobody.length}件は受け持つ人がいません。閉める前に、開いて「引き受ける」か「引き渡す」を選んでください。`}
          </p>
          <ol class="left">
            {left.map((line) => (
              <li key={line.id}>
                <a href={placeIn({ page: 'cases', view: 'danger', openId: line.id })}>
                  <CaseRow line={line} now={now} me={me} />
                </a>
                <p class={line.owner.kind === 'person' ? '' : 'warn'}>
                  {line.owner.kind === 'person'
                    ? `受け持つ人：${ownerText(line, me)}`
                    : '受け持つ人を決めてください'}
                </p>
              </li>
            ))}
          </ol>
        </>
      )}
    </main>
  )
}
