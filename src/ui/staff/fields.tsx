import { dayOf } from './moments.ts'
import type { SessionShown } from './wire-office.ts'

interface Field {
  readonly value: string
  readonly onInput: (value: string) => void
}

export function TextField({ label, value, onInput }: Field & { readonly label: string }) {
  return (
    <label class="field">
      {label}
      <textarea
        rows={3}
        maxLength={2_000}
        value={value}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
    </label>
  )
}

interface ChoiceProps extends Field {
  readonly legend: string
  readonly name: string
  readonly choices: readonly (readonly [string, string])[]
}

export function Choice({ legend, name, choices, value, onInput }: ChoiceProps) {
  return (
    <fieldset class="choice">
      <legend>{legend}</legend>
      {choices.map(([id, label]) => (
        <label key={id} class="check">
          <input type="radio" name={name} value={id} checked={value === id} onChange={() => onInput(id)} />
          {label}
        </label>
      ))}
    </fieldset>
  )
}

const DAY_MS = 86_400_000

/** A moment to come, with the usual ones at hand. */
export function MomentField({
  label,
  now,
  value,
  onInput,
}: Field & { readonly label: string; readonly now: number }) {
  const quick = [
    ['明日 9:00', `${dayOf(now + DAY_MS)}T09:00`],
    ['3日後 9:00', `${dayOf(now + 3 * DAY_MS)}T09:00`],
    ['1週間後 9:00', `${dayOf(now + 7 * DAY_MS)}T09:00`],
  ] as const
  return (
    <div class="field">
      <label>
        {label}
        <input type="datetime-local" value={value} onInput={(event) => onInput(event.currentTarget.value)} />
      </label>
      <p class="quick">
        {quick.map(([name, at]) => (
          <button key={name} type="button" class="plain" onClick={() => onInput(at)}>
            {name}
          </button>
        ))}
      </p>
    </div>
  )
}

interface ReceiverProps extends Field {
  readonly session: SessionShown
  /** Whether agencies outside the ward may know of the case. */
  readonly outside: boolean
}

/** Teams and colleagues; who is here stands first. */
export function ReceiverField({ session, outside, value, onInput }: ReceiverProps) {
  const { me, people, teams } = session
  const others = people.filter(({ id }) => id !== me.username).sort((a, b) => Number(b.here) - Number(a.here))
  // A team is another agency's when all its people are.
  const foreign = (team: string) => people.filter((one) => one.team === team).every((one) => one.outside)
  const withheld = (yes: boolean) =>
    yes ? (outside ? '（区の外）' : '（区の外：同意がないので選べません）') : ''
  return (
    <label class="field">
      だれに
      <select value={value} onChange={(event) => onInput(event.currentTarget.value)}>
        <option value="">選んでください</option>
        <optgroup label="チーム">
          {teams.map(({ id, name }) => (
            <option key={id} value={id} disabled={foreign(id) && !outside}>
              {name}
              {withheld(foreign(id))}
            </option>
          ))}
        </optgroup>
        <optgroup label="職員">
          {others.map((one) => (
            <option key={one.id} value={one.id} disabled={one.outside && !outside}>
              {one.name}（{one.here ? '在席' : '不在'}）{withheld(one.outside)}
            </option>
          ))}
        </optgroup>
      </select>
    </label>
  )
}
