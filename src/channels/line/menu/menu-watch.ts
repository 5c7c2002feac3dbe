import type { Clock, Log, MenuKind } from '../../../ports.ts'
import type { LineMenus } from './line-menus.ts'

interface Parts {
  readonly menus: Pick<LineMenus, 'stand'>
  readonly standing: (now: number) => MenuKind
  readonly clock: Clock
  readonly log: Log
}

/**
 * Sets the menu of the hour when the hour has changed; to be called every minute. Every process does so: setting the
 * same menu again changes nothing, and LINE is asked only at a change and once after a start.
 */
export function menuWatch({ menus, standing, clock, log }: Parts): () => Promise<void> {
  let set: MenuKind | null = null
  return async () => {
    const menu = standing(clock())
    if (menu === set) return
    const outcome = await menus.stand(menu)
    // Where no menus are installed there is nothing to be done before the next change.
    if (outcome !== 'failed') set = menu
    log(outcome === 'failed' ? 'warn' : 'info', 'line-menu', { menu, outcome })
  }
}
