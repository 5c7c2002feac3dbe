import { inLang } from '../content/text.ts'
import { BY_MODEL } from '../text/danger-model.ts'
import type { DangerFinding } from '../text/understanding.ts'
import { again, missed, phrase } from './ask-again.ts'
import { runCommand } from './command.ts'
import type { Answer, Inbound, Session, Turn } from './conversation.ts'
import { finishFix } from './correct.ts'
import { correctInWords } from './correct-in-words.ts'
import { answersPlainly, dangerFirst } from './danger-first.ts'
import type { Guide } from './guide.ts'
import { heardFrom } from './heard.ts'
import { alert, cardedNow, keepSafe } from './keep-safe.ts'
import { listen } from './listen.ts'
import { offeredBy, pickOffered } from './offer.ts'
import { readChoiceId } from './options.ts'
import { answerOf, readText } from './read-answer.ts'
import { stickerWords } from './read-sticker.ts'
import { comesBack, isSaid, recapAsked, recapReply, takesUp } from './resume.ts'
import { newEpisode, newSession } from './session.ts'
import { tell } from './tell.ts'
import { isTicketAlone } from './ticket-alone.ts'
import { offerTopic, ownTalk, withWaiting } from './topics.ts'
import { type Walk, walk } from './walk.ts'

const RECENT = 3
const TAIL = 80

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

function onTap({ guide, now }: Work, session: Session, id: string): Turn {
  if (id.startsWith('!')) return runCommand(guide, session, id.slice(1), now)
  if (id.startsWith('=')) return runCommand(guide, session, id, now)
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
  return finishFix(guide, withAnswer({ ...session, lastTap: id }, asking.visit, answer), present, now, [])
}

function onText(work: Work, session: Session, text: string): Turn {
  const { guide, inbound, finding, now } = work
  let present = walk(guide, session, now)
  const offered = pickOffered(guide, session, text)
  if (offered !== null) return onTap(work, session, offered)
  if (session.holding)
    return listen(guide, session, heardFrom(guide, text, guide.understand(text, session.recent)), now)
  let talk = session
  if (!present.asking) {
    // The last talk is over: what is said now opens a new one.
    talk = {
      ...newEpisode(session, present.situation.place),
      waiting: session.waiting,
      carded: cardedNow(finding),
    }
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
  if (read.kind !== 'answer' || read.answer.kind === 'said') {
    const corrected = correctInWords(guide, talk, present, text, now)
    if (corrected) return corrected
  }
  switch (read.kind) {
    case 'answer':
      return finishFix(guide, withAnswer(talk, asking.visit, read.answer), present, now, [])
    case 'why':
      return runCommand(guide, talk, 'why', now)
    case 'phatic':
      return again(guide, talk, present, [phrase(guide, talk, 'phatic')])
    case 'aside': {
      const after = { ...talk, asides: [...talk.asides, read.heard].slice(-20), misses: 0 }
      const need = read.heard.needs.find((one) => !present.situation.needs.includes(one))
      // Nothing new was told, and the question is still open.
      if (!need && !read.heard.place && !read.heard.towns) return missed(work, talk, present)
      if (need && finding.danger === 'none' && ownTalk(guide, present, need))
        return offerTopic(guide, after, present, need, read.heard)
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

function onLocation({ guide, now }: Work, session: Session, lat: number, lng: number): Turn {
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
  return finishFix(guide, withAnswer(session, asking.visit, answer), present, now, first)
}

/**
 * Somebody comes back after a day or more: what is known is said first. A plain answer to the open
 * question is taken with it; anything else waits until the recap is confirmed, and is not lost.
 */
function onReturn(work: Work, session: Session, present: Walk): Turn {
  const { guide, inbound } = work
  const { content } = inbound
  if (takesUp(guide, inbound, session, present)) {
    const turn = onContent(work, session)
    return { ...turn, replies: [recapReply(guide, session, present), ...turn.replies] }
  }
  const read =
    content.kind === 'text' && present.asking
      ? readText(guide, present.asking, content.text, session.lang, session.recent)
      : null
  if (read?.kind !== 'aside') return { session, replies: [recapAsked(guide, session, present)], effects: [] }
  const need = read.heard.needs.find((one) => !present.situation.needs.includes(one))
  const heard = { ...session, asides: [...session.asides, read.heard].slice(-20) }
  const kept =
    need && ownTalk(guide, present, need)
      ? offerTopic(guide, heard, present, need, read.heard).session
      : heard
  const name = need ? guide.intents.get(need)?.name : undefined
  const lead = name ? [phrase(guide, session, 'aside', { name: inLang(name, session.lang) })] : []
  return { session: kept, replies: [...lead, recapAsked(guide, kept, present)], effects: [] }
}

function onContent(work: Work, session: Session): Turn {
  const { guide, inbound, now } = work
  const { content } = inbound
  switch (content.kind) {
    case 'arrive': {
      const { asking, situation } = walk(guide, session, now)
      const open = asking ? session : { ...newEpisode(session, situation.place), waiting: session.waiting }
      return tell(guide, open, null, now, inbound.at)
    }
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
      return onText(work, session, stickerWords(work.guide, session, content.keywords, work.now))
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
  const known: Session = { ...newSession(session.lang, session.at), ...session }
  const before: Session = { ...known, stopped: false, at: now }
  const plain = finding.rule === BY_MODEL && answersPlainly(guide, before, inbound, now)
  const hearing = plain ? before : alert(before, finding)
  const work: Work = { guide, inbound, finding, now }
  const present = walk(guide, hearing, now)
  const returns = finding.danger === 'none' && isSaid(inbound) && comesBack(known, present, now)
  const decided = returns ? onReturn(work, hearing, present) : onContent(work, hearing)
  const turn = offering(withWaiting(guide, decided, now), hearing)
  const remembered: Turn = words
    ? {
        ...turn,
        session: { ...turn.session, recent: [...turn.session.recent, words.slice(-TAIL)].slice(-RECENT) },
      }
    : turn
  const told = plain ? remembered : offering(dangerFirst(guide, hearing, remembered, finding, now), hearing)
  const placed = present.asking?.node.kind === 'place'
  return keepSafe(guide, adviseOnPrivacy(guide, told, inbound, placed), now)
}

/**
 * Said kindly, and without repeating it, to whoever wrote what need not stand here; in danger nothing is added,
 * nor where an address was asked for and came with its house number, which is dropped without a word.
 */
function adviseOnPrivacy(guide: Guide, turn: Turn, { channel, content }: Inbound, placed: boolean): Turn {
  const found = content.kind === 'text' ? (content.left ?? []) : []
  const left = placed ? found.filter((kind) => kind !== 'house') : found
  if (left.length === 0 || turn.replies.some(({ danger }) => danger !== undefined && danger !== 'none'))
    return turn
  const { lang } = turn.session
  const text = inLang(guide.phrases[channel === 'line' ? 'private-line' : 'private-web'], lang)
  return { ...turn, replies: [{ from: 'bot', lang, text }, ...turn.replies] }
}

/** Remembers what the last bubble offers beside its question; a turn that says nothing changes nothing. */
function offering(turn: Turn, before: Session): Turn {
  const offered = turn.replies.length > 0 ? offeredBy(turn.replies) : before.offered
  return { ...turn, session: { ...turn.session, offered } }
}
