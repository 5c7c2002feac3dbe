import type { NodeKey } from '../content/flow.ts'
import type { Access, Area, Danger, DangerKind, Lang, Need, Speaker } from '../content/vocabulary.ts'
import type { ConsultationPoint } from '../directory/consultation-point.ts'
import type { Place } from '../directory/place.ts'
import type { PersonalKind } from '../text/personal.ts'
import type { DangerFinding, Person, Whose } from '../text/understanding.ts'

export type Channel = 'line' | 'web' | 'terminal'

/** One thing a resident did, whatever the channel. Times are epoch milliseconds. */
export interface Inbound {
  /** Unique per conversation; the same id again is the same event. */
  readonly id: string
  readonly conversation: string
  readonly channel: Channel
  readonly at: number
  readonly content: InboundContent
  /** A text written in several bubbles, oldest first, when it was; `content` is all of it. */
  readonly bubbles?: readonly Bubble[]
}

/** One message of those that were read as one. */
export interface Bubble {
  readonly id: string
  /** Epoch ms. */
  readonly at: number
  readonly text: string
}

/** 人と話す・戻る・答えを直す・最初から・やめる・ことば・消して・何が残っている？・なぜ聞くの */
export type Command =
  | 'person'
  | 'back'
  | 'fix'
  | 'restart'
  | 'stop'
  | 'language'
  | 'forget'
  | 'kept'
  | 'why'
  | 'continue'

export type InboundContent =
  /** The conversation was opened: follow on LINE, the page on the web. */
  | { readonly kind: 'arrive'; readonly lang?: Lang }
  /** `left`: details by which a person can be found, taken out before anything kept the text. */
  | { readonly kind: 'text'; readonly text: string; readonly left?: readonly PersonalKind[] }
  /** A button: the id of the `ReplyChoice`, which names its question, so that an old one is recognised. */
  | { readonly kind: 'tap'; readonly choice: string }
  | { readonly kind: 'location'; readonly lat: number; readonly lng: number; readonly text?: string }
  | { readonly kind: 'sticker'; readonly keywords: readonly string[] }
  | { readonly kind: 'media'; readonly media: 'image' | 'video' | 'audio' | 'file' }
  /** A button of an older version or of nobody's making. */
  | { readonly kind: 'unreadable-tap' }
  /** A word valid at any moment (`interrupts.ts`). */
  | { readonly kind: 'command'; readonly command: Command; readonly lang?: Lang }

/** What one answer holds: never the words themselves, except a choice's id. */
export type Answer =
  /** `more`: a multi-choice still being picked from. */
  | { readonly kind: 'chosen'; readonly choices: readonly string[]; readonly more?: true }
  | { readonly kind: 'said'; readonly heard: Heard }
  /** `blockAsked`: the 番 was asked for and not given, so it is not asked again. */
  | { readonly kind: 'place'; readonly place: Place; readonly blockAsked: boolean }
  | { readonly kind: 'towns'; readonly towns: readonly string[]; readonly block: number | null }
  | { readonly kind: 'elsewhere'; readonly municipality: string }
  | { readonly kind: 'when'; readonly iso: string }
  | { readonly kind: 'unsure' }
  | { readonly kind: 'declined' }

/** What free words told us, without the words. */
export interface Heard {
  readonly areas: readonly Area[]
  readonly needs: readonly Need[]
  readonly speaker: Speaker | null
  readonly members: readonly string[]
  /** Whose each need is, and who else was named; absent in talks stored before there were households. */
  readonly whose?: readonly Whose[]
  readonly persons?: readonly Person[]
  /** Ideas that patterns of households look for. */
  readonly signs?: readonly string[]
  /** The short expressions that made it so (物忘れ), to show as the reason; never whole sentences. */
  readonly words: readonly string[]
  readonly place: Place | null
  /** Several towns fit what was said; which one is asked when a place is needed. */
  readonly towns: { readonly towns: readonly string[]; readonly block: number | null } | null
  /** Lives in another municipality. */
  readonly elsewhere: string | null
}

type Answers = readonly { readonly node: NodeKey; readonly answer: Answer }[]

/** A talk that waits for its turn: a need noticed in passing, or the one put aside for it. */
export interface Topic {
  readonly need: Need
  readonly answers: Answers
  readonly asides: readonly Heard[]
}

/**
 * A conversation's memory: answers by node, in the order given, replayed through the flows to find
 * where we are. Never a saved position.
 */
