import { fill } from '../content/phrases.ts'
import { inLang } from '../content/text.ts'
import { BY_MODEL } from '../text/danger-model.ts'
import type { DangerFinding } from '../text/understanding.ts'
import { runCommand } from './command.ts'
import type { Answer, Inbound, Reply, Session, Turn } from './conversation.ts'
import { answersPlainly, dangerFirst } from './danger-first.ts'
import type { Guide } from './guide.ts'
import { askReply, commandChoice, readChoiceId } from './options.ts'
import { answerOf, heardFrom, readText } from './read-answer.ts'
import { newEpisode } from './session.ts'
import { tell } from './tell.ts'
import { isTicketAlone } from './ticket-alone.ts'
import { type Walk, walk } from './walk.ts'

const RECENT = 3
const TAIL = 80
const MOST_MISSES = 2

/** Puts an answer in its place; what was answered after it at the same node is replaced. */
export function withAnswer(session: Session, node: string, answer: Answer): Session {
  return {
    ...session,
    answers: [...session.answers.filter((given) => given.node !== node), { node, answer }],
    misses: 0,
    holding: false,
  }
}

interface Work {
  readonly guide: Guide
  readonly inbound: Inbound
  readonly finding: DangerFinding
  readonly now: number
}

const phrase = (guide: Guide, session: Session, key: keyof Guide['phrases'], values = {}): Reply => ({
  from: 'bot',
  lang: session.lang,
  text: fill(inLang(guide.phrases[key], session.lang), values),
})

/** The present question again, after a word of explanation. */
function again(guide: Guide, session: Session, present: Walk, first: readonly Reply[]): Turn {
  const replies = present.asking ? [...first, askReply(guide, session, present.asking)] : [...first]
  return { session, replies, effects: [] }
}

function onTap({ guide, inbound, now }: Work, session: Session, id: string): Turn {
  if (id.startsWith('!')) return runCommand(guide, session, id.slice(1), now)
  const present = walk(guide, session, now)
  const read = readChoiceId(id)
  const asking = present.asking
  if (!asking || !read || read.asking !== `${session.episode}.${asking.visit}`) {
    // The second of two taps on one button: the first has been answered.
    if (session.lastTap === id) return { session, replies: [], effects: [] }
    return again(guide, session, present, [phrase(guide, session, 'stale')])
  }
  const answer = answerOf(asking, read.option)
  if (answer === 'why') return runCommand(guide, session, 'why', now)
  if (!answer) return again(guide, session, present, [phrase(guide, session, 'stale')])
  return tell(guide, withAnswer({ ...session, lastTap: id }, asking.visit, answer), present, now, inbound.at)
}

/** Nobody is asked a third time: a desk that answers, and the way to a person. */
function missed({ guide, now, finding }: Work, session: Session, present: Walk): Turn {
  // What was said was heard: the danger card answers it, and the question is only asked again.
  if (finding.danger !== 'none') return again(guide, session, present, [])
  const misses = session.misses + 1
  const after = { ...session, misses: misses >= MOST_MISSES ? 0 : misses }
  if (misses < MOST_MISSES) {
    const free = present.asking?.node.kind === 'free-text'
    return again(guide, after, present, [phrase(guide, session, free ? 'miss-free' : 'miss-first')])
  }
  const desk = guide.desk.generalDesk(now, session.lang)
  return {
    session: after,
    replies: [
      {
        ...phrase(guide, session, 'miss-second', {
          desk: desk.name,
          phone: desk.phone ?? guide.desk.switchboard,
        }),
        points: [desk],
        choices: [
          commandChoice('person', inLang(guide.phrases.person, session.lang)),
          commandChoice('continue', inLang(guide.phrases.continue, session.lang)),
        ],
      },
    ],
    effects: [],
  }
}

