import type { DangerExamples, HarmlessExamples } from '../content/danger-examples.ts'
import type { Intent } from '../content/intent.ts'
import { DANGER_LABEL, dangerFeatures } from '../text/danger-model.ts'
import type { Model } from '../text/model.ts'
import type { DangerFinding } from '../text/understanding.ts'
import { type Sample, train } from './train.ts'

/** Needs whose sentences may hold danger of their own: unless an example says, it teaches nothing about harmlessness. */
const MAY_HOLD_DANGER = /abuse|dv|homeless|food|lifeline|eviction/

/**
 * The model behind the danger rules, from `intents/danger`, the examples of `intents` that say what danger
 * they hold and, as harmless, those of needs that hold none and in which the rules find none. The same content gives the same bytes.
 */
export function trainDanger(
  examples: readonly DangerExamples[],
  harmless: HarmlessExamples,
  intents: readonly Intent[],
  rules: (text: string) => DangerFinding,
): Model {
  const sample = (text: string, labels: readonly string[]): Sample => ({
    features: dangerFeatures(text),
    labels,
  })
  const dangerous = examples.flatMap(({ kind, emergency, concern }) => [
    ...emergency.map((text) => sample(text, [DANGER_LABEL, `emergency.${kind}`])),
    ...concern.map((text) => sample(text, [DANGER_LABEL, `concern.${kind}`])),
  ])
  const told: Sample[] = []
  const ordinary: string[] = []
  for (const { id, examples: own } of intents) {
    for (const example of own) {
      const { text, danger } = typeof example === 'string' ? { text: example, danger: undefined } : example
      if (danger === 'none') ordinary.push(text)
      else if (danger !== undefined) told.push(sample(text, [DANGER_LABEL, danger]))
      else if (!MAY_HOLD_DANGER.test(id) && rules(text).danger === 'none') ordinary.push(text)
    }
  }
  const plain = [...harmless.look_alikes, ...harmless.ordinary, ...ordinary].map((text) => sample(text, []))
  // Without tokens there are characters and phrases of characters only.
  return train([...dangerous, ...told, ...plain], { channels: [1, 0, 0, 1, 0], costs: [0.3] })
}
