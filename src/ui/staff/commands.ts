import { allowedActs } from './allowed-acts.ts'
import { sheetAt } from './api.ts'
import type { StaffConsole } from './staff-console.ts'
import { type Act, VIEWS } from './wire.ts'
import { THEMES } from './wire-office.ts'
import { ACT_NAMES, THEME_NAMES, VIEW_NAMES } from './words.ts'

/** Something that can be done now, by its key, its button or its name in the palette. */
export interface Command {
  readonly id: string
  readonly label: string
  /** A letter; works where nothing is being written. */
  readonly key: string | null
  run(): void
}

/** Actions with a form of their own open it; the others are done at once. */
const KEYS: Readonly<Partial<Record<Act, string>>> = {
  claim: 'c',
  accept: 'a',
  decline: 'd',
  transfer: 't',
  consult: 'o',
  snooze: 's',
  wait: 'w',
  return: 'b',
  resolve: 'e',
  reopen: 'x',
  release: 'u',
  consent: 'y',
  merge: 'm',
  acknowledge: 'v',
}
export const AT_ONCE: ReadonlySet<Act> = new Set<Act>(['claim', 'accept', 'release', 'reopen', 'acknowledge'])
/** They have a place of their own on the screen of a case. */
const BOXES: ReadonlySet<Act> = new Set<Act>(['reply', 'note'])

/** The letter that does it. */
export const keyOf = (act: Act) => (act === 'reply' ? 'r' : act === 'note' ? 'n' : (KEYS[act] ?? null))

const focus = (id: string) => {
  const field = document.getElementById(id)
  field?.scrollIntoView({ block: 'nearest' })
  field?.focus({ preventScroll: true })
}

export function doAct(desk: StaffConsole, act: Act): void {
  if (BOXES.has(act)) focus(act)
  else if (AT_ONCE.has(act)) void desk.act(act, {})
  else desk.say({ kind: 'act', act })
}

/** Everything that can be done now. */
export function commandsOf(desk: StaffConsole): readonly Command[] {
  const { whole, page, session, lines } = desk.store.state
  const acts = page === 'cases' && whole && session ? allowedActs(whole, session.me) : []
  const supervises = session !== null && session.me.role !== 'staff'
  return [
    ...acts.map((act) => ({
      id: `act-${act}`,
      label: ACT_NAMES[act],
      key: keyOf(act),
      run: () => doAct(desk, act),
    })),
    ...(whole && whole.phase !== 'erased' && session?.me.role !== 'auditor'
      ? [
          {
            id: 'sheet',
            label: '相談受付票を開く（別の画面・印刷）',
            key: 'p',
            run: () => void open(sheetAt(whole.id), '_blank', 'noopener'),
          },
        ]
      : []),
    ...VIEWS.map((view, i) => ({
      id: `view-${view}`,
      label: `一覧：${VIEW_NAMES[view]}`,
      key: String(i + 1),
      run: () => desk.turnTo({ view }),
    })),
    { id: 'day', label: '一日の終わり：約束の残り', key: 'g', run: () => desk.turnTo({ page: 'day' }) },
    ...(supervises
      ? [
          {
            id: 'integrity',
            label: '引き継ぎの点検',
            key: 'i',
            run: () => desk.turnTo({ page: 'integrity' }),
          },
        ]
      : []),
    ...(session && ['admin', 'auditor'].includes(session.me.role)
      ? [{ id: 'audit', label: '閲覧と操作の記録', key: null, run: () => desk.turnTo({ page: 'audit' }) }]
      : []),
    ...(session?.me.role === 'admin'
      ? [{ id: 'accounts', label: '職員の登録', key: null, run: () => desk.turnTo({ page: 'accounts' }) }]
      : []),
    ...THEMES.map((theme) => ({
      id: `theme-${theme}`,
      label: THEME_NAMES[theme],
      key: null,
      run: () => void desk.wear(theme),
    })),
    { id: 'keys', label: 'キーの一覧', key: '?', run: () => desk.say({ kind: 'keys' }) },
    ...('Notification' in globalThis && Notification.permission === 'default'
      ? [
          {
            id: 'notify',
            label: 'このブラウザの通知を使う',
            key: null,
            run: () => void Notification.requestPermission(),
          },
        ]
      : []),
    {
      id: 'done',
      label: '勤務を終える（待っている相談は、すぐにほかの人へ）',
      key: null,
      run: () => void desk.signOut(true),
    },
    { id: 'out', label: 'サインアウト', key: null, run: () => void desk.signOut(false) },
    ...(lines ?? []).slice(0, 500).map(({ id, summary }) => ({
      id: `case-${id}`,
      label: `相談：${summary}`,
      key: null,
      run: () => desk.turnTo({ openId: id }),
    })),
  ]
}
