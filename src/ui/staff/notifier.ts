import type { CaseLine } from './wire.ts'

const TITLE = '職員の窓口'
const TAG = 'madoguchi'
/** Told again after so long, until somebody takes it or says that they have seen it. */
const AGAIN_MS = 3 * 60_000
const GRAVE_AGAIN_MS = 60_000
const LOOK_MS = 15_000

/** Waits for anybody at all: nobody has it, nobody has said that they have seen it. */
const waits = ({ phase, owner, acknowledged_by, asleep }: CaseLine) =>
  phase === 'open' && owner.kind === 'queue' && acknowledged_by === null && !asleep

interface Waiting {
  readonly grave: boolean
  /** When it was last told of, or seen to be there. Epoch ms. */
  readonly toldAt: number
}

/**
 * Tells of waiting cases where the browser was allowed to, while nobody looks at the console: that there are
 * some and how grave, nothing of what they are about, since it stands on the screen for everybody who passes.
 */
export function notifier() {
  const waiting = new Map<string, Waiting>()
  let timer: ReturnType<typeof setInterval> | undefined

  function tell(body: string, grave: boolean): void {
    if (!('Notification' in window) || Notification.permission !== 'granted') return
    if (!document.hidden && document.hasFocus()) return
    // Without `renotify` whoever missed the first hears nothing of the next.
    const options = { body, tag: TAG, renotify: true, requireInteraction: grave, lang: 'ja' }
    const shown = new Notification(TITLE, options)
    shown.addEventListener('click', () => {
      window.focus()
      shown.close()
    })
  }
  function tellAgain(): void {
    const now = Date.now()
    const all = [...waiting.values()]
    if (!all.some(({ grave, toldAt }) => now - toldAt >= (grave ? GRAVE_AGAIN_MS : AGAIN_MS))) return
    for (const [id, one] of waiting) waiting.set(id, { ...one, toldAt: now })
    const grave = all.filter((one) => one.grave).length
    tell(
      `受け持つ人を待っている相談が${all.length}件あります${grave > 0 ? `（危険 ${grave}件）` : ''}`,
      grave > 0,
    )
  }

  return {
    /** A case as it is now. `fresh`: it has just changed; otherwise it was there when somebody looked. */
    heed(line: CaseLine, fresh: boolean): void {
      if (!waits(line)) return void waiting.delete(line.id)
      const known = waiting.get(line.id)
      const grave = line.danger !== 'none'
      const graver = grave && known?.grave === false
      waiting.set(line.id, { grave, toldAt: known && !graver ? known.toldAt : Date.now() })
      if (fresh && (!known || graver))
        tell(grave ? '危険のある相談があります' : '新しい相談があります', line.danger === 'emergency')
    },
    /** Not this person's to see any more. */
    drop: (id: string) => void waiting.delete(id),
    start(): void {
      timer ??= setInterval(tellAgain, LOOK_MS)
    },
    /** Nobody is signed in: nothing is known any more. `ranOut`: by itself, and whoever relied on it must know. */
    stop(ranOut: boolean): void {
      if (timer === undefined) return
      clearInterval(timer)
      timer = undefined
      waiting.clear()
      if (ranOut) tell('サインインが切れました。サインインするまで、お知らせは出ません。', false)
    },
    showCount(count: number): void {
      const title = count > 0 ? `(${count}) ${TITLE}` : TITLE
      if (document.title !== title) document.title = title
    },
  }
}
export type Notifier = ReturnType<typeof notifier>
