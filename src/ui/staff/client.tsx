import { render } from 'preact'
import { api } from './api.ts'
import { createStore, hasDrafts } from './console-state.ts'
import { idleLock } from './idle-lock.ts'
import { listenToKeys } from './keys.ts'
import { live } from './live.ts'
import { notifier } from './notifier.ts'
import { Screen } from './screen.tsx'
import { staffConsole } from './staff-console.ts'
import { wardrobe } from './wear.ts'

const store = createStore()
const desk = staffConsole(store, api)
const tells = notifier()
const { shut, loadShown, refreshCase } = desk
const feed = live({ store, api, tells, shut, loadShown, refreshCase })
const wear = wardrobe()
const place = document.getElementById('console') as HTMLElement

let seen = store.state.lines
let due = false
function draw(): void {
  if (due) return
  due = true
  queueMicrotask(() => {
    due = false
    wear(store.state.session?.me.theme ?? 'system')
    render(<Screen desk={desk} />, place)
    tells.showCount(store.state.door === 'open' ? (store.state.counts?.danger ?? 0) : 0)
  })
}

store.listen(() => {
  if (store.state.door === 'open') {
    feed.start()
    tells.start()
    const { lines, session } = store.state
    if (lines !== seen && session?.me.role !== 'auditor') {
      // What stands in the first list was there when somebody sat down; what comes to it later is news.
      for (const line of lines ?? []) tells.heed(line, seen !== null)
      seen = lines
    }
    feed.watch(store.state.whole?.id ?? null)
  } else {
    feed.stop()
    tells.stop(store.state.ranOut)
    seen = null
  }
  draw()
})
addEventListener('hashchange', () => {
  if (store.state.door === 'open') void desk.go()
})
addEventListener('beforeunload', (event) => {
  if (hasDrafts(store.state)) event.preventDefault()
})
idleLock(() => void desk.lock())
listenToKeys(desk)
draw()
void desk.begin()
