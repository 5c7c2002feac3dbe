import type { Area, Danger, DangerKind, Need, Speaker } from '../content/vocabulary.ts'

/** The words of the utterance that made a label likely, as the resident wrote them. */
export interface Reason {
  readonly label: Area | Need | Danger | Speaker
  readonly words: readonly string[]
}

/** 危険 as found in a text, before anything else looks at it. */
export interface DangerFinding {
  readonly danger: Danger
  /** null exactly when danger is none. */
  readonly kind: DangerKind | null
  readonly words: readonly string[]
  /** The pattern that fired, for staff and for the tests. */
  readonly rule: string | null
  /** Said outright, 「消えたい」, or in a language the model was taught little of: no model takes it back. */
  readonly stands?: true
}

/** One morpheme, values as kuromoji gives them. */
export interface Token {
  readonly surface: string
  readonly pos: string
  readonly pos1: string
  readonly base: string
  /** Katakana; undefined-as-empty string when unknown. */
  readonly reading: string
}

/** What an utterance is about. Never empty: `other` when nothing fits. */
export interface Understanding {
  readonly areas: readonly Area[]
  readonly needs: readonly Need[]
  readonly danger: DangerFinding
  readonly speaker: Speaker
  /** The speaker was stated, not assumed. */
  readonly speakerStated: boolean
  /** Who the need belongs to, in the resident's own words: 母, 子ども. */
  readonly members: readonly string[]
  /** 0–1, calibrated: the share of such utterances whose main area is right. */
  readonly confidence: number
  readonly reasons: readonly Reason[]
  /** The expressions of the needs, as written, fit to be said back: 物忘れ. */
  readonly keywords: readonly string[]
  /** Needs of other areas that only a part of the text speaks of: 家賃 in 「母が認知症で、家賃が払えません」. */
  readonly also: readonly Need[]
  /** Whose each need is, where the words say so. Empty in talks about violence at home. */
  readonly whose: readonly Whose[]
  /** The people of the household it names. Empty in talks about violence at home. */
  readonly persons: readonly Person[]
  /** Ids of the ideas of `intents/lexicon` it speaks of and does not deny. */
  readonly ideas: readonly string[]
}

/** A need and the person it belongs to. */
export interface Whose {
  readonly need: Need
  /** In the resident's own word (母, むすこ), or `self`. */
  readonly member: string
}

/** Somebody of the household, nameless. */
export interface Person {
  /** In the resident's own word, or `self`. */
  readonly word: string
  /** 80 for 80代 and for 84歳; null when not said. */
  readonly decade: number | null
  /** Said to live under one roof with the speaker. */
  readonly together: boolean
}
