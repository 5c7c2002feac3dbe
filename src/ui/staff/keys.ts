import { commandsOf } from './commands.ts'
import type { StaffConsole } from './staff-console.ts'

const WRITING = 'input, textarea, select, [contenteditable]'

/** Keys that are not commands, for the page that lists them all. */
export const OTHER_KEYS = [
  ['↓ ↑ または J K', '一覧の次・前'],
  ['Enter', '選んだ相談を開く'],
  ['Esc', '閉じる・一覧に戻る'],
  ['R', '返信を書く'],
  ['N', 'メモを書く（区民には見えません）'],
  ['Ctrl+Enter（⌘+Enter）', '書いている返信・メモを出す'],
  ['/', '返信の中で：ひな形を選ぶ'],
  ['Ctrl+K（⌘+K）', '命令を名前で探す'],
] as const

/** Moves along the list, from wherever one is. */
function step(by: 1 | -1): void {
  const rows = [...document.querySelectorAll<HTMLElement>('#list [data-row], .left [data-row]')]
  const at = rows.findIndex(
    (row) => row === document.activeElement || row.getAttribute('aria-current') === 'true',
  )
  const next = rows[at < 0 ? 0 : at + by]
  next?.focus()
}

/** Every key of the console. Letters count only where nothing is being written, and can be turned off. */
export function listenToKeys(desk: StaffConsole): void {
  addEventListener('keydown', (event) => {
    const { door, dialog, letterKeys, openId, page, view } = desk.store.state
    if (door !== 'open' || event.isComposing || event.defaultPrevented) return
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
      event.preventDefault()
      return desk.say(dialog?.kind === 'palette' ? null : { kind: 'palette' })
    }
    if (event.ctrlKey || event.metaKey || event.altKey || dialog) return
    const target = event.target as HTMLElement
    if (event.key === 'Escape') {
      if (target.matches(WRITING)) return target.blur()
      if (openId !== null || page !== 'cases') return desk.turnTo({ view })
    }
    if (target.matches(WRITING)) return
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      if (!target.closest('#list, .left') && target !== document.body) return
      event.preventDefault()
      return step(event.key === 'ArrowDown' ? 1 : -1)
    }
    if (!letterKeys) return
    const letter = event.key.toLowerCase()
    if (letter === 'j' || letter === 'k') return step(letter === 'j' ? 1 : -1)
    const taking = target.closest('.left li')?.querySelector<HTMLElement>('[data-take]')
    if (letter === 'c' && taking) return taking.click()
    const command = commandsOf(desk).find(({ key }) => key === letter)
    if (!command) return
    event.preventDefault()
    command.run()
  })
}
