import { useEffect, useLayoutEffect, useRef } from 'preact/hooks'
import { momentText } from './moments.ts'
import type { CaseWhole, SaidMessage } from './wire.ts'

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

function Bubble({ message, now }: { readonly message: SaidMessage; readonly now: number }) {
  const { from, at, lang, text, points = [], card, danger } = message
  const grave = danger !== undefined && danger !== 'none'
  return (
    <li class={`bubble ${from} ${grave ? 'grave' : ''}`}>
      <p class="from">
        {FROM[from]} <time dateTime={at}>{momentText(at, now)}</time>
        {grave && from === 'resident' && <b>　危険のことば</b>}
      </p>
      <p class="text" lang={LOCALES[lang] ?? lang}>
        {text}
      </p>
      <Travelled message={message} />
      {points.length > 0 && <p class="hint">案内した相談先：{points.map(({ name }) => name).join('、')}</p>}
      {card && <p class="hint">窓口カードを渡しました（受付のことば：{card.ticket}）</p>}
    </li>
  )
}

/** What was said, oldest first, standing at its newest. */
export function Talk({ whole, now }: { readonly whole: CaseWhole; readonly now: number }) {
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
            <Bubble key={message.id} message={message} now={now} />
          ))}
        </ol>
      </div>
    </section>
  )
}
