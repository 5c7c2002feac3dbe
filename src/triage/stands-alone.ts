import type { Guide } from './guide.ts'
import { interruptReader } from './interrupts.ts'
import { readNumbers } from './read-numbers.ts'

/**
 * Whether a message means something by being sent alone: a word valid at any moment, a number, a button's
 * label typed. Such a bubble is never read together with its neighbours.
 */
export function standsAlone(guide: Pick<Guide, 'flows' | 'phrases' | 'key'>): (text: string) => boolean {
  const interrupt = interruptReader(guide.key)
  const labels = new Set<string>()
  for (const flow of guide.flows.values())
    for (const node of flow.nodes)
      for (const { label, also } of 'choices' in node ? node.choices : [])
        for (const word of [...Object.values(label), ...also]) if (word) labels.add(guide.key(word))
  for (const phrase of [guide.phrases.unsure, guide.phrases.declined, guide.phrases.done])
    for (const word of Object.values(phrase)) if (word) labels.add(guide.key(word))
  return (text) =>
    text.length <= 40 &&
    (interrupt(text) !== null || readNumbers(text).length > 0 || labels.has(guide.key(text)))
}
