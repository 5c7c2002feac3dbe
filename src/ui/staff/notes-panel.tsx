import { useRef } from 'preact/hooks'
import { allowedActs } from './allowed-acts.ts'
import { ConflictBox } from './conflict-box.tsx'
import { draftKey } from './console-state.ts'
import { momentText } from './moments.ts'
import type { StaffConsole } from './staff-console.ts'
import type { CaseWhole } from './wire.ts'

const LONGEST = 5_000

/** Words among staff. Apart from the replies in place, colour and shape, so that nobody takes one for the other. */
export function NotesPanel({ desk, whole }: { readonly desk: StaffConsole; readonly whole: CaseWhole }) {
  const { drafts, conflict, now, busy, session } = desk.store.state
  const text = drafts[draftKey(whole.id, 'note')]?.text ?? ''
  const box = useRef<HTMLTextAreaElement>(null)
  const colleagues = session?.people ?? []
  const nameOf = (id: string) => colleagues.find((one) => one.id === id)?.name ?? id
  const keep = async () => {
    if (text.trim() === '') return box.current?.focus()
    await desk.act('note', { text })
  }
  const writing = /[@＠]([^\s@＠]*)$/.exec(text)
  const offered = writing
    ? colleagues
        .filter(({ id, name }) => [id, name].some((one) => one.startsWith(writing[1] ?? '')))
        .slice(0, 5)
    : []
  return (
    <section class="notes" aria-labelledby="notes-name">
      <h3 id="notes-name">職員だけのメモ（区民には見えません）</h3>
      <ol>
        {whole.notes.map(({ id, at, by, text: note, mentions }) => (
          <li key={id}>
            <p class="from">
              {by.name} <time dateTime={at}>{momentText(at, now)}</time>
              {mentions.length > 0 && `　→ ${mentions.map((id) => `${nameOf(id)}さん`).join('、')}`}
            </p>
            <p class="text">{note}</p>
          </li>
        ))}
      </ol>
      {session && allowedActs(whole, session.me).includes('note') && (
        <>
          {conflict?.case === whole.id && conflict.act === 'note' && (
            <ConflictBox conflict={conflict} now={now} />
          )}
          <label for="note">メモを書く</label>
          <textarea
            ref={box}
            id="note"
            rows={2}
            maxLength={LONGEST}
            value={text}
            aria-describedby="note-help"
            onInput={({ currentTarget }) => desk.draft(whole.id, 'note', { text: currentTarget.value })}
            onKeyDown={(event) => {
              if (event.isComposing || event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
              event.preventDefault()
              void keep()
            }}
          />
          {offered.length > 0 && (
            <p class="offered">
              {offered.map(({ id, name }) => (
                <button
                  key={id}
                  type="button"
                  class="plain"
                  onClick={() => {
                    desk.draft(whole.id, 'note', { text: text.replace(/[@＠][^\s@＠]*$/, `@${id} `) })
                    box.current?.focus()
                  }}
                >
                  {name}さん（@{id}）
                </button>
              ))}
            </p>
          )}
          <p class="row">
            <span class="hint" id="note-help">
              @名前 で知らせる
            </span>
            <button type="button" class="note-send" aria-disabled={busy !== null} onClick={() => void keep()}>
              メモを残す
            </button>
          </p>
        </>
      )}
    </section>
  )
}
