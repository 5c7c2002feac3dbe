import { expect, test } from 'vitest'
import type { Lang } from '../../src/content/vocabulary.ts'
import type { InboundContent, Session, Turn } from '../../src/triage/conversation.ts'
import { interruptReader } from '../../src/triage/interrupts.ts'
import { choiceId, optionsOf } from '../../src/triage/options.ts'
import { answered, atTheBeginning, NOTHING, type OnTheWay } from '../../src/triage/paths.ts'
import { step, withAnswer } from '../../src/triage/step.ts'
import { type Asking, isQuestion, walk } from '../../src/triage/walk.ts'
import { guideOf } from '../support/built.ts'

const NOW = Date.parse('2026-11-24T10:00:00+09:00')
const ADDRESSES = ['帆風三丁目', '見本橋二丁目', '明石町1-6', '中央三丁目']
const LANGS = ['ja', 'easy', 'en'] as const
const WARDS = ['mihon', 'chuo', 'nakano'] as const
let n = 0

/** A ward's guide, to be spoken to. */
async function speaking(ward: string) {
  const { guide, findDanger } = await guideOf(ward)
  const readInterrupt = interruptReader(guide.key)
  function act(session: Session, content: InboundContent): Turn {
    const words = content.kind === 'text' ? content.text : ''
    const command = content.kind === 'text' ? readInterrupt(content.text) : null
    const inbound = {
      id: `p${n++}`,
      conversation: 'c',
      channel: 'web' as const,
      at: NOW,
      content: command ? { kind: 'command' as const, ...command } : content,
    }
    return step(guide, session, inbound, findDanger(words, session.recent), NOW)
  }
  return {
    guide,
    readInterrupt,
    act,
    type: (session: Session, text: string) => act(session, { kind: 'text', text }),
    tap: (session: Session, choice: string) => act(session, { kind: 'tap', choice }),
  }
}
type Ward = Awaited<ReturnType<typeof speaking>>

/** A talk that has come to each question and each part of one, by the fewest answers. */
function talksAtEveryQuestion({ guide }: Ward): ReadonlyMap<string, Session> {
  const found = new Map<string, Session>()
  const seen = new Set<string>()
  const start = atTheBeginning(NOW)
  // With a second need whose desk depends on the town, also questions that the first alone never asks.
  const told: OnTheWay[] = [...guide.intents.keys()].flatMap((need) =>
    [[need], [need, 'ageing.dementia' as const]].map((needs) => ({
      session: withAnswer(start.session, 'start.story', { kind: 'said', heard: { ...NOTHING, needs } }),
      steps: needs,
    })),
  )
  let open: readonly OnTheWay[] = [start, ...told]
  while (open.length > 0) {
    const next: OnTheWay[] = []
    for (const here of open) {
      const { asking } = walk(guide, here.session, NOW)
      if (!asking || asking.visit.includes('#')) continue
      const key = `${asking.visit} ${asking.part}`
      // What is needed decides what is asked later: each question is left once for each need.
      const { situation } = walk(guide, here.session, NOW)
      const leaving = `${key} ${situation.needs.join()}`
      if (seen.has(leaving)) continue
      seen.add(leaving)
      if (!found.has(key)) found.set(key, here.session)
      next.push(...answered(guide, here, asking, { addresses: ADDRESSES }))
    }
    open = next
  }
  return found
}

// What a ward asks depends on its catchments: a question is met in the first ward that asks it.
const talks = new Map<string, { readonly ward: Ward; readonly session: Session }>()
for (const id of WARDS) {
  const ward = await speaking(id)
  for (const [key, session] of talksAtEveryQuestion(ward))
    if (!talks.has(key)) talks.set(key, { ward, session })
}

const answers = ({ session }: Turn) =>
  JSON.stringify([...session.answers].sort((a, b) => (a.node < b.node ? -1 : 1)))

const WIDE = (digits: string) => digits.replace(/\d/g, (d) => String.fromCharCode(d.charCodeAt(0) + 0xfee0))
const KANJI = '一二三四五六七八九十'
const BANNED =
  /(頑張|がんば)(って|れ)|(受|う)けられます|(?<!て)もらえます|you (can|will) (get|receive) (the )?(benefit|allowance|money)/i
const ASKS = /(か。|か？|か$|\?|？)$/

