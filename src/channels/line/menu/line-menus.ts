import type { Clock, MenuKind, MenuOutcome, Menus } from '../../../ports.ts'
import type { CallAnswer, LineCalls } from '../call.ts'
import { aliasOf } from './menu.ts'

export interface LineMenus extends Menus {
  /** Everybody without a menu of their own sees that one. */
  stand(kind: MenuKind): Promise<MenuOutcome>
}

/** `richmenu` may have made another menu meanwhile; its alias says which. */
const KNOWN_MS = 5 * 60_000

const gone = (answer: CallAnswer<unknown>): boolean =>
  answer.kind === 'status' && (answer.status === 404 || answer.status === 400)

/** LINE's rich menus, found by the aliases that `npm run line -- richmenu` has set. */
export function lineMenus({ call }: LineCalls, clock: Clock): LineMenus {
  const known = new Map<MenuKind, { readonly id: string; readonly until: number }>()

  /** The menu's id; an outcome when there is none to be had. */
  async function idOf(kind: MenuKind): Promise<{ readonly id: string } | Exclude<MenuOutcome, 'done'>> {
    const before = known.get(kind)
    if (before && clock() < before.until) return before
    const answer = await call(({ api }) => api.getRichMenuAliasWithHttpInfo(aliasOf(kind)))
    const id = answer.kind === 'ok' ? answer.body?.richMenuId : undefined
    if (!id) return gone(answer) || answer.kind === 'ok' ? 'absent' : 'failed'
    known.set(kind, { id, until: clock() + KNOWN_MS })
    return { id }
  }

  /** With the id known so far, and once more with the present one when LINE does not know that any longer. */
  async function using(
    kind: MenuKind,
    act: (id: string) => Promise<CallAnswer<unknown>>,
  ): Promise<MenuOutcome> {
    const fresh = !known.has(kind)
    const found = await idOf(kind)
    if (typeof found === 'string') return found
    const answer = await act(found.id)
    if (answer.kind === 'ok' || answer.kind === 'unreadable') return 'done'
    known.delete(kind)
    return gone(answer) && !fresh ? using(kind, act) : 'failed'
  }

  return {
    show: (to, kind) => using(kind, (id) => call(({ api }) => api.linkRichMenuIdToUserWithHttpInfo(to, id))),
    async takeBack(to) {
      const answer = await call(({ api }) => api.unlinkRichMenuIdFromUserWithHttpInfo(to))
      return answer.kind === 'ok' || answer.kind === 'unreadable' || gone(answer) ? 'done' : 'failed'
    },
    async stand(kind) {
      const standing = await call(({ api }) => api.getDefaultRichMenuIdWithHttpInfo())
      return using(kind, async (id) =>
        standing.kind === 'ok' && standing.body.richMenuId === id
          ? standing
          : call(({ api }) => api.setDefaultRichMenuWithHttpInfo(id)),
      )
    },
  }
}
