import { type JudgedNetwork, scoreNetwork } from '../text/network.ts'
import { calibrateTogether } from './calibrate.ts'
import { shuffled } from './svm.ts'
import type { Sample } from './train.ts'
import { type NetworkOptions, trainNetwork } from './train-network.ts'

/** One group of so many is kept back: what the probabilities are fitted on has taught nothing. */
const HELD = 25
/** With fewer texts than this kept back, all of them judge: probabilities are then too high, and few depend on them. */
const ENOUGH_HELD = 50
const SEED = 20_260_401
/** Few texts are learnt more often: so many readings of a text there are at least. */
const LEAST_READINGS = 100_000
const MOST_EPOCHS = 300
const EPOCHS = 6

/**
 * Trains a network that gives each text any number of labels, and calibrates it on texts it has not seen. Equal
 * samples and options give equal bytes.
 */
export function trainJudged(
  samples: readonly Sample[],
  options: Partial<Omit<NetworkOptions, 'apart' | 'epochs'>> = {},
): JudgedNetwork {
  const held = heldGroups(samples)
  // What is written in kana has a say in which features are kept: most of its pieces stand nowhere else.
  const teaching = samples.flatMap(({ features, labels, group = -1 }) =>
    held.has(group) ? [] : [{ features, labels }],
  )
  const epochs = Math.ceil(LEAST_READINGS / Math.max(1, teaching.length))
  const network = trainNetwork(teaching, {
    ...options,
    leastTexts: teaching.length < 100 ? 1 : (options.leastTexts ?? 2),
    apart: true,
    epochs: Math.max(EPOCHS, Math.min(MOST_EPOCHS, epochs)),
  })
  const repeated = new Set(samples.map(({ group = -1, beside }) => (held.has(group) ? undefined : beside)))
  const unseen = samples.filter(({ group = -1, aid }) => held.has(group) && !repeated.has(group) && !aid)
  const judging = unseen.length >= ENOUGH_HELD ? unseen : samples
  const rows = judging.map(({ features }) => scoreNetwork(network, features))
  const margins = network.labels.map((_, at) => Float64Array.from(rows, (row) => row[at] as number))
  const targets = network.labels.map((label) =>
    Uint8Array.from(judging, ({ labels }) => (labels.includes(label) ? 1 : 0)),
  )
  const single = samples.every(({ labels }) => labels.length === 1)
  return { ...network, single, ...calibrateTogether(targets, margins, [...network.outputBias]) }
}

/** The groups kept back: those that hold more than words on their own. */
function heldGroups(samples: readonly Sample[]): ReadonlySet<number> {
  const groups = [
    ...new Set(samples.flatMap(({ group, aid }) => (group === undefined || aid ? [] : [group]))),
  ]
  const count = Math.floor(groups.length / HELD)
  if (count < ENOUGH_HELD) return new Set()
  return new Set([...shuffled(groups.length, SEED).subarray(0, count)].map((at) => groups[at] as number))
}
