import type { ComponentChildren } from 'preact'
import { useRef, useState } from 'preact/hooks'

interface Props {
  readonly action: string
  /** null when it worked, else what to say. */
  readonly onSubmit: (fields: Readonly<Record<string, string>>) => Promise<string | null>
  readonly children: ComponentChildren
}

/** A form before the console opens: what is wrong is said in place, and what was typed stays. */
export function DoorForm({ action, onSubmit, children }: Props) {
  const [trouble, setTrouble] = useState('')
  const [busy, setBusy] = useState(false)
  const said = useRef<HTMLParagraphElement>(null)

  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault()
    if (busy) return
    const form = event.currentTarget as HTMLFormElement
    const missing = form.querySelector<HTMLInputElement>('input:invalid')
    if (missing) {
      setTrouble(`${missing.labels?.[0]?.textContent?.trim() ?? '空いているところ'}を入れてください。`)
      return missing.focus()
    }
    setBusy(true)
    const fields = Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, String(value)]))
    const why = await onSubmit({ ...fields, username: fields.username?.trim() ?? '' })
    setBusy(false)
    setTrouble(why ?? '')
    if (why !== null) said.current?.focus()
  }

  return (
    <form onSubmit={submit} noValidate class="sign-in">
      <p ref={said} role="alert" tabIndex={-1} class={trouble ? 'box trouble' : ''}>
        {trouble}
      </p>
      {children}
      <button type="submit" class="primary" aria-disabled={busy}>
        {busy ? '確かめています…' : action}
      </button>
    </form>
  )
}