export interface Session {
  readonly v: 1
  readonly lang: Lang
  /** Grows with 最初から; buttons of an earlier episode are stale. */
  readonly episode: number
  readonly answers: Answers
  /** Said in passing, at a question that asked something else. */
  readonly asides: readonly Heard[]
  /** Known from an earlier episode: not asked again. */
  readonly carried: { readonly place: Place | null; readonly speaker: Speaker | null }
  /** Answers in a row at the present question that could not be read. */
  readonly misses: number
  readonly danger: Danger
  /** A danger card waits for an answer: 人と話す, 話を続ける, or anything said, which is listened to. */
  readonly holding: boolean
  /** While holding: how much had been told before, so that going on tells the rest. */
  readonly untold: { readonly answers: number; readonly asides: number } | null
  /** Danger cards given in this episode, `kind.gravity`: none is given twice for a tap. */
  readonly carded: readonly string[]
  /** Tails of the last utterances (≤ 3), so that danger split over messages is seen; erased with the rest. */
  readonly recent: readonly string[]
  /** Points already shown in this episode, so that 「ここではない」 leads on. */
  readonly shown: readonly string[]
  /** やめる was said; anything said afterwards resumes. */
  readonly stopped: boolean
  readonly lastTap: string | null
  /** What the last bubble offered beside the answers to its question, by the number shown. */
  readonly offered: readonly Offered[]
  /** 答えを直す: the question asked again, and all answers as they stood. */
  readonly fixing: { readonly visit: NodeKey; readonly before: Answers } | null
  /** Talks that wait, the next first. */
  readonly waiting: readonly Topic[]
  /** How often was listened since the danger card that waits. */
  readonly listened: number
  /** Epoch ms of the last turn. */
  readonly at: number
}

export interface ReplyChoice {
  readonly id: string
  readonly label: string
}

/** What only the resident knows of the talk besides its ticket: the town they chose, or else the 分野. */
export type TicketCheck = 'town' | 'area'

export interface Offered extends ReplyChoice {
  readonly number: number
}

/** 窓口カード as data: no name, something to show at the counter. */
export interface CounterCard {
  /** Four letters easy to say; empty in what `step` returns, which draws nothing by chance. */
  readonly ticket: string
  readonly lines: readonly string[]
  readonly bring: readonly string[]
  readonly point: string
}

export type Wanted = 'place' | 'date' | 'datetime'

/** One bubble, whatever the channel. */
export interface Reply {
  readonly from: 'bot' | 'system'
  readonly lang: Lang
  readonly text: string
  readonly choices?: readonly ReplyChoice[]
  readonly points?: readonly ConsultationPoint[]
  readonly card?: CounterCard
  readonly danger?: Danger
  /** A preview on a locked screen must not tell what the talk is about. */
  readonly discreet?: true
  /** What the question wants: channels may offer their own way to give it. */
  readonly wants?: Wanted
}

/** What the turn asks the shell to do; `step` itself does nothing. */
export type Effect =
  | { readonly kind: 'handoff'; readonly reason: 'asked' | 'danger' | 'misses' | 'gap' | 'visit' }
  | { readonly kind: 'danger'; readonly finding: DangerFinding }
  /** A card was shown: fill in its ticket. `check` is what another device will be asked to open it. */
  | { readonly kind: 'ticket'; readonly check: TicketCheck }
  /** Several troubles of a household hang together: a pattern's id, or `compound`. */
  | { readonly kind: 'pattern'; readonly id: string; readonly needs: readonly Need[] }
  | { readonly kind: 'gap'; readonly needs: readonly Need[]; readonly town: string | null }
  /** What a resident says of a talk with staff, so many weeks after it. */
  | {
      readonly kind: 'rated'
      readonly face: 'good' | 'fair' | 'bad' | null
      readonly forward: boolean | null
      readonly week: number
    }
  /** May be asked again in one week and in four. */
  | { readonly kind: 'invited' }
  /** 消して: everything this conversation holds goes. */
  | { readonly kind: 'forget' }

export interface Turn {
  readonly session: Session
  readonly replies: readonly Reply[]
  readonly effects: readonly Effect[]
}

/** What the resident asked for, gathered over all answers. */
export interface Situation {
  readonly needs: readonly Need[]
  readonly areas: readonly Area[]
  readonly speaker: Speaker | null
  readonly members: readonly string[]
  /** What householdOf folds. */
  readonly whose: readonly Whose[]
  readonly persons: readonly Person[]
  readonly signs: readonly string[]
  readonly words: readonly string[]
  readonly place: Place | null
  readonly towns: Heard['towns']
  readonly placeDeclined: boolean
  readonly elsewhere: string | null
  readonly access: readonly Access[]
  readonly visit: boolean
  readonly danger: Danger
  readonly dangerKind: DangerKind | null
}
