import { useState } from 'preact/hooks'
import { type Command, commandsOf } from './commands.ts'
import type { StaffConsole } from './staff-console.ts'

const MOST = 12

/** Every command by name, and every case of the present list by what it is about. */
export function Palette({ desk }: { readonly desk: StaffConsole }) {
  const [query, setQuery] = useState('')
  const [at, setAt] = useState(0)
  const matching = (query: string) => {
    const words = query.trim().toLowerCase().split(/\s+/).filter(Boolean)
    return commandsOf(desk)
      .filter(({ label }) => words.every((word) => label.toLowerCase().includes(word)))
      .slice(0, MOST)
  }
  const found = matching(query)
  const run = (command: Command | undefined) => {
    if (!command) return
    desk.say(null)
    // The dialog gives the focus back first; what the command does with it comes after.
    setTimeout(() => command.run())
  }
  return (
    <div class="palette">
      <input
        // Where a dialog that opens puts the focus at once: what is typed right after the key belongs here.
        autofocus
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
          // Whoever types fast means what stands in the field, drawn or not.
          const { value } = event.currentTarget
          if (event.key === 'Enter') run(value === query ? found[at] : matching(value)[0])
          else if (event.key === 'ArrowDown') setAt(Math.min(at + 1, found.length - 1))
          else if (event.key === 'ArrowUp') setAt(Math.max(at - 1, 0))
          else return
          event.preventDefault()
        }}
      />
      {found.length > 0 ? (
        <div id="commands" role="listbox" aria-label="命令">
          {found.map((command, i) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the field's
            <div
              key={command.id}
              id={`command-${i}`}
              role="option"
              tabIndex={-1}
              aria-selected={i === at}
              onClick={() => run(command)}
            >
              <span>{command.label}</span>
              {command.key && <kbd>{command.key.toUpperCase()}</kbd>}
            </div>
          ))}
        </div>
      ) : (
        <p role="status">見つかりません。</p>
      )}
    </div>
  )
}
