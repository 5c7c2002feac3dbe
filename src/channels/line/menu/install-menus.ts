import type { messagingApi } from '@line/bot-sdk'
import type { MenuKind } from '../../../ports.ts'
import type { CallAnswer, Clients, LineCalls } from '../call.ts'
import { aliasOf, OURS } from './menu.ts'
import type { MenuRequest } from './menu-request.ts'

export type InstallStep = 'list' | 'validate' | 'create' | 'upload' | 'alias' | 'stand'

/** What was done, in the order it is done in. `fault`: where it stopped; a second run goes on from there. */
export interface Installed {
  made: MenuKind[]
  kept: MenuKind[]
  stands: { readonly kind: MenuKind; readonly changed: boolean } | null
  deleted: number
  /** Former menus left because people could not be moved to the new ones yet, or LINE did not delete them. */
  left: number
  fault: {
    readonly step: InstallStep
    readonly kind: MenuKind | null
    readonly answer: CallAnswer<unknown>
  } | null
}

interface Parts {
  readonly calls: LineCalls
  readonly requests: readonly MenuRequest[]
  /** PNG of an SVG. */
  readonly render: (svg: string) => Uint8Array<ArrayBuffer>
  /** The menu of this hour. */
  readonly standing: MenuKind
  readonly wait: (ms: number) => Promise<void>
}

type Wired<T> = Promise<{ readonly httpResponse: Response; readonly body: T }>

class Stopped extends Error {
  readonly at: NonNullable<Installed['fault']>
  constructor(at: NonNullable<Installed['fault']>) {
    super(at.step)
    this.at = at
  }
}

const MOST_LOOKS = 20
const LOOK_MS = 1_000

/**
 * Brings the account's rich menus to what is wanted: validates all, then creates, uploads, sets aliases and the
 * default, moves whoever sees a former one of ours, and deletes that. What is as wanted already is left alone.
 */
export async function installMenus({ calls, requests, render, standing, wait }: Parts): Promise<Installed> {
  const done: Installed = { made: [], kept: [], stands: null, deleted: 0, left: 0, fault: null }
  const { call } = calls

  async function need<T>(
    step: InstallStep,
    kind: MenuKind | null,
    make: (clients: Clients) => Wired<T>,
  ): Promise<T> {
    const answer = await call(make)
    if (answer.kind !== 'ok') throw new Stopped({ step, kind, answer })
    return answer.body
  }

  /** A menu without its picture cannot be shown, and its picture cannot be added by halves: it goes again. */
  async function make({ menu, svg, request }: MenuRequest): Promise<string> {
    const { kind } = menu
    const { richMenuId } = await need('create', kind, ({ api }) => api.createRichMenuWithHttpInfo(request))
    const picture = new Blob([render(svg)], { type: 'image/png' })
    const sent = await call(({ blob }) => blob.setRichMenuImageWithHttpInfo(richMenuId, picture))
    if (sent.kind === 'ok') return richMenuId
    await call(({ api }) => api.deleteRichMenuWithHttpInfo(richMenuId))
    throw new Stopped({ step: 'upload', kind, answer: sent })
  }

  /** People who see a former menu by themselves see the new one of its kind; true when all have been moved. */
  async function move(operations: messagingApi.RichMenuBatchOperation[]): Promise<boolean> {
    const asked = await call(({ api }) => api.richMenuBatchWithHttpInfo({ operations }))
    const id = asked.kind === 'ok' ? asked.headers.get('x-line-request-id') : null
    for (let look = 0; id && look < MOST_LOOKS; look++) {
      const progress = await call(({ api }) => api.getRichMenuBatchProgressWithHttpInfo(id))
      if (progress.kind === 'ok' && progress.body.phase !== 'ongoing')
        return progress.body.phase === 'succeeded'
      await wait(LOOK_MS)
    }
    return false
  }

  try {
    const { richmenus } = await need('list', null, ({ api }) => api.getRichMenuListWithHttpInfo())
    const { aliases } = await need('list', null, ({ api }) => api.getRichMenuAliasListWithHttpInfo())
    const ours = richmenus.filter(({ name }) => name.startsWith(OURS))
    const aliased = new Map(aliases.map(({ richMenuAliasId, richMenuId }) => [richMenuAliasId, richMenuId]))
    // Aliased comes after uploaded: only then it is known to have its picture.
    const present = ({ menu, request }: MenuRequest) =>
      ours.find(
        ({ name, richMenuId }) => name === request.name && aliased.get(aliasOf(menu.kind)) === richMenuId,
      )?.richMenuId

    const missing = requests.filter((one) => !present(one))
    for (const { menu, request } of missing)
      await need('validate', menu.kind, ({ api }) => api.validateRichMenuObjectWithHttpInfo(request))
    const ids = new Map<MenuKind, string>()
    for (const one of requests) {
      const { kind } = one.menu
      const there = present(one)
      const id = there ?? (await make(one))
      ids.set(kind, id)
      done[there ? 'kept' : 'made'].push(kind)
      if (there) continue
      const richMenuAliasId = aliasOf(kind)
      await need('alias', kind, ({ api }) =>
        aliased.has(richMenuAliasId)
          ? api.updateRichMenuAliasWithHttpInfo(richMenuAliasId, { richMenuId: id })
          : api.createRichMenuAliasWithHttpInfo({ richMenuAliasId, richMenuId: id }),
      )
    }

    const wanted = ids.get(standing)
    const before = await call(({ api }) => api.getDefaultRichMenuIdWithHttpInfo())
    const changed = before.kind !== 'ok' || before.body.richMenuId !== wanted
    if (wanted && changed)
      await need('stand', standing, ({ api }) => api.setDefaultRichMenuWithHttpInfo(wanted))
    done.stands = { kind: standing, changed }

    const former = ours.filter(({ richMenuId }) => ![...ids.values()].includes(richMenuId))
    const operations = former.flatMap(({ name, richMenuId }) => {
      const to = requests.find(({ menu }) => name.split('/')[2] === menu.kind)
      const id = to && ids.get(to.menu.kind)
      return id ? [{ type: 'link' as const, from: richMenuId, to: id }] : []
    })
    const moved = former.length === 0 || operations.length === 0 || (await move(operations))
    for (const { richMenuId } of moved ? former : []) {
      const gone = await call(({ api }) => api.deleteRichMenuWithHttpInfo(richMenuId))
      if (gone.kind === 'ok') done.deleted += 1
    }
    done.left = former.length - done.deleted
  } catch (fault) {
    if (!(fault instanceof Stopped)) throw fault
    done.fault = fault.at
  }
  return done
}
