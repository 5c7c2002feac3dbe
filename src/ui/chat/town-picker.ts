import type { TownEntry } from '../../directory/town-search.ts'
import type { ChatScreen } from './page-state.ts'

/** The list of towns, fetched when it is first opened and searched here. */
export function townPicker(page: ChatScreen) {
  let towns: readonly TownEntry[] | null = null

  return {
    async toggle(): Promise<void> {
      if (page.state.towns.kind === 'open') return page.change({ towns: { kind: 'closed' } })
      try {
        towns ??= ((await (await fetch('/chat/towns.json')).json()) as { towns: TownEntry[] }).towns
      } catch {
        return page.live({ status: 'cut' })
      }
      page.change({ towns: { kind: 'open', towns, typed: '' } })
      document.getElementById('town')?.focus()
    },
    search(typed: string): void {
      if (towns) page.change({ towns: { kind: 'open', towns, typed } })
    },
  }
}
