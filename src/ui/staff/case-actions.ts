import type { Api } from './api.ts'
import { type Conflict, draftKey, type Fields, type Store } from './console-state.ts'
import type { Act, CaseLine, CaseWhole, HistoryEntry } from './wire.ts'
import { ACT_DONE } from './words.ts'

interface Around {
  tell(tone: 'done' | 'trouble', text: string): void
  shut(ranOut: boolean): void
  changed(whole: CaseWhole): void
  /** Something in the lists is otherwise now. */
  moved(): void
}

/** What happened to a case since somebody looked at it. */
function since(seen: CaseWhole, present: CaseWhole): readonly HistoryEntry[] {
  const last = seen.history.at(-1)?.seq ?? 0
  return present.history.filter(({ seq }) => seq > last)
}

/** Whether the reply was taken after all and only its answer was lost on the way. */
function arrived(changes: readonly HistoryEntry[], present: CaseWhole, me: string, text: unknown): boolean {
  const last = present.messages.findLast(({ from }) => from === 'staff')
  return last?.text === text && changes.some(({ kind, by }) => kind === 'replied' && by?.id === me)
}

/** What is done to the open case. Whatever was typed stays in its draft until the server has taken it. */
export function caseActions(store: Store, api: Api, { tell, shut, changed, moved }: Around) {
  const dropDraft = (id: string, act: Act) => {
    const { [draftKey(id, act)]: _, ...drafts } = store.state.drafts
    store.change({ drafts })
  }

  return {
    draft: (id: string, act: Act, fields: Fields) => {
      const key = draftKey(id, act)
      store.change({ drafts: { ...store.state.drafts, [key]: { ...store.state.drafts[key], ...fields } } })
    },

    /** Takes a case as it stands in a list, without opening it. */
    async take(line: CaseLine, act: 'claim' | 'accept'): Promise<void> {
      if (store.state.busy) return
      store.change({ busy: act, notice: null })
      const answer = await api.act(line.id, act, { version: line.version })
      store.change({ busy: null })
      if (answer.ok) tell('done', ACT_DONE[act])
      else if (answer.status === 401) return shut(true)
      else tell('trouble', answer.detail)
      moved()
    },

    /** Does it; false when it was not taken. */
    async act(act: Act, body: Readonly<Record<string, unknown>>): Promise<boolean> {
      const { whole, busy, session } = store.state
      if (!whole || !session || busy) return false
      store.change({ busy: act, notice: null })
      const answer = await api.act(whole.id, act, { ...body, version: whole.version })
      store.change({ busy: null })
      const taken = (present: CaseWhole): true => {
        dropDraft(whole.id, act)
        store.change({ dialog: null, conflict: null })
        tell('done', ACT_DONE[act])
        if (store.state.openId === whole.id) changed(present)
        return true
      }
      if (answer.ok) return taken(answer.value)
      const { status, detail, body: refused } = answer
      if (status === 401) shut(true)
      else if (status === 409 && refused.case) {
        const present = refused.case as CaseWhole
        const changes = since(whole, present)
        if (act === 'reply' && arrived(changes, present, session.me.username, body.text))
          return taken(present)
        if (store.state.openId !== whole.id) return false
        const conflict: Conflict = { case: whole.id, act, why: detail, changes }
        changed(present)
        store.change({ conflict })
      } else
        tell('trouble', act === 'reply' || act === 'note' ? `${detail}書いたものは残っています。` : detail)
      return false
    },
  }
}
