import { fill } from '../content/phrases.ts'
import { inLang } from '../content/text.ts'
import { areaOf, type Need } from '../content/vocabulary.ts'
import type { Heard, Reply, ReplyChoice, Session, Topic, Turn } from './conversation.ts'
import { unfixed } from './correct.ts'
import { entryFor, type Guide } from './guide.ts'
import { clipLabel } from './offer.ts'
import { newEpisode } from './session.ts'
import { tell } from './tell.ts'
import { type Walk, walk } from './walk.ts'

const STORY = 'start.story'

/** Whether a place or a person has been named already in this talk. */
export function resultTold(at: Walk): boolean {
  return at.passed.some(({ node }) => node.kind === 'refer' || node.kind === 'handoff')
}

/** A need by name, fit for 「…」のこと: 「認知症・もの忘れ」. */
export function needName(guide: Guide, need: Need, session: Session): string {
  const name = guide.intents.get(need)?.name
  return name ? inLang(name, session.lang).replace(/の ?こと$/, '') : need
}

const say = (guide: Guide, session: Session, key: keyof Guide['phrases'], need: Need): Reply => ({
  from: 'bot',
  lang: session.lang,
  text: fill(inLang(guide.phrases[key], session.lang), { name: needName(guide, need, session) }),
})

/** Whether this need has a talk of its own: another flow than the one under way serves it. */
export function ownTalk(guide: Guide, present: Walk, need: Need): boolean {
  if (areaOf(need) === 'other') return false
  const flows = [...guide.flows.values()]
  // 「😭😭」, then 「母の物忘れ」: the first thing told is not another thing.
  const here = present.situation.needs[0]
  if (!here || areaOf(here) === 'other') return false
  const entry = entryFor(need, flows)
  return entry !== entryFor(here, flows) && entry.split('.')[0] !== present.asking?.visit.split('.')[0]
}

/** A need noticed in mid-flow: kept, and the resident says which comes first. */
export function offerTopic(guide: Guide, session: Session, present: Walk, need: Need, heard: Heard): Turn {
  const own: Heard = { ...heard, needs: [need], areas: [areaOf(need)] }
  const topic: Topic = {
    need,
    answers: [{ node: STORY, answer: { kind: 'said', heard: own } }],
    asides: [],
  }
  const id = (way: string) => `=${way}.${session.episode}.${need}`
  return {
    session: { ...session, waiting: [...session.waiting.filter((one) => one.need !== need), topic] },
    replies: [
      {
        ...say(guide, session, resultTold(present) ? 'topic-after' : 'topic-offer', need),
        choices: [
          { id: id('now'), label: inLang(guide.phrases['topic-now'], session.lang) },
          { id: id('later'), label: inLang(guide.phrases['topic-later'], session.lang) },
        ],
      },
    ],
    effects: [],
  }
}

/** Opens a talk that waits. The one under way waits in its stead, unless it has come to its result. */
export function takeTopic(guide: Guide, given: Session, need: Need, now: number): Turn | null {
  const session = unfixed(given)
  const topic = session.waiting.find((one) => one.need === need)
  if (!topic) return null
  const own = session.asides.filter((aside) => !aside.needs.includes(need))
  const present = walk(guide, { ...session, asides: own }, now)
  const main = present.situation.needs[0]
  const others = session.waiting.filter((one) => one !== topic)
  const kept = resultTold(present) || !present.asking || !main
  const parked: Topic[] = kept ? [] : [{ need: main, answers: session.answers, asides: own }]
  const opened: Session = {
    ...newEpisode(session, present.situation.place),
    waiting: [...others, ...parked],
    carded: session.carded,
    answers: topic.answers,
    asides: topic.asides,
  }
  // What was told before it had to wait is not told again; a place learnt meanwhile may lead on.
  const told =
    topic.answers.length > 1 || topic.asides.length > 0
      ? walk(guide, { ...opened, carried: { place: null, speaker: null } }, now)
      : walk(guide, { ...opened, answers: [] }, now)
  return tell(guide, opened, told, now, now, [say(guide, session, 'topic-begin', need)])
}

/** The button for the next talk that waits. */
function nextChoice(guide: Guide, session: Session, { need }: Topic): ReplyChoice {
  return {
    id: `=next.${session.episode}.${need}`,
    label: clipLabel(say(guide, session, 'topic-next', need).text),
  }
}

/** After the first result, and before goodbye, what waits is offered: nothing said is lost. */
export function withWaiting(guide: Guide, turn: Turn, now: number): Turn {
  const { session, replies } = turn
  const [topic] = session.waiting
  if (!topic || session.holding || session.stopped || replies.length === 0) return turn
  const present = walk(guide, session, now)
  if (!resultTold(present)) return turn
  const next = nextChoice(guide, session, topic)
  const last = replies.at(-1)
  if (present.asking) {
    const asks = last?.choices?.some(({ id }) => id.startsWith(`${session.episode}.`)) ?? false
    if (!last || !asks) return turn
    const fresh = replies.some((reply) => (reply.points?.length ?? 0) > 0)
    const lead = fresh ? [say(guide, session, 'topic-waiting', topic.need)] : []
    const question = { ...last, choices: [...(last.choices ?? []), next] }
    return { ...turn, replies: [...replies.slice(0, -1), ...lead, question] }
  }
  const no = { id: '!stop', label: inLang(guide.phrases['topic-no'], session.lang) }
  const offer = { ...say(guide, session, 'topic-waiting', topic.need), choices: [next, no] }
  return { ...turn, replies: [...replies, offer] }
}
