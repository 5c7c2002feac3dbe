import type { Lang } from '../../../content/vocabulary.ts'
import { LEAVE, leaveNow, onTripleShift } from '../leave.ts'
import { wordsIn } from '../words.ts'

/** The pages beside the conversation work without script; with it they can be left at once, and printed. */
const { base = '/chat' } = document.body.dataset
const words = wordsIn((document.documentElement.dataset.lang ?? 'ja') as Lang)
const leave = () => leaveNow(() => navigator.sendBeacon(`${base}/leave`, ''))

document.documentElement.classList.add('scripted')
onTripleShift(leave, (left) => {
  const status = document.getElementById('status')
  if (status) status.textContent = words[left === 2 ? 'shift-2' : 'shift-1']
})
document.addEventListener('submit', (event) => {
  if (!(event.target as HTMLElement).matches('#leave')) return
  event.preventDefault()
  leave()
})
document.addEventListener('click', ({ target }) => {
  if ((target as Element).closest('[data-action="print"]')) print()
})
addEventListener('pageshow', ({ persisted }) => {
  if (persisted) location.reload()
})
addEventListener('message', ({ data, source }) => {
  if (data === LEAVE && source === parent && parent !== window) leave()
})
