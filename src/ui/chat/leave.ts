/** Somewhere anybody may be found looking: the weather. */
export const NEUTRAL_PAGE = 'https://www.jma.go.jp/bosai/forecast/'

const PRESSES = 3
const WITHIN_MS = 5_000

/**
 * Quick exit. The page goes blank at once, before anything that takes time, and its place in the
 * history is taken by the neutral page.
 */
export function leaveNow(endTalk: () => void): void {
  document.title = ''
  document.body.replaceChildren()
  endTalk()
  location.replace(NEUTRAL_PAGE)
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
    if (presses === PRESSES) leave()
    else count(PRESSES - presses)
  })
}
