import type { ComponentChildren } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { ActForm } from './act-form.tsx'
import { KeysPage } from './keys-page.tsx'
import { Palette } from './palette.tsx'
import type { StaffConsole } from './staff-console.ts'
import { ACT_NAMES } from './words.ts'

interface BoxProps {
  readonly name: string
  readonly onClose: () => void
  readonly children: ComponentChildren
}

/** A dialog of the browser's own: it holds the focus, gives it back, and Esc closes it. */
function DialogBox({ name, onClose, children }: BoxProps) {
  const box = useRef<HTMLDialogElement>(null)
  // Before the effects of what is inside, which put the focus where it is wanted.
  useLayoutEffect(() => {
    const element = box.current
    const before = document.activeElement as HTMLElement | null
    element?.showModal()
    return () => {
      element?.close()
      if (before?.isConnected) before.focus()
    }
  }, [])
  return (
    <dialog
      ref={box}
      aria-labelledby="dialog-name"
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
    >
      <header>
        <h2 id="dialog-name">{name}</h2>
        <button type="button" class="plain" onClick={onClose}>
          閉じる <kbd>Esc</kbd>
        </button>
      </header>
      {children}
    </dialog>
  )
}

export function DialogLayer({ desk }: { readonly desk: StaffConsole }) {
  const { dialog, whole } = desk.store.state
  if (!dialog) return null
  const close = () => desk.say(null)
  if (dialog.kind === 'palette')
    return (
      <DialogBox key="palette" name="命令を探す" onClose={close}>
        <Palette desk={desk} />
      </DialogBox>
    )
  if (dialog.kind === 'keys')
    return (
      <DialogBox key="keys" name="キーの一覧" onClose={close}>
        <KeysPage desk={desk} />
      </DialogBox>
    )
  if (!whole) return null
  return (
    <DialogBox key={dialog.act} name={ACT_NAMES[dialog.act]} onClose={close}>
      <ActForm desk={desk} whole={whole} act={dialog.act} />
    </DialogBox>
  )
}
