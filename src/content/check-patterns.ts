import type { Fault } from './fault.ts'
import type { PatternSituation, Patterns, Role } from './pattern.ts'
import type { LocalText } from './text.ts'

interface At {
  readonly file: string
  readonly lineOf: (path: readonly PropertyKey[]) => number
}

/** A bubble stays readable, and within LINE's limits by far. */
const MOST_LINES = 3
const MOST_TEXT = 200

/** Whoever tells of others is not one of the household. */
const OUTSIDE = new Set(['neighbour', 'professional'])
const INSIDE_ONLY: ReadonlySet<Role> = new Set(['self'])

/** Why a situation can never hold; null when it can. Violence at home switches all patterns off. */
function neverHolds({ needs, members, areas, people, speaker, signs }: PatternSituation): string | null {
  if (needs.length + members.length === 0 && !areas && !people && !signs)
    return '条件がありません（誰の話にも当てはまってしまいます）'
  if (needs.some(({ any }) => any.every((need) => need === 'legal.dv')))
    return '暴力（legal.dv）の話では、世帯のことには一切ふれません'
  if (needs.some(({ any }) => any.every((need) => need.startsWith('other.'))))
    return '「other」の困りごとは、ほかの困りごとが分かると消えます'
  for (const { from, to } of members)
    if (from !== undefined && to !== undefined && from > to)
      return `年代の from（${from}）が to（${to}）より上です`
  const outside = speaker?.every((one) => OUTSIDE.has(one)) ?? false
  const roles = [...members.map(({ role }) => role), ...needs.flatMap(({ of }) => (of ? [of] : []))]
  if (outside && roles.some((of) => of.every((role) => INSIDE_ONLY.has(role))))
    return '近所の人や支援者が話しているとき、本人（self）は世帯にいません'
  const inside = speaker?.every((one) => !OUTSIDE.has(one)) ?? false
  if (inside && roles.some((of) => of.every((role) => role === 'someone')))
    return '本人や家族が話しているとき、「someone」は世帯にいません'
  return null
}

/**
 * Refuses patterns that can never hold or never be told: contradictions, two of one id, one that says the
 * same as an earlier one, ideas nobody has words for, bubbles that are too long.
 */
export function checkPatterns(
  { compound, patterns }: Patterns,
  ideas: ReadonlySet<string>,
  { file, lineOf }: At,
): readonly Fault[] {
  const faults: Fault[] = []
  const say = (path: readonly PropertyKey[], message: string) =>
    faults.push({ file, line: lineOf(path), message })
  const bubble = (path: readonly PropertyKey[], name: string, reason: LocalText, proposal: LocalText) => {
    for (const [lang, text] of Object.entries(reason)) {
      const whole = `${text ?? ''}\n${proposal[lang as keyof LocalText] ?? ''}`.trim()
      if (whole.split('\n').length > MOST_LINES || whole.length > MOST_TEXT)
        say(
          [...path, 'reason', lang],
          `「${name}」の文（${lang}）が長すぎます。理由と提案を合わせて ${MOST_LINES} 行、${MOST_TEXT} 字までにしてください。`,
        )
    }
  }

  bubble(['compound'], compound.name.ja, compound.reason, compound.proposal)
  const ids = new Set<string>()
  const earlier = new Map<string, string>()
  patterns.forEach(({ id, name, when, reason, proposal }, p) => {
    const path = ['patterns', p] as const
    if (ids.has(id) || id === 'compound') say([...path, 'id'], `型の id「${id}」が二度使われています。`)
    ids.add(id)
    bubble(path, name.ja, reason, proposal ?? compound.proposal)
    when.forEach((situation, i) => {
      const here = [...path, 'when', i]
      const never = neverHolds(situation)
      if (never) say(here, `「${name.ja}」の条件は、当てはまることがありません。${never}。`)
      for (const sign of situation.signs ?? [])
        if (!ideas.has(sign))
          say(
            [...here, 'signs'],
            `しるし「${sign}」が intents/lexicon にありません。つづりを確かめてください。`,
          )
      const same = JSON.stringify(situation)
      const first = earlier.get(same)
      if (first !== undefined)
        say(here, `「${name.ja}」の条件は、先にある「${first}」と同じなので、使われることがありません。`)
      else earlier.set(same, name.ja)
    })
  })
  return faults
}
