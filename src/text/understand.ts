import { type Area, areaOf, type DangerKind, NEEDS, type Need, type Speaker } from '../content/vocabulary.ts'
import { type Classifier, classify, scoreLabels } from './classify.ts'
import { ClauseText, type Span } from './clause.ts'
import { askForPhrases, extractFeatures, type Features } from './features.ts'
import { keepLast } from './keep-last.ts'
import type { WordFinder } from './lexicon.ts'
import { MAX_LENGTH } from './normalise/cells.ts'
import { type Normalised, normalise } from './normalise.ts'
import { partNeeds } from './part-needs.ts'
import { polarity } from './polarity.ts'
import { speaker } from './speaker.ts'
import type { Tokenise } from './tokenise.ts'
import type { DangerFinding, Reason, Understanding } from './understanding.ts'
import { type PlacedNeed, personsIn, whoseNeeds } from './whose.ts'

export interface UnderstanderParts {
  readonly tokenise: Tokenise
  readonly model: Classifier
  /** Who writes, learnt from sentences. */
  readonly speakers: Classifier
  /** The words of each need. */
  readonly lexicon: WordFinder<Need>
  /** Ideas by their many words (`intents/lexicon`). */
  readonly concepts: WordFinder<string>
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

const sameArea = (label: string | undefined, need: Need): boolean =>
  label !== undefined && isNeed(label) && areaOf(label) === areaOf(need)

/** How much a word of the need's own lexicon adds to its probability; the longer the word, the surer. */
const LEXICON_WEIGHT = 0.15
const MOST_NEEDS = 4
/** A need of another area comes along only when it is this probable. */
const SURE = 0.7
/** The same for a need whose own words of the lexicon stand there. */
const SURE_AS_NAMED = 0.5
/** From here the learnt speaker overrules the rules. */
const SURE_SPEAKER = 0.7
/** A need less probable than this is a guess, however far it leads the others: 「😭😭😭」. */
const LEAST_SCORE = 0.25
/** Below this the whole is a guess, and its clear parts tell more. */
const LIKELY = 0.35

interface Scored {
  readonly need: Need
  score: number
  /** What spoke for it in the classifier: pieces of words. */
  words: string[]
  /** Its own words of the lexicon, as written. */
  named: string[]
}

/**
 * What an utterance is about: danger on the raw text first, then tokens, the classifier, the words of
 * the lexicon, negation and the past, who speaks. Pure and deterministic; any string gets an answer.
 */
export function understander({
  tokenise,
  model,
  speakers,
  lexicon,
  concepts,
  findDanger,
}: UnderstanderParts) {
  const phrases = askForPhrases(model, speakers)

  /** The rules see who is named; where the learnt model is sure of another, the model is right more often. */
  const speakerIn = (normal: Normalised, clause: ClauseText, features: Features) => {
    const ruled = speaker(clause)
    const learnt = classify(speakers, normal, features)
    const [best] = learnt.labels
    if (!best || best.score < SURE_SPEAKER || best.label === ruled.speaker) return ruled
    return { ...ruled, speaker: best.label as Speaker, stated: true, words: [...best.words] }
  }

  /** The most probable need of a stretch of the text, and how probable its area is. */
  const bestWithin = (clause: ClauseText, [from, to]: Span): { need: Need; score: number } | null => {
    const text = clause.text.slice(from, to)
    const tokens = clause.tokens.filter(({ start, end }) => start >= from && end <= to)
    const ideas = concepts(text).map(({ id }) => id)
    const scores = scoreLabels(model, extractFeatures({ text }, tokens, ideas, phrases))
    const at = scores.indexOf(Math.max(...scores))
    const need = model.labels[at] ?? ''
    if (!isNeed(need)) return null
    // Whether it is the care or the carer matters less here than that it is about the aged.
    const others = scores.reduce(
      (none, score, other) => (sameArea(model.labels[other], need) ? none * (1 - score) : none),
      1,
    )
    const named = lexicon(text).some(({ id }) => areaOf(id) === areaOf(need))
    return { need, score: 1 - others * (named ? 1 - LEXICON_WEIGHT : 1) }
  }

  return keepLast((raw: string, recent: readonly string[] = []): Understanding => {
    const text = raw.slice(0, MAX_LENGTH)
    const danger = findDanger(text, recent)
    const named = lexicon(text)
    const spoken = concepts(text)
    const ideas = spoken.map(({ id }) => id)
    const normal = normalise(text)
    const tokens = tokenise(normal.text)
    const clause = new ClauseText(tokens)
    const features = extractFeatures(normal, tokens, ideas, phrases)
    const guess = classify(model, normal, features)
    const scored = new Map<Need, Scored>()
    for (const { label, score, words } of guess.labels)
      if (isNeed(label)) scored.set(label, { need: label, score, words: [...words], named: [] })
    const who = speakerIn(normal, clause, features)
    const unsaid = polarity(clause)
    const denied = [...unsaid.negated, ...unsaid.past, ...unsaid.quoted].map(([start, end]) =>
      normal.original(start, end),
    )

    for (const { id: need, word } of named) {
      const known = scored.get(need) ?? { need, score: 0, words: [], named: [] }
      if (!known.named.includes(word)) known.named.push(word)
      known.score += (1 - known.score) * LEXICON_WEIGHT
      scored.set(need, known)
    }
    const isDenied = ({ named, words }: Scored) => {
      const said = [...named, ...words]
      return said.length > 0 && said.every((word) => denied.some((span) => span.includes(word)))
    }
    const standing = [...scored.values()].filter((one) => !isDenied(one))
    const chosen = asNamed(chooseNeeds(standing), text)
    const feared = danger.kind ? NEED_OF_DANGER[danger.kind] : undefined
    // Danger alone names a need only where nothing else did.
    if (feared && chosen.every(({ need }) => areaOf(need) === 'other'))
      chosen.unshift({ need: feared, score: 0.5, words: [...danger.words], named: [] })

    const needs = chosen.map(({ need }) => need)
    const areas: readonly Area[] = [...new Set(needs.map(areaOf))]
    // 「虐待ではないです」: what was denied is not meant, and nothing else was said.
    const most = guess.labels[0]?.score ?? 0
    const trust = guess.confidence * Math.min(1, most / LEAST_SCORE)
    const confidence = standing.length > 0 ? Math.max(trust, chosen[0]?.score ?? 0) : 0
    // Whoever may be fleeing is never linked to anybody.
    const violence = danger.kind === 'dv' || needs.includes('legal.dv')
    const parts = violence
      ? []
      : partNeeds(clause, confidence < LIKELY ? [] : needs, {
          best: (at) => bestWithin(clause, at),
          whole: (need) => guess.scores[model.labels.indexOf(need)] ?? 0,
        })
    const placed: PlacedNeed[] = chosen.map((one) => ({ need: one.need, at: placeOf(clause.text, one) }))
    return {
      areas: areas.length > 0 ? areas : ['other'],
      needs: needs.length > 0 ? needs : ['other.unknown'],
      danger,
      speaker: who.speaker,
      speakerStated: who.stated,
      members: who.members,
      confidence: Math.round(confidence * 100) / 100,
      reasons: reasonsFor(areas, chosen, danger, who),
      keywords: [...new Set(chosen.flatMap(({ named }) => named))],
      also: parts.map(({ need }) => need),
      whose: violence ? [] : whoseNeeds(clause, [...placed, ...parts]),
      persons: violence ? [] : personsIn(clause),
      ideas: [
        ...new Set(
          spoken.filter(({ word }) => !denied.some((span) => span.includes(word))).map(({ id }) => id),
        ),
      ],
    }
  })
}

/** Where the words of a need stand: its own words of the lexicon before pieces the classifier found. */
function placeOf(text: string, { named, words }: Scored): PlacedNeed['at'] {
  for (const word of [...named, ...words]) {
    const written = normalise(word).text
    const at = written === '' ? -1 : text.indexOf(written)
    if (at >= 0) return [at, at + written.length]
  }
  return null
}

const isSure = ({ score, named }: Scored): boolean => score >= (named.length > 0 ? SURE_AS_NAMED : SURE)

/** The main need, others of its area that stand near it, and needs of other areas that are sure. */
function chooseNeeds(standing: readonly Scored[]): Scored[] {
  const [main, ...others] = [...standing].sort(
    (a, b) => b.score - a.score || NEEDS.indexOf(a.need) - NEEDS.indexOf(b.need),
  )
  if (!main) return []
  const area = areaOf(main.need)
  const also = others.filter((one) =>
    areaOf(one.need) === area ? one.score >= Math.max(0.3, main.score * 0.5) : isSure(one),
  )
  return [main, ...also].slice(0, MOST_NEEDS)
}

/**
 * What was named first is the main one: 「子どもの発達が気になるし、家賃も払えません」. Only between areas that
 * both were named in words of their own; within an area the surer need leads.
 */
function asNamed(chosen: readonly Scored[], text: string): Scored[] {
  const [main, ...others] = chosen
  if (!main) return []
  const place = ({ named }: Scored) => {
    const at = named.map((word) => text.indexOf(word)).filter((found) => found >= 0)
    return at.length > 0 ? Math.min(...at) : Number.POSITIVE_INFINITY
  }
  const earlier = others.find(
    (one) => areaOf(one.need) !== areaOf(main.need) && isSure(one) && place(one) < place(main),
  )
  return earlier ? [earlier, ...chosen.filter((one) => one !== earlier)] : [...chosen]
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
    const words = chosen
      .filter(({ need }) => areaOf(need) === area)
      .flatMap(({ named, words }) => [...named, ...words])
    if (words.length > 0) reasons.push({ label: area, words: [...new Set(words)].slice(0, 4) })
  }
  if (who.stated && who.words.length > 0) reasons.push({ label: who.speaker, words: who.words })
  return reasons
}
