export interface LabelFigures {
  readonly precision: number
  readonly recall: number
  readonly f1: number
  /** Test rows that have the label. */
  readonly support: number
}

export interface Prediction {
  readonly gold: readonly string[]
  readonly main: string
  readonly labels: readonly string[]
}

export interface Scores {
  readonly accuracy: number
  readonly macro_f1: number
  readonly micro_f1: number
  readonly per_label: Readonly<Record<string, LabelFigures>>
}

/**
 * Accuracy of the main label and F1 over label sets. The labels are those of the test rows and of
 * the predictions, as scikit-learn counts them; a ratio without a denominator is 0.
 */
export function scorePredictions(predictions: readonly Prediction[]): Scores {
  const counts = new Map<string, { right: number; given: number; wanted: number }>()
  const count = (label: string) => {
    const known = counts.get(label) ?? { right: 0, given: 0, wanted: 0 }
    counts.set(label, known)
    return known
  }
  let hits = 0
  for (const { gold, main, labels } of predictions) {
    if (gold.includes(main)) hits++
    for (const label of labels) {
      count(label).given++
      if (gold.includes(label)) count(label).right++
    }
    for (const label of gold) count(label).wanted++
  }
  const ordered = [...counts].sort(([a], [b]) => (a < b ? -1 : 1))
  const total = { right: 0, given: 0, wanted: 0 }
  const perLabel: [string, LabelFigures][] = []
  for (const [label, { right, given, wanted }] of ordered) {
    total.right += right
    total.given += given
    total.wanted += wanted
    const f1 = ratio(2 * right, given + wanted)
    perLabel.push([
      label,
      { precision: ratio(right, given), recall: ratio(right, wanted), f1, support: wanted },
    ])
  }
  return {
    accuracy: ratio(hits, predictions.length),
    macro_f1: ratio(
      perLabel.reduce((sum, [, { f1 }]) => sum + f1, 0),
      perLabel.length,
    ),
    micro_f1: ratio(2 * total.right, total.given + total.wanted),
    per_label: Object.fromEntries(perLabel),
  }
}

function ratio(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole
}
