import { useRef, useState } from 'preact/hooks'
import { holesIn } from '../../content/holes.ts'
import { allowedActs } from './allowed-acts.ts'
import { CannedList, cannedFor, slashIn } from './canned-list.tsx'
import { ConflictBox } from './conflict-box.tsx'
import { draftKey } from './console-state.ts'
import type { StaffConsole } from './staff-console.ts'
import type { CaseWhole } from './wire.ts'
import { LANG_NAMES, WAY_BEFORE } from './words.ts'

const LONGEST = 5_000
const TYPING_MS = 5_000
const REGISTERS = ['ja', 'easy', 'en'] as const
export type Register = (typeof REGISTERS)[number]

/** What goes to the resident, and nothing else does. */
export function ReplyBox({ desk, whole }: { readonly desk: StaffConsole; readonly whole: CaseWhole }) {
  const { drafts, conflict, now, busy, session } = desk.store.state
  const text = drafts[draftKey(whole.id, 'reply')]?.text ?? ''
  const box = useRef<HTMLTextAreaElement>(null)
  const [slash, setSlash] = useState<{ from: number; query: string } | null>(null)
  const [chosen, setChosen] = useState(0)
  const [register, setRegister] = useState<Register>(REGISTERS.find((one) => one === whole.lang) ?? 'ja')
  const told = useRef(0)
  const way = whole.reply_way

  const write = (value: string) => {
    desk.draft(whole.id, 'reply', { text: value })
    if (Date.now() - told.current < TYPING_MS) return
    told.current = Date.now()
    desk.typing()
  }
  const found = slash && session ? cannedFor(session.canned, slash.query) : []
  const holes = holesIn(text)
  /** What has to be filled in is selected, so that writing replaces it. */
  const toHole = (words: string) => {
    const [first] = holesIn(words)
    box.current?.focus()
    if (first) box.current?.setSelectionRange(first.from, first.from + first.hole.length)
  }
  const take = (i: number) => {
    const canned = found[i]
    if (!canned || !slash) return
    const end = slash.from + 1 + slash.query.length
    const words = text.slice(0, slash.from) + canned.text[register] + text.slice(end)
    write(words)
    setSlash(null)
    // The text field shows it only once it has been drawn.
    setTimeout(() => toHole(words))
  }
  const send = async () => {
    if (text.trim() === '' || text.length > LONGEST) return box.current?.focus()
    if (holes.length > 0) {
      desk.tell('trouble', `${holes[0]?.hole} がまだ埋まっていません。書きかえてから送ってください。`)
      return toHole(text)
    }
    if (await desk.act('reply', { text })) box.current?.focus()
  }
  const move = (by: number) => setChosen((chosen + by + found.length) % found.length)
  const turn = (by: number) => {
    const at = REGISTERS.indexOf(register) + by + REGISTERS.length
    setRegister(REGISTERS[at % REGISTERS.length] ?? 'ja')
  }

  function keys(event: KeyboardEvent): void {
    if (event.isComposing) return
    const act: Readonly<Record<string, () => void>> =
      found.length > 0
        ? {
            ArrowDown: () => move(1),
            ArrowUp: () => move(-1),
            ArrowRight: () => turn(1),
            ArrowLeft: () => turn(-1),
            Enter: () => take(chosen),
            Tab: () => take(chosen),
            Escape: () => setSlash(null),
          }
        : {}
    const done = act[event.key]
    if (done) {
      event.preventDefault()
      event.stopPropagation()
      done()
      return
    }
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      void send()
    }
  }

  const can = session ? allowedActs(whole, session.me) : []
  if (!can.includes('reply'))
    return (
      <section class="reply shut" aria-label="返信">
        <p class="hint">
          {can.includes('claim')
            ? '返信するには、まず引き受けてください。'
            : '今はこの相談に返信できません。'}
        </p>
        {text !== '' && (
          <>
            <p>書きかけの返信（残してあります）</p>
            <textarea readOnly rows={3} value={text} aria-label="書きかけの返信" />
          </>
        )}
      </section>
    )
  return (
    <section class="reply" aria-labelledby="reply-name">
      <h3 id="reply-name">
        <label for="reply">返信</label>
        <span>「職員」として相談した人に届きます</span>
      </h3>
      <p class={way === 'line' ? 'warn' : 'hint'} id="reply-way">
        {WAY_BEFORE[way]}
      </p>
      {conflict?.case === whole.id && conflict.act === 'reply' && (
        <ConflictBox conflict={conflict} now={now} />
      )}
      <div class="writing">
        {found.length > 0 && (
          <CannedList
            found={found}
            chosen={chosen}
            register={register}
            onRegister={setRegister}
            onTake={take}
          />
        )}
        <textarea
          ref={box}
          id="reply"
          rows={4}
          maxLength={LONGEST}
          value={text}
          aria-describedby="reply-way reply-help"
          aria-autocomplete="list"
          aria-invalid={holes.length > 0}
          {...(found.length > 0
            ? { 'aria-controls': 'canned', 'aria-activedescendant': `canned-${chosen}` }
            : {})}
          onInput={({ currentTarget }) => {
            write(currentTarget.value)
            setSlash(slashIn(currentTarget.value, currentTarget.selectionStart))
            setChosen(0)
          }}
          onKeyDown={keys}
          onBlur={({ relatedTarget }) => {
            if (!(relatedTarget instanceof Element && relatedTarget.closest('.canned'))) setSlash(null)
          }}
        />
      </div>
      <p class="row">
        <span class="hint" id="reply-help">
          {holes.length > 0 && (
            <b class="unfilled">{holes.map(({ hole }) => hole).join('')}を書きかえてください。</b>
          )}
          <kbd>/</kbd> ひな形　相手のことば：{whole.lang && LANG_NAMES[whole.lang]}
        </span>
        <button type="button" class="primary" aria-disabled={busy !== null} onClick={() => void send()}>
          {busy === 'reply' ? '送っています…' : '返信する'}
          <kbd>Ctrl+Enter</kbd>
        </button>
      </p>
    </section>
  )
}
