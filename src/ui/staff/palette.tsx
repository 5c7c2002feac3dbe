import { useEffect, useRef, useState } from 'preact/hooks'
import { commandsOf } from './commands.ts'
import type { StaffConsole } from './staff-console.ts'

const MOST = 12

/** Every command by name, and every case of the present list by what it is about. */
export function Palette({ desk }: { readonly desk: StaffConsole }) {
  const [query, setQuery] = useState('')
  const [at, setAt] = useState(0)
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => field.current?.focus(), [])
  const words = query.trim().toLowerCase().split(/\s+/).filter(Boolean)
  const found = commandsOf(desk)
    .filter(({ label }) => words.every((word) => label.toLowerCase().includes(word)))
    .slice(0, MOST)
  const run = (i: number) => {
    const command = found[i]
    if (!command) return
    desk.say(null)
    // The dialog gives the focus back first; what the command does with it comes after.
    setTimeout(() => command.run())
  }
  return (
    <div class="palette">
      <input
        ref={field}
        role="combobox"
        aria-label="命令や相談の名前"
        aria-expanded={found.length > 0}
        aria-controls="commands"
        aria-autocomplete="list"
        {...(found.length > 0 ? { 'aria-activedescendant': `command-${at}` } : {})}
        autocomplete="off"
        value={query}
        onInput={({ currentTarget }) => {
          setQuery(currentTarget.value)
          setAt(0)
        }}
        onKeyDown={(event) => {
          if (event.isComposing) return
          if (event.key === 'Enter') run(at)
          else if (event.key === 'ArrowDown') setAt(Math.min(at + 1, found.length - 1))
          else if (event.key === 'ArrowUp') setAt(Math.max(at - 1, 0))
          else return
          event.preventDefault()
        }}
      />
      {found.length > 0 ? (
        <div id="commands" role="listbox" aria-label="命令">
          {found.map(({ id, label, key }, i) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the field's
            <div
              key={id}
              id={`command-${i}`}
              role="option"
              tabIndex={-1}
              aria-selected={i === at}
              onClick={() => run(i)}
            >
              <span>{label}</span>
              {key && <kbd>{key.toUpperCase()}</kbd>}
            </div>
          ))}
        </div>
      ) : (
        <p role="status">見つかりません。</p>
      )}
    </div>
  )
}
