import { useEffect } from 'preact/hooks'
import type { Register } from './reply-box.tsx'
import type { Canned } from './wire-office.ts'

const REGISTER_NAMES: Readonly<Record<Register, string>> = {
  ja: '標準',
  easy: 'やさしい日本語',
  en: 'English',
}
const MOST = 8

/** The `/word` that is being written before the caret: where it begins and what it says. */
export function slashIn(
  text: string,
  caret: number,
): { readonly from: number; readonly query: string } | null {
  const match = /(?:^|\n)[/／]([^\s/／]{0,20})$/.exec(text.slice(0, caret))
  return match ? { from: caret - (match[1]?.length ?? 0) - 1, query: match[1] ?? '' } : null
}

/** The prepared replies whose title or words hold what was written. */
export function cannedFor(all: readonly Canned[], query: string): readonly Canned[] {
  return all
    .filter(({ id, title, text }) => `${id} ${title} ${text.ja}`.toLowerCase().includes(query.toLowerCase()))
    .slice(0, MOST)
}

interface Props {
  readonly found: readonly Canned[]
  readonly chosen: number
  readonly register: Register
  readonly onRegister: (register: Register) => void
  readonly onTake: (i: number) => void
}

/** Prepared replies in three registers; the focus stays in the text. */
export function CannedList({ found, chosen, register, onRegister, onTake }: Props) {
  useEffect(() => {
    document.getElementById(`canned-${chosen}`)?.scrollIntoView({ block: 'nearest' })
  }, [chosen])
  return (
    <div class="canned">
      <p class="registers">
        {(['ja', 'easy', 'en'] as const).map((one) => (
          <button
            key={one}
            type="button"
            tabIndex={-1}
            aria-pressed={one === register}
            onClick={() => onRegister(one)}
          >
            {REGISTER_NAMES[one]}
          </button>
        ))}
        <span class="hint">← → で切り替え</span>
      </p>
      <div id="canned" role="listbox" aria-label="ひな形">
        {found.map(({ id, title, text }, i) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the text's
          <div
            key={id}
            id={`canned-${i}`}
            role="option"
            tabIndex={-1}
            aria-selected={i === chosen}
            onClick={() => onTake(i)}
          >
            <b>{title}</b>
            <span lang={register === 'en' ? 'en' : 'ja'}>{text[register]}</span>
          </div>
        ))}
      </div>
    </div>
  )
}