function onText(work: Work, session: Session, text: string): Turn {
  const { guide, inbound, now } = work
  let present = walk(guide, session, now)
  if (session.holding) {
    const understanding = guide.understand(text, session.recent)
    const heard = heardFrom(guide, text, understanding)
    return {
      session: { ...session, asides: [...session.asides, heard].slice(-20) },
      replies: [
        {
          ...phrase(guide, session, 'danger-listening'),
          choices: [
            commandChoice('person', inLang(guide.phrases.person, session.lang)),
            commandChoice('continue', inLang(guide.phrases.continue, session.lang)),
          ],
        },
      ],
      effects: [],
    }
  }
  let talk = session
  if (!present.asking) {
    // The last talk is over: what is said now opens a new one.
    talk = newEpisode(session, present.situation.place)
    present = walk(guide, talk, now)
  }
  const asking = present.asking
  if (!asking) return { session: talk, replies: [], effects: [] }
  if (text.trim() === '') return again(guide, talk, present, [phrase(guide, talk, 'empty')])

  const read = readText(guide, asking, text, talk.lang, talk.recent)
  if (isTicketAlone(guide, read, text, talk.recent)) {
    const desk = guide.desk.generalDesk(now, talk.lang)
    const values = { desk: desk.name, phone: desk.phone ?? guide.desk.switchboard }
    return again(guide, talk, present, [phrase(guide, talk, 'ticket-typed', values)])
  }
  switch (read.kind) {
    case 'answer':
      return tell(guide, withAnswer(talk, asking.visit, read.answer), present, now, inbound.at)
    case 'why':
      return runCommand(guide, talk, 'why', now)
    case 'phatic':
      return again(guide, talk, present, [phrase(guide, talk, 'phatic')])
    case 'aside': {
      const after = { ...talk, asides: [...talk.asides, read.heard].slice(-20), misses: 0 }
      const need = read.heard.needs.find((one) => !present.situation.needs.includes(one))
      // Nothing new was told, and the question is still open.
      if (!need && !read.heard.place && !read.heard.towns) return missed(work, talk, present)
      const name = need ? guide.intents.get(need)?.name : undefined
      const { place } = read.heard
      const first = name
        ? [phrase(guide, talk, 'aside', { name: inLang(name, talk.lang) })]
        : place
          ? [phrase(guide, talk, 'place-got', { place: place.town })]
          : []
      return tell(guide, after, present, now, inbound.at, first)
    }
    case 'unknown-town': {
      const turn = missed(work, talk, present)
      return talk.misses === 0 && work.finding.danger === 'none'
        ? { ...turn, replies: [phrase(guide, talk, 'place-not-found'), ...turn.replies.slice(1)] }
        : turn
    }
    case 'miss':
      return missed(work, talk, present)
  }
}

function onLocation({ guide, now, inbound }: Work, session: Session, lat: number, lng: number): Turn {
  const present = walk(guide, session, now)
  const reading = guide.desk.nearestTown(lat, lng)
  const asking = present.asking
  if (asking?.node.kind !== 'place' || reading.kind === 'unknown' || reading.kind === 'which-town')
    return again(guide, session, present, [phrase(guide, session, 'place-not-found')])
  const answer: Answer =
    reading.kind === 'place'
      ? { kind: 'place', place: reading.place, blockAsked: false }
      : { kind: 'elsewhere', municipality: reading.municipality }
  const first =
    reading.kind === 'place'
      ? [phrase(guide, session, 'place-approximate', { town: reading.place.town })]
      : []
  return tell(guide, withAnswer(session, asking.visit, answer), present, now, inbound.at, first)
}

function onContent(work: Work, session: Session): Turn {
  const { guide, inbound, now } = work
  const { content } = inbound
  switch (content.kind) {
    case 'arrive':
      return tell(guide, session, null, now, inbound.at)
    case 'tap':
      return onTap(work, session, content.choice)
    case 'command':
      return runCommand(
        guide,
        session,
        content.lang ? `${content.command}.${content.lang}` : content.command,
        now,
      )
    case 'text':
      return onText(work, session, content.text)
    case 'sticker':
      return onText(work, session, content.keywords.join(' '))
    case 'location':
      return onLocation(work, session, content.lat, content.lng)
    case 'media':
      return again(guide, session, walk(guide, session, now), [phrase(guide, session, 'media')])
    case 'unreadable-tap':
      return again(guide, session, walk(guide, session, now), [phrase(guide, session, 'stale')])
  }
}

/** The words of an inbound that danger is looked for in. */
export function wordsOf(inbound: Inbound): string {
  const { content } = inbound
  if (content.kind === 'text') return content.text
  if (content.kind === 'sticker') return content.keywords.join(' ')
  if (content.kind === 'location') return content.text ?? ''
  return ''
}

/**
 * One turn of the conversation: what was said, and what was found dangerous in it, to the next
 * session, the replies and the effects the shell must carry out. Pure; `now` is epoch ms.
 */
export function step(
  guide: Guide,
  session: Session,
  inbound: Inbound,
  finding: DangerFinding,
  now: number,
): Turn {
  const words = wordsOf(inbound)
  const hearing: Session = { ...session, stopped: false, at: now }
  const turn = onContent({ guide, inbound, finding, now }, hearing)
  const remembered: Turn = words
    ? {
        ...turn,
        session: { ...turn.session, recent: [...turn.session.recent, words.slice(-TAIL)].slice(-RECENT) },
      }
    : turn
  if (finding.rule === BY_MODEL && answersPlainly(guide, hearing, inbound, now)) return remembered
  return dangerFirst(guide, hearing, remembered, finding, now)
}
