import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { CaseRow } from './case-row.tsx'
import { placeIn } from './place.ts'
import type { StaffConsole } from './staff-console.ts'
import { VIEW_EMPTY, VIEW_NAMES } from './words.ts'

/** Height of a row in rem where `list.css` does not say. */
const ROW_REM = 6.25
/** Rows drawn above and below what can be seen. */
const SPARE = 6

/** Only the rows in sight are drawn, so that five thousand cost as much as twenty. */
export function CaseList({ desk }: { readonly desk: StaffConsole }) {
  const { lines, view, openId, now, session } = desk.store.state
  const box = useRef<HTMLDivElement>(null)
  const [seen, setSeen] = useState({ top: 0, height: 800, row: ROW_REM * 16, rem: ROW_REM })
  const [focused, setFocused] = useState<number | null>(null)

  const measure = () => {
    const element = box.current
    if (!element) return
    const rem = Number.parseFloat(getComputedStyle(element).getPropertyValue('--row')) || ROW_REM
    const row = rem * Number.parseFloat(getComputedStyle(document.documentElement).fontSize)
    setSeen({ top: element.scrollTop, height: element.clientHeight, row, rem })
  }
  // Rows are lower where a case stands beside them or the screen is narrow.
  useLayoutEffect(measure, [openId])
  useEffect(() => {
    addEventListener('resize', measure)
    return () => removeEventListener('resize', measure)
  }, [])
  useEffect(() => {
    box.current?.scrollTo(0, 0)
    setFocused(null)
  }, [view])

  const all = lines ?? []
  const first = Math.max(0, Math.floor(seen.top / seen.row) - SPARE)
  const end = Math.min(all.length, Math.ceil((seen.top + seen.height) / seen.row) + SPARE)
  const open = all.findIndex(({ id }) => id === openId)
  // One row takes the Tab key; the arrows move on from there.
  const entry = focused !== null && focused < all.length ? focused : Math.max(0, open)
  const drawn = new Set([...Array(Math.max(0, end - first)).keys()].map((i) => first + i))
  // The row the keyboard stands on, and its neighbours, are there wherever the list was scrolled to.
  for (const i of [entry - 1, entry, entry + 1]) if (i >= 0 && i < all.length) drawn.add(i)

  return (
    <section class="list" aria-labelledby="list-name">
      <h2 id="list-name" tabIndex={-1}>
        {VIEW_NAMES[view]}
        {lines && <span class="count">{lines.length.toLocaleString('ja-JP')}件</span>}
      </h2>
      <div ref={box} id="list" class="rows" onScroll={measure}>
        {lines === null && <p class="hint">読み込んでいます…</p>}
        {lines?.length === 0 && <p class="hint">{VIEW_EMPTY[view]}</p>}
        {all.length > 0 && (
          <ol style={{ height: `${all.length * seen.rem}rem` }}>
            {[...drawn]
              .sort((a, b) => a - b)
              .map((i) => {
                const line = all[i]
                return (
                  line && (
                    <li
                      key={line.id}
                      aria-setsize={all.length}
                      aria-posinset={i + 1}
                      style={{ top: `${i * seen.rem}rem`, height: `${seen.rem}rem` }}
                    >
                      <a
                        data-row=""
                        href={placeIn({ page: 'cases', view, openId: line.id })}
                        tabIndex={i === entry ? 0 : -1}
                        onFocus={() => setFocused(i)}
                        {...(line.id === openId ? { 'aria-current': 'true' as const } : {})}
                      >
                        <CaseRow line={line} now={now} me={session?.me.username ?? ''} />
                      </a>
                    </li>
                  )
                )
              })}
          </ol>
        )}
      </div>
    </section>
  )
}
