/** Somewhere anybody may be found looking: the weather. */
export const NEUTRAL_PAGE = 'https://www.jma.go.jp/bosai/forecast/'
/** What frame and host page say to each other (`widget.ts`). */
export const LEAVE = 'madoguchi:leave'
export const CLOSE = 'madoguchi:close'

const PRESSES = 3
const WITHIN_MS = 5_000

/**
 * Quick exit. The page goes blank at once, before anything that takes time, and its place in the
 * history is taken by the neutral page. In a frame the page around it leaves too.
 */
export function leaveNow(endTalk: () => void): void {
  document.documentElement.className = 'left'
  document.title = ''
  document.body.replaceChildren()
  endTalk()
  // The page around a frame leaves, and takes it along. Any page may hear that it is over.
  if (parent !== window) parent.postMessage(LEAVE, '*')
  else location.replace(NEUTRAL_PAGE)
}

/** Shift three times, and nothing between: capital letters do not count. `count` hears how many are left. */
export function onTripleShift(leave: () => void, count: (left: number) => void): void {
  let presses = 0
  let since = 0
  addEventListener('keydown', (event) => {
    if (event.repeat) return
    if (event.key !== 'Shift') {
      presses = 0
      return
    }
    if (event.timeStamp - since > WITHIN_MS) presses = 0
    if (presses === 0) since = event.timeStamp
    presses += 1
    if (presses < PRESSES) count(PRESSES - presses)
    else {
      presses = 0
      leave()
    }
  })
}
