import { DANGER_KINDS, type DangerKind } from '../content/vocabulary.ts'
import { scoreLabels } from './classify.ts'
import { extractFeatures, type Features } from './features.ts'
import type { Model } from './model.ts'
import { kanaKey } from './normalise.ts'
import type { DangerFinding } from './understanding.ts'

/** Every dangerous sentence bears this label beside its gravity and kind. */
export const DANGER_LABEL = 'danger'
/** The `rule` of a finding that no table made. */
export const BY_MODEL = 'model'
/** The probability from which the model alone raises a card; chosen on held-out sentences of `intents/danger`. */
const SURE = 0.7
/** A long letter is read in pieces, so that ordinary words around do not drown a dangerous sentence. */
/** A word or two say too little for a model: what they say, the rules know. */
const LEAST = 8
const PIECE = 60
const MOST_PIECES = 120

/** What the danger model reads of a text: characters of the spelling-blind key. No tokens, no dictionary. */
export function dangerFeatures(text: string): Features {
  return extractFeatures(kanaKey(text), [])
}

/** Sentences, and pieces of overlong ones; the whole first when it is short. */
function piecesOf(text: string): string[] {
  const sentences = text.split(/(?<=[。！？!?\n])/).filter((part) => part.trim() !== '')
  const pieces = sentences.flatMap((sentence) => {
    if (sentence.length <= 2 * PIECE) return [sentence]
    const parts: string[] = []
    for (let at = 0; at < sentence.length; at += PIECE) parts.push(sentence.slice(at, at + 2 * PIECE))
    return parts
  })
  const whole = text.length <= 2 * PIECE && pieces.length > 1 ? [text] : []
  return [...whole, ...pieces].slice(0, MOST_PIECES)
}

export type FindDanger = (text: string, recent?: readonly string[]) => DangerFinding

/**
 * The rules first, and where they see nothing a linear model over characters: both local, deterministic
 * and independent of the dictionary. The rules alone decide on what the model has not learnt to judge.
 */
export function dangerFinder(rules: FindDanger, model: Model): FindDanger {
  const danger = model.labels.indexOf(DANGER_LABEL)
  return (text, recent = []) => {
    const ruled = rules(text, recent)
    if (ruled.danger !== 'none' || kanaKey(text).text.length < LEAST) return ruled
    let best: { readonly score: number; readonly piece: string; readonly scores: Float64Array } | null = null
    for (const piece of piecesOf(text)) {
      const scores = scoreLabels(model, dangerFeatures(piece))
      const score = scores[danger] ?? 0
      if (score >= SURE && score > (best?.score ?? 0)) best = { score, piece, scores }
    }
    if (!best) return ruled
    return { ...gravest(model, best.scores), words: [best.piece.trim().slice(0, 30)], rule: BY_MODEL }
  }
}

/** The most probable gravity and kind of a dangerous sentence. */
function gravest(model: Model, scores: Float64Array): Pick<DangerFinding, 'danger' | 'kind'> {
  let found: { danger: 'emergency' | 'concern'; kind: DangerKind; score: number } | null = null
  for (const [at, label] of model.labels.entries()) {
    const [danger, kind] = label.split('.')
    const known = DANGER_KINDS.find((one) => one === kind)
    const score = scores[at] ?? 0
    if (!known || (danger !== 'emergency' && danger !== 'concern')) continue
    if (!found || score > found.score) found = { danger, kind: known, score }
  }
  return found ?? { danger: 'concern', kind: 'self_harm' }
}
