import { useEffect, useRef, useState } from 'preact/hooks'
import { actBody } from './act-body.ts'
import { ConflictBox } from './conflict-box.tsx'
import { draftKey } from './console-state.ts'
import { Choice, MomentField, ReceiverField, TextField } from './fields.tsx'
import type { StaffConsole } from './staff-console.ts'
import type { Act, CaseWhole } from './wire.ts'
import { ACT_NAMES, CONSENT_NAMES, OUTCOME_NAMES } from './words.ts'

interface Props {
  readonly desk: StaffConsole
  readonly whole: CaseWhole
  readonly act: Act
}

/** Cases offered to be one with this: more than anybody reads through. */
const MOST = 200

const ABOUT: Readonly<Partial<Record<Act, string>>> = {
  transfer: '相手が受けるまで、担当はあなたのままです。理由は職員だけに見えます。',
  decline: '相談は元の担当に戻ります。理由は職員だけに見えます。',
  consult: '相手もこの相談を見られるようになります。担当は変わりません。',
  snooze: '相談した人が書き込めば、その時に戻ってきます。',
  wait: '待つあいだ、約束の時計は止まります。',
  return: '自動案内がまた答えます。必要になれば、相談はあらためて職員に回ります。',
  merge: '今の一覧から選びます。同じ人の相談を一つにするときだけ使ってください。見られる人は広がりません。',
  resolve: '相談した人が書き込めば、自動案内が答え、必要なら再開します。',
}

/** The form of one action. What is filled in stays when it is closed, refused or the session runs out. */
export function ActForm({ desk, whole, act }: Props) {
  const { drafts, conflict, now, busy, session, lines } = desk.store.state
  const fields = drafts[draftKey(whole.id, act)] ?? {}
  const [trouble, setTrouble] = useState('')
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    form.current?.querySelector<HTMLElement>('select, textarea, input')?.focus()
  }, [])
  const set = (name: string) => (value: string) => desk.draft(whole.id, act, { [name]: value })
  const of = (name: string) => ({ value: fields[name] ?? '', onInput: set(name) })

  async function submit(event: Event): Promise<void> {
    event.preventDefault()
    const made = actBody(act, fields, Date.now())
    if (!made.ok) return setTrouble(made.why)
    setTrouble('')
    await desk.act(act, made.body)
  }

  return (
    <form
      ref={form}
      class="act"
      noValidate
      onSubmit={submit}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void submit(event)
      }}
    >
      {ABOUT[act] && <p class="hint">{ABOUT[act]}</p>}
      {conflict?.case === whole.id && conflict.act === act && <ConflictBox conflict={conflict} now={now} />}
      {(act === 'transfer' || act === 'consult') && session && (
        <ReceiverField session={session} outside={whole.facts.consent.basis !== 'none'} {...of('to')} />
      )}
      {act === 'transfer' && <TextField label="理由（職員だけに見えます）" {...of('text')} />}
      {act === 'consult' && <TextField label="聞きたいこと（職員だけに見えます）" {...of('text')} />}
      {act === 'decline' && <TextField label="理由と、かわりの案（職員だけに見えます）" {...of('text')} />}
      {act === 'snooze' && (
        <>
          <Choice
            legend="いつまで"
            name="until"
            choices={[
              ['at', '日時まで'],
              ['reply', '返事が来るまで'],
            ]}
            value={fields.until ?? 'at'}
            onInput={set('until')}
          />
          {fields.until !== 'reply' && <MomentField label="日時" now={now} {...of('at')} />}
        </>
      )}
      {act === 'wait' && (
        <Choice
          legend="だれの返事を待ちますか"
          name="for"
          choices={[
            ['resident', '本人'],
            ['agency', '他機関'],
            ...(whole.paused ? [['none', '待ちをやめて、時計を動かす'] as const] : []),
          ]}
          {...of('for')}
        />
      )}
      {act === 'return' && (
        <>
          <TextField label="自動案内への指示（例：金曜に様子を聞く）" {...of('text')} />
          <MomentField label="その日時（なくてもかまいません）" now={now} {...of('at')} />
        </>
      )}
      {act === 'resolve' && (
        <>
          <Choice
            legend="どうなりましたか"
            name="outcome"
            choices={Object.entries(OUTCOME_NAMES)}
            {...of('outcome')}
          />
          <label class="field">
            次に確かめる日（なくてもかまいません）
            <input
              type="date"
              value={fields.next ?? ''}
              onInput={({ currentTarget }) => set('next')(currentTarget.value)}
            />
          </label>
        </>
      )}
      {act === 'merge' && (
        <label class="field">
          どの相談に
          <select
            value={fields.into ?? ''}
            onChange={({ currentTarget }) => set('into')(currentTarget.value)}
          >
            <option value="">選んでください</option>
            {(lines ?? [])
              .filter(({ id, phase }) => id !== whole.id && phase === 'open')
              .slice(0, MOST)
              .map(({ id, summary }) => (
                <option key={id} value={id}>
                  {summary}
                </option>
              ))}
          </select>
        </label>
      )}
      {act === 'consent' && (
        <>
          <Choice
            legend="何に基づきますか"
            name="basis"
            choices={Object.entries(CONSENT_NAMES)}
            {...of('basis')}
          />
          <TextField label="範囲（機関名を「、」で区切る。空なら全部）" {...of('scope')} />
          <MomentField label="いつまで（なくてもかまいません）" now={now} {...of('at')} />
        </>
      )}
      <p role="alert" class={trouble ? 'box trouble' : ''}>
        {trouble}
      </p>
      <p class="row">
        <button type="button" onClick={() => desk.say(null)}>
          やめる
        </button>
        <button type="submit" class="primary" aria-disabled={busy !== null}>
          {ACT_NAMES[act]}
        </button>
      </p>
    </form>
  )
}