/** What is wrong with how a turn speaks; empty when nothing is. */
function faultsOf({ replies }: Turn, lang: Lang): readonly string[] {
  if (replies.length === 0) return ['says nothing']
  const faults: string[] = []
  for (const { text, from, points, choices, lang: spoken } of replies) {
    if (text.trim() === '') faults.push('an empty bubble')
    if (spoken !== lang) faults.push(`speaks ${spoken}: ${text}`)
    if (BANNED.test(text)) faults.push(`must not say: ${text}`)
    if (/\{\w+\}/.test(text)) faults.push(`left open: ${text}`)
    if (from === 'system' || points) continue
    for (const part of text.split('\n\n')) {
      const lines = part.split('\n').filter((line) => !line.startsWith('・'))
      if (lines.length > 3) faults.push(`more than three lines: ${part}`)
      if (lines.filter((line) => ASKS.test(line.trim())).length > 1) faults.push(`two questions: ${part}`)
    }
    if (choices && new Set(choices.map(({ id }) => id)).size < choices.length) faults.push('a button twice')
  }
  const asking = replies.filter(({ choices }) => choices?.some(({ id }) => /^\d+\./.test(id)))
  if (asking.length > 1) faults.push('asks twice')
  return faults
}

interface Here extends Ward {
  readonly session: Session
  readonly asking: Asking
  readonly lang: Lang
}

/** Each talk in each language: what `find` finds wrong, with where. */
function everywhere(find: (here: Here) => readonly string[]): readonly string[] {
  return [...talks].flatMap(([key, { ward, session }]) =>
    LANGS.flatMap((lang) => {
      const { asking } = walk(ward.guide, session, NOW)
      if (!asking) return [`${key} is not asked`]
      const here = { ...ward, session: { ...session, lang }, asking, lang }
      return find(here).map((fault) => `${key} [${lang}] ${fault}`)
    }),
  )
}

test('a talk comes to every question of every flow', () => {
  const reached = new Set([...talks.keys()].map((key) => key.split(' ')[0]))
  const [first] = talks.values()
  const all = [...(first?.ward.guide.nodes ?? [])].flatMap(([key, { node }]) =>
    isQuestion(node) ? [key] : [],
  )
  expect(all.filter((key) => !reached.has(key))).toEqual([])
})

test('どの質問も、押す・番号・書いた名前・読みがな・言い換えで、同じ答えになる', () => {
  const faults = everywhere(({ guide, type, tap, readInterrupt, session, asking, lang }) =>
    optionsOf(guide, asking, lang).flatMap((option, i) => {
      const tapped = tap(session, choiceId(session, asking.visit, option.id))
      const wrong = faultsOf(tapped, lang).map((fault) => `tap ${option.label}: ${fault}`)
      const number = String(i + 1)
      const block = asking.part === 'block' || asking.node.kind === 'datetime'
      const forms = [
        ...(block ? [] : [number, WIDE(number), ...(KANJI[i] ? [KANJI[i]] : [])]),
        option.label,
        guide.reading(option.label),
        ...option.also,
      ]
      for (const form of forms) {
        if (readInterrupt(form)) continue
        const typed = type(session, form)
        if (answers(typed) !== answers(tapped)) wrong.push(`「${form}」 is not ${option.id}`)
        wrong.push(...faultsOf(typed, lang).map((fault) => `「${form}」: ${fault}`))
      }
      return wrong
    }),
  )
  expect(faults).toEqual([])
})

test('どの質問でも「わからない」「答えたくない」と言えて、同じことは聞かれない', () => {
  const faults = everywhere(({ guide, type, session, asking, lang }) =>
    (
      [
        ['わからない', 'unsure'],
        ['答えたくない', 'declined'],
      ] as const
    ).flatMap(([word, kind]) => {
      const turn = type(session, word)
      const given = turn.session.answers.find(({ node }) => node === asking.visit)?.answer
      const kept = given?.kind === kind || (asking.part === 'block' && given?.kind === 'place')
      const next = walk(guide, turn.session, NOW).asking
      return [
        ...(kept ? [] : [`${word} is kept as ${given?.kind}`]),
        ...(next?.visit === asking.visit ? [`${word} is answered with the same question`] : []),
        ...faultsOf(turn, lang).map((fault) => `${word}: ${fault}`),
      ]
    }),
  )
  expect(faults).toEqual([])
})

