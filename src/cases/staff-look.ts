import type { Store } from '../ports.ts'

/** As the system has it, or always so. */
export const THEMES = ['system', 'light', 'dark'] as const
export type Theme = (typeof THEMES)[number]

const UNIT = 'staff-look'

/** How each member of staff wants the console to look: kept here, as nothing is kept in their browsers. */
export function staffLook(store: Store) {
  return {
    async of(username: string): Promise<Theme> {
      const kept = (await store.get(UNIT, username))?.value
      return THEMES.find((theme) => theme === kept) ?? 'system'
    },
    async set(username: string, theme: Theme): Promise<void> {
      await store.commit({ unit: UNIT, puts: [{ key: username, value: theme, expect: 'any' }] })
    },
  }
}
export type StaffLook = ReturnType<typeof staffLook>
