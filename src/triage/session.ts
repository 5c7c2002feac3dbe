import type { Lang } from '../content/vocabulary.ts'
import type { Heard, Session } from './conversation.ts'

/** A conversation in which nothing has been said. */
export function newSession(lang: Lang, at: number): Session {
  return {
    v: 1,
    lang,
    episode: 1,
    answers: [],
    asides: [],
    carried: { place: null, speaker: null },
    misses: 0,
    danger: 'none',
    holding: false,
    untold: null,
    carded: [],
    recent: [],
    shown: [],
    stopped: false,
    lastTap: null,
    offered: [],
    fixing: null,
    waiting: [],
    listened: 0,
    at,
  }
}

/** 最初から: what was answered is put aside; where the person lives is not asked again. */
export function newEpisode(session: Session, place: Session['carried']['place']): Session {
  return {
    ...newSession(session.lang, session.at),
    episode: session.episode + 1,
    carried: { place, speaker: null },
    danger: session.danger,
    recent: session.recent,
    lastTap: session.lastTap,
  }
}

/** A session that holds nothing about anybody but the speaker, in this talk and in those that wait. */
export function withoutHousehold(session: Session): Session {
  const alone = ({ whose: _, persons: __, signs: ___, ...heard }: Heard): Heard => ({ ...heard, members: [] })
  const told = <T extends Pick<Session, 'answers' | 'asides'>>(talk: T): T => ({
    ...talk,
    asides: talk.asides.map(alone),
    answers: talk.answers.map(({ node, answer }) => ({
      node,
      answer: answer.kind === 'said' ? { ...answer, heard: alone(answer.heard) } : answer,
    })),
  })
  const { fixing } = session
  const before = fixing ? told({ answers: fixing.before, asides: [] }).answers : []
  return {
    ...told(session),
    fixing: fixing ? { ...fixing, before } : null,
    waiting: session.waiting.map(told),
  }
}

/** A session that no longer holds words of this text: its expressions and the tails of what was said last. */
export function withoutWords(session: Session, text: string): Session {
  const without = (heard: Heard): Heard => ({
    ...heard,
    words: heard.words.filter((word) => !text.includes(word)),
  })
  const cleared = (answers: Session['answers']) =>
    answers.map(({ node, answer }) => ({
      node,
      answer: answer.kind === 'said' ? { ...answer, heard: without(answer.heard) } : answer,
    }))
  return {
    ...session,
    recent: [],
    offered: [],
    asides: session.asides.map(without),
    answers: cleared(session.answers),
    fixing: session.fixing ? { ...session.fixing, before: cleared(session.fixing.before) } : null,
    waiting: (session.waiting ?? []).map((topic) => ({
      ...topic,
      answers: cleared(topic.answers),
      asides: topic.asides.map(without),
    })),
  }
}