test('どの質問でも、いつでも使える言葉がその通りに働く', () => {
  const faults = everywhere(({ guide, type, session, asking, lang }) => {
    const wrong: string[] = []
    const check = (word: string, holds: (turn: Turn) => boolean, spoken: Lang = lang) => {
      const turn = type(session, word)
      if (!holds(turn)) wrong.push(`${word} does not do what it says`)
      wrong.push(...faultsOf(turn, spoken).map((fault) => `${word}: ${fault}`))
    }
    const now = (turn: Turn) => walk(guide, turn.session, NOW).asking?.visit
    const last = session.answers.at(-1)?.node
    check('戻る', (turn) => now(turn) === (last ?? asking.visit))
    check('最初から', (turn) => now(turn) === 'start.story' && turn.session.answers.length === 0)
    check('やめる', (turn) => turn.session.stopped && turn.replies.length === 1)
    check(
      '人と話す',
      (turn) =>
        turn.effects.some(({ kind }) => kind === 'handoff') &&
        (turn.replies[0]?.points?.[0]?.phone ?? '') !== '',
    )
    check('ことば', (turn) => turn.replies[0]?.choices?.length === 3 && now(turn) === asking.visit)
    check('English', (turn) => turn.session.lang === 'en' && now(turn) === asking.visit, 'en')
    check('消して', (turn) => turn.effects.some(({ kind }) => kind === 'forget'))
    check(
      '直す',
      (turn) =>
        now(turn) === asking.visit &&
        (session.answers.length === 0 ||
          (turn.replies[0]?.choices ?? []).some(({ id }) => id.startsWith('=fix'))),
    )
    check('なぜ聞くの', (turn) => now(turn) === asking.visit)
    check('', (turn) => now(turn) === asking.visit)
    return wrong
  })
  expect(faults).toEqual([])
})

test('はい・いいえの質問には、スタンプの「はい」も答えになる', () => {
  const faults = everywhere(({ guide, act, type, session, asking, lang }) => {
    if (!('choices' in asking.node)) return []
    return (
      [
        ['Yes', 'はい'],
        ['no', 'いいえ'],
      ] as const
    ).flatMap(([sticker, word]) => {
      const turn = act(session, { kind: 'sticker', keywords: ['happy', sticker] })
      const takes = optionsOf(guide, asking, lang).some(({ also }) =>
        also.some((one) => guide.key(one) === word),
      )
      const same = !takes || answers(turn) === answers(type(session, word))
      return [
        ...(same ? [] : [`the sticker ${sticker} is not ${word}`]),
        ...faultsOf(turn, lang).map((fault) => `sticker ${sticker}: ${fault}`),
      ]
    })
  })
  expect(faults).toEqual([])
})

test('どの答えも直せて、直した質問だけがもう一度聞かれる', () => {
  const faults = everywhere(({ guide, type, tap, session, asking, lang }) => {
    const list = type(session, '直す')
    return (list.replies[0]?.choices ?? [])
      .filter(({ id }) => id.startsWith('=fix') && !id.endsWith('~place'))
      .flatMap(({ id, label }) => {
        const [, , ...visit] = id.split('.')
        const again = tap(list.session, id)
        const old = session.answers.find(({ node }) => node === visit.join('.'))?.answer
        const here = walk(guide, again.session, NOW).asking
        const wrong = faultsOf(again, lang).map((fault) => `fixing ${label}: ${fault}`)
        if (here?.visit !== visit.join('.') || !old) return [...wrong, `fixing ${label} asks ${here?.visit}`]
        const [choice] = old.kind === 'chosen' ? old.choices : [`~${old.kind}`]
        if (old.kind !== 'chosen' && old.kind !== 'unsure' && old.kind !== 'declined') return wrong
        if (old.kind === 'chosen' && asking.part === 'more') return wrong
        const same = tap(again.session, choiceId(again.session, here.visit, choice ?? ''))
        const back = walk(guide, same.session, NOW).asking?.visit
        const multi = here.node.kind === 'multi-choice'
        return back === asking.visit || multi
          ? wrong
          : [...wrong, `the same answer to ${label} leads to ${back}`]
      })
  })
  expect(faults).toEqual([])
})
