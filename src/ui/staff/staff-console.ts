import type { Answer, Api } from './api.ts'
import { caseActions } from './case-actions.ts'
import type { ConsoleState, Dialog, Page, Store } from './console-state.ts'
import { NOTHING } from './console-state.ts'
import { placeIn, placeOf } from './place.ts'
import type { CaseWhole, View } from './wire.ts'
import type { Theme } from './wire-office.ts'

const NOTICE_MS = 8_000

/** What can be done on the console, whichever key, button or command asks for it. */
export function staffConsole(store: Store, api: Api) {
  let asked = 0
  let noticed: ReturnType<typeof setTimeout> | undefined

  const tell = (tone: 'done' | 'trouble', text: string) => {
    clearTimeout(noticed)
    store.change({ notice: { tone, text } })
    // What went wrong stays until it is read; what went well does not stand in the way.
    if (tone === 'done') noticed = setTimeout(() => store.change({ notice: null }), NOTICE_MS)
  }

  /** The value, or null once what went wrong has been shown. */
  function unwrap<T>(answer: Answer<T>): T | null {
    if (answer.ok) return answer.value
    if (answer.status === 401) shut(true)
    else tell('trouble', answer.detail)
    return null
  }

  function shut(ranOut: boolean): void {
    if (store.state.door === 'asked') return
    store.change({
      door: 'asked',
      ranOut: ranOut && store.state.session !== null,
      dialog: null,
      revealed: {},
    })
  }

  async function loadList(): Promise<void> {
    const { view, door } = store.state
    if (door !== 'open') return
    const mine = ++asked
    const list = unwrap(await api.list(view))
    // A slower answer to an earlier question is not shown in place of a newer one.
    if (list && mine === asked) store.change({ lines: list.cases, counts: list.counts })
  }

  async function loadDay(): Promise<void> {
    const found = unwrap(await api.day())
    if (found) store.change({ day: found })
  }

  /** The lists in sight, as they stand now. */
  async function loadShown(): Promise<void> {
    await Promise.all([loadList(), ...(store.state.page === 'day' ? [loadDay()] : [])])
  }

  async function loadCase(id: string): Promise<void> {
    const answer = await api.open(id)
    if (store.state.openId !== id) return
    if (answer.ok) return store.change({ whole: answer.value, missing: null })
    if (answer.status === 401) return shut(true)
    if (answer.status === 404)
      return store.change({
        whole: null,
        missing: 'この相談は見られません。消されたか、担当の範囲が変わりました。',
      })
    tell('trouble', answer.detail)
  }

  async function loadAccounts(): Promise<void> {
    const found = unwrap(await api.accounts())
    store.change({ accounts: found?.accounts ?? null })
  }

  /** Shows what the address names. */
  async function go(): Promise<void> {
    const { page, view, openId, setup } = placeOf(location.hash)
    if (setup !== null) return
    const was = store.state
    store.change({
      page,
      view,
      openId,
      dialog: null,
      ...(view === was.view ? {} : { lines: null }),
      ...(openId === was.openId
        ? {}
        : { whole: null, missing: null, conflict: null, viewers: [], revealed: {} }),
    })
    const work: Promise<unknown>[] = [loadShown()]
    if (page === 'integrity')
      work.push(api.integrity().then((found) => store.change({ integrity: unwrap(found) })))
    if (page === 'audit') work.push(api.audit().then((found) => store.change({ audit: unwrap(found) })))
    if (page === 'accounts') work.push(loadAccounts())
    if (openId && (openId !== was.openId || !was.whole)) work.push(loadCase(openId))
    await Promise.all(work)
  }

  const turnTo = (place: { page?: Page; view?: View; openId?: string | null }) => {
    const { state } = store
    const hash = placeIn({
      page: place.page ?? 'cases',
      view: place.view ?? state.view,
      openId: place.openId === undefined ? null : place.openId,
    })
    if (location.hash === hash) void go()
    else location.hash = hash
  }

  async function begin(): Promise<void> {
    const answer = await api.session()
    if (answer.ok) {
      store.change({ session: answer.value, door: 'open', ranOut: false })
      await go()
    } else if (answer.status === 401) store.change({ door: 'asked' })
    else tell('trouble', answer.detail)
  }

  return {
    store,
    tell,
    shut,
    begin,
    go,
    turnTo,
    loadShown,
    loadAccounts,
    unwrap,
    refreshCase: () => (store.state.openId ? loadCase(store.state.openId) : Promise.resolve()),
    typing(): void {
      const { openId } = store.state
      if (openId) void api.presence(openId, 'typing')
    },
    /** Shows what is masked in a message, or masks it again. Each time it is shown is on record. */
    async reveal(message: string): Promise<void> {
      const { openId, revealed } = store.state
      const { [message]: shown, ...others } = revealed
      if (shown !== undefined) return store.change({ revealed: others })
      const found = openId && unwrap(await api.reveal(openId, message))
      if (found && store.state.openId === openId)
        store.change({ revealed: { ...store.state.revealed, [message]: found.text } })
    },
    /** Light, dark, or as the system has it; kept with the account. */
    async wear(theme: Theme): Promise<void> {
      const { session } = store.state
      if (!session) return
      store.change({ session: { ...session, me: { ...session.me, theme } } })
      unwrap(await api.look(theme))
    },
    say: (dialog: Dialog | null) => store.change({ dialog, ...(dialog ? {} : { conflict: null }) }),

    /** null when signed in, else why not. */
    async signIn(username: string, password: string, totp: string): Promise<string | null> {
      const answer = await api.signIn(username, password, totp)
      if (!answer.ok) return answer.detail
      const before = store.state.session
      const session = await api.session()
      if (!session.ok) return session.detail
      // Another person at the same screen does not find what the first had written.
      const other = before !== null && before.me.username !== session.value.me.username
      const kept: Partial<ConsoleState> = other ? { ...NOTHING, now: Date.now() } : {}
      store.change({ ...kept, session: session.value, door: 'open', ranOut: false, notice: null })
      await go()
      return null
    },

    /** Ends the session of a screen nobody sits at. What was being written waits. */
    async lock(): Promise<void> {
      if (store.state.door !== 'open') return
      shut(true)
      await api.signOut()
    },

    /** `done`: for the day, so that what waits goes to others at once. */
    async signOut(done: boolean): Promise<void> {
      if (done) await api.duty(false)
      const left = await api.signOut()
      if (!left.ok && left.status !== 401) return tell('trouble', left.detail)
      store.change({ ...NOTHING, now: Date.now(), door: 'asked' })
      history.replaceState(null, '', location.pathname)
    },

    ...caseActions(store, api, {
      tell,
      shut,
      changed: (whole: CaseWhole) => {
        store.change({ whole })
        void loadList()
      },
      moved: () => void loadShown(),
    }),
  }
}

export type StaffConsole = ReturnType<typeof staffConsole>
