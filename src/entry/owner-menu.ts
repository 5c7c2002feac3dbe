import { inFlight } from '../bot/in-flight.ts'
import type { CaseState } from '../cases/case-state.ts'
import type { Menus, Sealer, Store } from '../ports.ts'

interface Parts {
  readonly store: Store
  readonly sealer: Sealer
  readonly menus: Menus
}

/** The standing menu follows the owner: 担当者と話し中 while a person has the talk. Best effort, and never rejects. */
export function ownerMenu({ store, sealer, menus }: Parts): (id: string, state: CaseState) => Promise<void> {
  const wire = inFlight(sealer)
  return async (id, { owner }) => {
    try {
      const to = await wire.userOf(store, id)
      if (to === null) return
      await (owner.kind === 'person' ? menus.show(to, 'talking') : menus.takeBack(to))
    } catch {
      // The menu is a courtesy: the talk itself says who speaks.
    }
  }
}
