import { useEffect, useRef } from 'preact/hooks'
import { CaseAnswers } from './case-answers.tsx'
import { CaseFacts } from './case-facts.tsx'
import { CaseHead } from './case-head.tsx'
import { CaseHistory } from './case-history.tsx'
import { NotesPanel } from './notes-panel.tsx'
import { ReplyBox } from './reply-box.tsx'
import type { StaffConsole } from './staff-console.ts'
import { Talk } from './talk.tsx'

/** One case on one screen: what is urgent, what is known, what was said, what to do. */
export function CasePage({ desk }: { readonly desk: StaffConsole }) {
  const { whole, missing, view } = desk.store.state
  const place = useRef<HTMLElement>(null)
  const there = whole !== null || missing !== null
  useEffect(() => {
    if (there) place.current?.querySelector<HTMLElement>('h2')?.focus()
  }, [there])

  if (missing)
    return (
      <article ref={place} class="case">
        <h2 tabIndex={-1}>{missing}</h2>
        <p>
          <a href={`#${view}`}>一覧に戻る</a>
        </p>
      </article>
    )
  if (!whole)
    return (
      <article class="case">
        <p class="hint">読み込んでいます…</p>
      </article>
    )
  const erased = whole.phase === 'erased'
  return (
    <article ref={place} class="case" aria-labelledby="case-name">
      <CaseHead desk={desk} whole={whole} />
      {erased ? (
        <>
          <div class="box soft tombstone">
            <h3>本人が記録を消しました</h3>
            <p>
              お話・聞いたこと・職員のメモも、何があったかの経過も、どこにも残っていません。消された日時だけが残ります。返信はできません。
            </p>
          </div>
          <CaseHistory whole={whole} now={desk.store.state.now} />
        </>
      ) : (
        <div class="desk">
          <div class="known">
            <CaseFacts whole={whole} now={desk.store.state.now} />
            <NotesPanel desk={desk} whole={whole} />
            <CaseAnswers whole={whole} now={desk.store.state.now} />
            <CaseHistory whole={whole} now={desk.store.state.now} />
          </div>
          <div class="said">
            <Talk desk={desk} whole={whole} />
            <ReplyBox desk={desk} whole={whole} />
          </div>
        </div>
      )}
    </article>
  )
}
