import type { DangerExamples, HarmlessExamples } from '../content/danger-examples.ts'
import type { Intent } from '../content/intent.ts'
import { DANGER_LABEL, dangerFeatures } from '../text/danger-model.ts'
import type { Model } from '../text/model.ts'
import type { DangerFinding } from '../text/understanding.ts'
import { type Sample, train } from './train.ts'

/** Needs whose everyday sentences may hold danger of their own: they teach nothing about harmlessness. */
const MAY_HOLD_DANGER = /abuse|dv|homeless|food|lifeline|eviction/

/**
 * The model behind the danger rules, from `intents/danger` and, as harmless, the sentences of needs that
 * hold no danger and in which the rules find none. The same content gives the same bytes.
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
  const ordinary = intents
    .filter(({ id }) => !MAY_HOLD_DANGER.test(id))
    .flatMap((intent) => intent.examples.filter((example) => typeof example === 'string'))
    .filter((text) => rules(text).danger === 'none')
  const plain = [...harmless.look_alikes, ...harmless.ordinary, ...ordinary].map((text) => sample(text, []))
  // Without tokens there are characters and phrases of characters only.
  return train([...dangerous, ...plain], { channels: [1, 0, 0, 1, 0], costs: [0.3] })
}
