import { inLang } from '../content/text.ts'
import type { DangerKind, Lang } from '../content/vocabulary.ts'
import type { Reply } from './conversation.ts'
import type { Guide } from './guide.ts'
import { commandChoice } from './options.ts'

/**
 * What is said first when a message shows danger: the right numbers for this hour, in the resident's
 * language. Built from content alone, so that it also works while the store is away. Carries no
 * address, no map, no switchboard.
 */
export function dangerCard(
  guide: Pick<Guide, 'danger' | 'desk' | 'phrases'>,
  kind: DangerKind,
  gravity: 'emergency' | 'concern',
  options: { readonly lang: Lang; readonly now: number },
): Reply {
  const { lang, now } = options
  const lines = guide.desk.lines(kind, { now, lang, gravity }).slice(0, gravity === 'emergency' ? 4 : 3)
  const numbers = lines.map((line) => `・${line.name}\n　${line.number}（${line.hours}）`)
  const text = [
    inLang(guide.danger.cards[kind][gravity], lang),
    ...(numbers.length > 0 ? [numbers.join('\n')] : []),
    inLang(guide.danger.closing[gravity], lang),
  ].join('\n\n')
  return {
    from: 'system',
    lang,
    text,
    danger: gravity,
    choices: [
      commandChoice('person', inLang(guide.phrases.person, lang)),
      commandChoice('continue', inLang(guide.phrases.continue, lang)),
    ],
  }
}

/** Kinds after which the guide waits and listens instead of asking its next question. */
const WAITS: ReadonlySet<DangerKind> = new Set([
  'self_harm',
  'child_abuse',
  'elder_abuse',
  'disability_abuse',
  'dv',
  'medical',
  'crime',
  'disaster',
])

/** After an emergency of this kind nothing is asked until the resident wants to go on. */
export function waitsAfter(kind: DangerKind): boolean {
  return WAITS.has(kind)
}
