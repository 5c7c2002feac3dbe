import type { Fields } from './console-state.ts'
import { dayOf, fromField } from './moments.ts'
import type { Act, Outcome } from './wire.ts'

type Made =
  | { readonly ok: true; readonly body: Readonly<Record<string, unknown>> }
  | { readonly ok: false; readonly why: string }

const no = (why: string): Made => ({ ok: false, why })
const yes = (body: Readonly<Record<string, unknown>>): Made => ({ ok: true, body })

/** What a filled form asks for, or what is still missing in it. */
export function actBody(act: Act, fields: Fields, now: number): Made {
  const text = fields.text?.trim() ?? ''
  const to = fields.to ?? ''
  const at = fromField(fields.at ?? '')
  if (fields.at && (!at || Date.parse(at) <= now)) return no('これから先の日時を選んでください。')
  switch (act) {
    case 'transfer':
      if (to === '') return no('だれに引き渡すかを選んでください。')
      return text === '' ? no('引き渡す理由を書いてください。') : yes({ to, reason: text })
    case 'decline':
      return text === '' ? no('断る理由と、かわりの案を書いてください。') : yes({ reason: text })
    case 'consult':
      return to ? yes({ to, ...(text ? { text } : {}) }) : no('だれに意見を求めるかを選んでください。')
    case 'snooze':
      if (fields.until === 'reply') return yes({ event: 'reply' })
      return at ? yes({ until: at, event: 'reply' }) : no('いつまで後回しにするかを選んでください。')
    case 'wait':
      return fields.for
        ? yes({ for: fields.for === 'none' ? null : fields.for })
        : no('だれの返事を待つかを選んでください。')
    case 'return':
      if (at && text === '') return no('その日時に自動案内が何をするかを書いてください。')
      return yes({ ...(text ? { instruction: text } : {}), ...(at ? { on: at } : {}) })
    case 'resolve': {
      if (!fields.outcome) return no('どうなったかを選んでください。')
      const next = fields.next ? fields.next : null
      if (next !== null && next < dayOf(now)) return no('次回の日は今日よりあとを選んでください。')
      return yes({ outcome: fields.outcome as Outcome, next_date: next })
    }
    case 'merge':
      return fields.into ? yes({ into: fields.into }) : no('どの相談と一つにするかを選んでください。')
    case 'consent': {
      if (!fields.basis) return no('何に基づくかを選んでください。')
      const scope = (fields.scope ?? '')
        .split(/[、,\n]/)
        .map((one) => one.trim())
        .filter(Boolean)
      return yes({ basis: fields.basis, scope: fields.basis === 'none' ? [] : scope, until: at })
    }
    default:
      return yes({})
  }
}
