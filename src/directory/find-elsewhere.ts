import type { Contact } from '../content/neighbours.ts'
import type { Lang, Need } from '../content/vocabulary.ts'
import type { ConsultationPoint } from './consultation-point.ts'
import type { Directory } from './directory.ts'
import { linesFor } from './lines.ts'
import { presentContact, presentLine } from './present.ts'

/**
 * For somebody who lives in another municipality: its general contact, where a source states one, and the
 * lines that answer from anywhere. Nothing of this ward's is named; in talks about violence lines alone.
 */
export function findElsewhere(
  directory: Directory,
  contact: Contact | null,
  query: {
    readonly needs: readonly Need[]
    readonly now: number
    readonly lang: Lang
    readonly limit?: number
  },
): readonly ConsultationPoint[] {
  const { needs, now, lang, limit = 3 } = query
  const violence = needs.includes('legal.dv')
  const need = violence ? 'legal.dv' : (needs[0] ?? 'other.unknown')
  const first = contact && !violence ? [presentContact(contact, lang)] : []
  // Contacts are known for Tokyo alone.
  const inTokyo = contact !== null
  const numbers = new Set(first.map(({ phone }) => phone))
  const anywhere = (of: Need) =>
    linesFor(directory, of, now)
      .filter(
        ({ scope, number }) =>
          (scope === 'national' || (scope === 'tokyo' && inTokyo)) && !numbers.has(number),
      )
      .map((line) => presentLine(line, { now, lang, from: null, hidePlaces: violence, script: [] }))
  const lines = anywhere(need)
  return [...first, ...(lines.length > 0 ? lines : anywhere('other.unknown'))].slice(0, limit)
}
