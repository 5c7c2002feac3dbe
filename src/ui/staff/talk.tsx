import { useEffect, useLayoutEffect, useRef } from 'preact/hooks'
import { momentText } from './moments.ts'
import type { StaffConsole } from './staff-console.ts'
import type { CaseWhole, SaidMessage } from './wire.ts'
import { MASKED_NAMES } from './words.ts'

const FROM = { resident: '相談した人', bot: '自動案内', staff: '職員', system: '危険の案内（自動）' } as const
const LOCALES: Readonly<Record<string, string>> = { easy: 'ja', zh: 'zh-CN' }

/** What became of a reply: whether the resident has it before them. */
function Travelled({ message: { not_sent, way, opened } }: { readonly message: SaidMessage }) {
  if (opened) return <p class="hint">区の画面で読まれました。</p>
  if (not_sent) return <p class="warn">届いたか確かめられていません。</p>
  if (opened === undefined) return null
  const told = way === 'page' ? 'LINEに「返事があります」と知らせました。' : ''
  return <p class="hint">{told}まだ読まれていません。</p>
}

interface Props {
  readonly desk: StaffConsole
  readonly whole: CaseWhole
}

/** Asks for what is masked, and says that asking is on record. */
function Masked({
  desk,
  message: { id, masked },
}: {
  readonly desk: StaffConsole
  readonly message: SaidMessage
}) {
  if (!masked) return null
  const shown = desk.store.state.revealed[id] !== undefined
  const what = masked.map((kind) => MASKED_NAMES[kind]).join('・')
  return (
    <p class="masked">
      <button type="button" aria-pressed={shown} onClick={() => void desk.reveal(id)}>
        {shown ? `${what}を伏せる` : `${what}を見る`}
      </button>
      <span class="hint">{shown ? '見たことを記録しました。' : '見ると記録されます。'}</span>
    </p>
  )
}

function Bubble({ desk, message }: { readonly desk: StaffConsole; readonly message: SaidMessage }) {
  const { now, revealed } = desk.store.state
  const { id, from, at, lang, text, points = [], card, danger } = message
  const grave = danger !== undefined && danger !== 'none'
  return (
    <li class={`bubble ${from} ${grave ? 'grave' : ''}`}>
      <p class="from">
        {FROM[from]} <time dateTime={at}>{momentText(at, now)}</time>
        {grave && from === 'resident' && <b>　危険のことば</b>}
      </p>
      <p class="text" lang={LOCALES[lang] ?? lang}>
        {revealed[id] ?? text}
      </p>
      <Masked desk={desk} message={message} />
      <Travelled message={message} />
      {points.length > 0 && <p class="hint">案内した相談先：{points.map(({ name }) => name).join('、')}</p>}
      {card && <p class="hint">窓口カードを渡しました（受付のことば：{card.ticket}）</p>}
    </li>
  )
}

/** What was said, oldest first, standing at its newest. */
export function Talk({ desk, whole }: Props) {
  const box = useRef<HTMLDivElement>(null)
  const atEnd = useRef(true)
  const count = whole.messages.length
  useLayoutEffect(() => {
    const element = box.current
    if (element && atEnd.current) element.scrollTop = element.scrollHeight
  }, [count])
  useEffect(() => {
    const element = box.current
    if (!element) return
    // What opens beside it makes it smaller: its newest stays in sight.
    const watcher = new ResizeObserver(() => {
      if (atEnd.current) element.scrollTop = element.scrollHeight
    })
    watcher.observe(element)
    return () => watcher.disconnect()
  }, [])
  return (
    <section aria-labelledby="talk-name" class="talk">
      <h3 id="talk-name">お話</h3>
      <div
        ref={box}
        class="bubbles"
        role="log"
        aria-labelledby="talk-name"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard
        tabIndex={0}
        onScroll={({ currentTarget: { scrollTop, scrollHeight, clientHeight } }) => {
          atEnd.current = scrollHeight - scrollTop - clientHeight < 40
        }}
      >
        {count === 0 && <p class="hint">まだ何も話されていません。</p>}
        <ol>
          {whole.messages.map((message) => (
            <Bubble key={message.id} desk={desk} message={message} />
          ))}
        </ol>
      </div>
    </section>
  )
}
