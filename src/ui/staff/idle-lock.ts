/** Without a key or a click for this long, nobody is at the screen. */
const IDLE_MS = 10 * 60_000
const LOOK_MS = 15_000

/** Calls `lock` when nobody has touched the page for ten minutes. */
export function idleLock(lock: () => void): void {
  let touched = Date.now()
  for (const kind of ['keydown', 'pointerdown', 'wheel'])
    addEventListener(
      kind,
      () => {
        touched = Date.now()
      },
      { capture: true, passive: true },
    )
  setInterval(() => {
    if (Date.now() - touched >= IDLE_MS) lock()
  }, LOOK_MS)
}
