import { type Area, areaOf, type DangerKind, NEEDS, type Need } from '../content/vocabulary.ts'
import { classify } from './classify.ts'
import type { Lexicon } from './lexicon.ts'
import type { Model } from './model.ts'
import { MAX_LENGTH } from './normalise/cells.ts'
import { normalise } from './normalise.ts'
import { polarity } from './polarity.ts'
import { speaker } from './speaker.ts'
import type { Tokenise } from './tokenise.ts'
import type { DangerFinding, Reason, Understanding } from './understanding.ts'

export interface UnderstanderParts {
  readonly tokenise: Tokenise
  readonly model: Model
  readonly lexicon: Lexicon
  readonly findDanger: (text: string, recent?: readonly string[]) => DangerFinding
}

/** Which need a danger speaks of, when the words alone did not show one of its area. */
const NEED_OF_DANGER: Readonly<Partial<Record<DangerKind, Need>>> = {
  self_harm: 'health.mind',
  child_abuse: 'childcare.abuse',
  elder_abuse: 'ageing.abuse',
  disability_abuse: 'disability.abuse',
  dv: 'legal.dv',
  medical: 'health.illness',
  missing: 'community.worry',
}

const isNeed = (label: string): label is Need => NEEDS.includes(label as Need)

/** How much a word of the need's own lexicon adds to its probability; the longer the word, the surer. */
const LEXICON_WEIGHT = 0.35
const MOST_NEEDS = 4

interface Scored {
  readonly need: Need
  score: number
  words: string[]
}

/**
 * What an utterance is about: danger on the raw text first, then tokens, the classifier, the words of
 * the lexicon, negation and the past, who speaks. Pure and deterministic; any string gets an answer.
 */
export function understander({ tokenise, model, lexicon, findDanger }: UnderstanderParts) {
  return (raw: string, recent: readonly string[] = []): Understanding => {
    const text = raw.slice(0, MAX_LENGTH)
    const danger = findDanger(text, recent)
    const normal = normalise(text)
    const tokens = tokenise(normal.text)
    const guess = classify(model, normal, tokens)
    const who = speaker(normal.text, tokens)
    const unsaid = polarity(tokens)
    const denied = [...unsaid.negated, ...unsaid.past, ...unsaid.quoted].map(([start, end]) =>
      normal.original(start, end),
    )

    const scored = new Map<Need, Scored>()
    for (const { label, score, words } of guess.labels)
      if (isNeed(label)) scored.set(label, { need: label, score, words: [...words] })
    for (const { need, word } of lexicon(text)) {
      const known = scored.get(need) ?? { need, score: 0, words: [] }
      if (!known.words.includes(word)) known.words.unshift(word)
      known.score += (1 - known.score) * LEXICON_WEIGHT
      scored.set(need, known)
    }
    const standing = [...scored.values()].filter(
      ({ words }) => words.length === 0 || !words.every((word) => denied.some((span) => span.includes(word))),
    )
    const best = (standing.length > 0 ? standing : [...scored.values()]).sort(
      (a, b) => b.score - a.score || NEEDS.indexOf(a.need) - NEEDS.indexOf(b.need),
    )
    const top = best[0]?.score ?? 0
    const needs = best.filter(({ score }) => score >= Math.max(0.3, top * 0.5)).slice(0, MOST_NEEDS)
    const chosen: Scored[] = needs.length > 0 ? needs : best.slice(0, 1)
    const spoken = danger.kind ? NEED_OF_DANGER[danger.kind] : undefined
    if (spoken && !chosen.some(({ need }) => areaOf(need) === areaOf(spoken)))
      chosen.push({ need: spoken, score: 0.5, words: [...danger.words] })

    const needIds = chosen.map(({ need }) => need)
    const areas: readonly Area[] = needIds.length > 0 ? [...new Set(needIds.map(areaOf))] : ['other']
    return {
      areas,
      needs: needIds,
      danger,
      speaker: who.speaker,
      speakerStated: who.stated,
      members: who.members,
      confidence: Math.round(Math.max(guess.confidence, top) * 100) / 100,
      reasons: reasonsFor(areas, chosen, danger, who),
    }
  }
}

function reasonsFor(
  areas: readonly Area[],
  chosen: readonly Scored[],
  danger: DangerFinding,
  who: {
    readonly speaker: Understanding['speaker']
    readonly stated: boolean
    readonly words: readonly string[]
  },
): readonly Reason[] {
  const reasons: Reason[] = []
  if (danger.danger !== 'none') reasons.push({ label: danger.danger, words: danger.words })
  for (const area of areas) {
    const words = chosen.filter(({ need }) => areaOf(need) === area).flatMap(({ words }) => words)
    if (words.length > 0) reasons.push({ label: area, words: [...new Set(words)].slice(0, 4) })
  }
  if (who.stated && who.words.length > 0) reasons.push({ label: who.speaker, words: who.words })
  return reasons
}
