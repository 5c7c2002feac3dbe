import { fill } from '../content/phrases.ts'
import { inLang } from '../content/text.ts'
import type { Answer, Heard, Session, Turn } from './conversation.ts'
import { questionAt, settle, unfixed, withoutPlace } from './correct.ts'
import type { Guide } from './guide.ts'
import { heardFrom } from './heard.ts'
import { optionsOf } from './options.ts'
import { matchOption } from './read-answer.ts'
import type { Walk } from './walk.ts'

/** A sentence that takes something back: 「やっぱり父です」「町は月島でした」「母じゃなくて父です」. */
const TAKES_BACK =
  /やっぱ|やはり|(じゃ|では|で)なくて|まちがえ|間違え|まちがい|間違い|(ちがい|違い)ました|でした[。．!！\s]*$|訂正|\b(actually|i meant|i mean|correction|instead)\b/i
/** What stands before this was the wrong one. */
const NOT_BUT = /^.*(?:じゃなくて|ではなくて|でなくて)/
const LEAD =
  /やっぱり?|やはり|すみません|ごめんなさい|まちがえました|間違えました|(?:まちがい|間違い)でした|訂正(?:します|です)?|\b(?:actually|sorry|i meant|i mean|correction|instead|it is|it's)\b|[、。,.!！]/gi

/** Takes a correction said in passing, at another question; null when the sentence is none. */
export function correctInWords(
  guide: Guide,
  given: Session,
  present: Walk,
  text: string,
  now: number,
): Turn | null {
  if (text.length > 40 || !TAKES_BACK.test(text)) return null
  const session = unfixed(given)
  const meant = text.replace(NOT_BUT, '').replace(LEAD, '').trim()
  if (meant === '') return null
  const after =
    otherPlace(guide, session, present, meant) ??
    otherPerson(guide, session, present, meant) ??
    otherChoice(guide, session, present, meant)
  if (!after) return null
  const noted = fill(inLang(guide.phrases['fix-noted'], session.lang), { what: after.what })
  return settle(guide, session, after.session, now, [{ from: 'bot', lang: session.lang, text: noted }])
}

interface Corrected {
  readonly session: Session
  readonly what: string
}

const NOTHING: Heard = {
  areas: [],
  needs: [],
  speaker: null,
  members: [],
  words: [],
  place: null,
  towns: null,
  elsewhere: null,
}

function otherPlace(guide: Guide, session: Session, { situation }: Walk, meant: string): Corrected | null {
  const known = situation.place?.town ?? situation.towns?.towns.join() ?? situation.elsewhere
  if (!known) return null
  const reading = guide.desk.readAddress(meant)
  if (reading.kind !== 'place' && reading.kind !== 'which-town') return null
  const place = reading.kind === 'place' ? { ...reading.place, number: null } : null
  const towns =
    reading.kind === 'which-town' ? { towns: reading.towns.slice(0, 11), block: reading.block } : null
  const same = place
    ? place.town === situation.place?.town && (place.block === null || place.block === situation.place.block)
    : towns?.towns.includes(situation.place?.town ?? '')
  if (same) return null
  const town = place?.town ?? towns?.towns[0] ?? ''
  const what = place ? town : town.replace(/[一二三四五六七八九十]+丁目$/, '')
  const answer: Answer = place
    ? { kind: 'place', place, blockAsked: false }
    : { kind: 'towns', ...asTowns(towns) }
  const bare = withoutPlace(session)
  const asked = session.answers.filter(
    ({ node, answer: old }) => questionAt(guide, node)?.kind === 'place' && old.kind !== 'declined',
  )
  return {
    what,
    session:
      asked.length > 0
        ? {
            ...bare,
            answers: [
              ...bare.answers.filter(({ node }) => !asked.some((a) => a.node === node)),
              ...asked.map(({ node }) => ({ node, answer })),
            ],
          }
        : { ...bare, asides: [...bare.asides, { ...NOTHING, place, towns }] },
  }
}
const asTowns = (towns: Heard['towns']) => towns ?? { towns: [], block: null }

function otherPerson(guide: Guide, session: Session, { situation }: Walk, meant: string): Corrected | null {
  // 「父です」 alone tells of nobody's matter; 「父のこと」 does.
  const about = `${meant.replace(/(のこと)?(なん|だった|です|でした|だ)*[。．]?$/, '')}のことです`
  const heard = heardFrom(guide, about, guide.understand(session.lang === 'en' ? meant : about, []))
  const [member] = heard.members
  const knownMember = situation.members.length > 0
  const person = member !== undefined && knownMember && !situation.members.includes(member)
  const speaker = heard.speaker !== null && situation.speaker !== null && heard.speaker !== situation.speaker
  if (!person && !speaker) return null
  const wrong =
    situation.whose.find(({ need }) => need === situation.needs[0])?.member ?? situation.members[0]
  // 「やっぱり父です」: what was said of the mother was said of the father; of the others nothing changes.
  const right = (word: string): readonly string[] => (word !== wrong ? [word] : person ? [member] : [])
  const bare = (one: Heard): Heard => ({
    ...one,
    speaker: null,
    members: one.members.flatMap(right),
    whose: (one.whose ?? []).flatMap((of) => right(of.member).map((word) => ({ ...of, member: word }))),
    persons: (one.persons ?? []).flatMap((of) => right(of.word).map((word) => ({ ...of, word }))),
  })
  const answers = session.answers.flatMap(({ node, answer }): Session['answers'] => {
    if (answer.kind === 'said') return [{ node, answer: { ...answer, heard: bare(answer.heard) } }]
    const question = questionAt(guide, node)
    if (question?.known !== 'speaker') return [{ node, answer }]
    const asking = { visit: node, node: question, part: 'whole' as const, answer: null }
    const option = matchOption(guide, optionsOf(guide, asking, session.lang), meant)
    return option && !option.id.startsWith('~')
      ? [{ node, answer: { kind: 'chosen' as const, choices: [option.id] } }]
      : []
  })
  const aside: Heard = { ...NOTHING, speaker: heard.speaker ?? situation.speaker, members: heard.members }
  return {
    what: member ?? meant.replace(/(です|でした)$/, ''),
    session: {
      ...session,
      carried: { ...session.carried, speaker: null },
      answers,
      asides: [...session.asides.map(bare), aside],
    },
  }
}

function otherChoice(guide: Guide, session: Session, present: Walk, meant: string): Corrected | null {
  for (const visit of [...present.answered].reverse()) {
    const node = questionAt(guide, visit)
    const given = session.answers.find((one) => one.node === visit)?.answer
    if (!node || !given || (node.kind !== 'choice' && node.kind !== 'free-text')) continue
    if (given.kind === 'said' || visit.startsWith('result.')) continue
    const options = optionsOf(guide, { visit, node, part: 'whole', answer: null }, session.lang)
    const option = matchOption(guide, options, meant)
    if (!option || option.id.startsWith('~')) continue
    if (given.kind === 'chosen' && given.choices.includes(option.id)) continue
    const answer: Answer = { kind: 'chosen', choices: [option.id] }
    return {
      what: option.label,
      session: {
        ...session,
        answers: [...session.answers.filter(({ node: at }) => at !== visit), { node: visit, answer }],
      },
    }
  }
  return null
}
