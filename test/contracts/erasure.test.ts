import { randomBytes } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { inFlight } from '../../src/bot/in-flight.ts'
import { type Transcript, transcript } from '../../src/bot/transcript.ts'
import { sealer } from '../../src/stores/seal.ts'
import type { Message } from '../../src/triage/message.ts'
import { newSession } from '../../src/triage/session.ts'
import { type Made, makers, removeServers } from './stores.ts'

const START = Date.now()
const seal = sealer('an application secret of the tests')
const WORDS = '夫に殴られています'
const message = (id: string, text: string): Message => ({
  id,
  at: '2026-11-22T10:00:00+09:00',
  from: 'resident',
  lang: 'ja',
  text,
})
removeServers()

describe.each(Object.entries(makers))('what is to be forgotten, on %s', (_name, make) => {
  let made: Made
  let kept: Transcript
  const talk = randomBytes(12).toString('base64url')
  beforeEach(async () => {
    made = await make(() => START)
    kept = transcript(made.store, seal)
    const open = await kept.open(talk)
    const session = { ...newSession('ja', START), recent: [WORDS] }
    const batch = kept.keep(talk, open, session, [message('e1-0', WORDS), message('e1-1', 'ここでは')], START)
    await made.store.commit(batch)
  })
  afterEach(() => made.cleanup())

  /** The stored text as it stands in the store: noise, but noise that must not stay. */
  const standing = async (key: string) => (await made.store.get(talk, key))?.value ?? ''
  const swept = async (...sealed: readonly string[]) => {
    const { files } = made
    await made.store.sweep(START)
    if (files)
      await expect
        .poll(() => sealed.filter((text) => files().includes(text.slice(0, 60))), { timeout: 5_000 })
        .toEqual([])
  }

  test('nothing a resident writes stands readable in a file', async () => {
    expect(made.files?.().includes(WORDS) ?? false).toBe(false)
  })

  test('送信取消 leaves the place of the message and none of its words, in the store and in its files', async () => {
    const before = [await standing('m:e1-0'), await standing('session')]
    await made.store.commit({ unit: talk, ...(await kept.unsay(talk, 'e1-0')) })
    const texts = (await kept.since(talk, 0)).map((entry) => entry.message.text)
    expect(texts).toEqual(['（送信が取り消されました）', 'ここでは'])
    expect((await kept.open(talk)).session?.recent).toEqual([])
    await swept(...before)
  })

  test('消して leaves a tombstone and nothing else, in the store and in its files', async () => {
    const keys = ['m:e1-0', 'm:e1-1', 'session', 'salt']
    const before = await Promise.all(keys.map(standing))
    expect(before).not.toContain('')
    await kept.erase(talk, START)
    expect(await Promise.all(keys.map(standing))).toEqual(['', '', '', ''])
    expect(await kept.since(talk, 0)).toEqual([])
    expect(await standing('erased')).toBe(String(START))
    await swept(...before)
  })

  test('消して leaves of a case that there was one, and not why, in the store and in its files', async () => {
    const journal = [
      { kind: 'opened', reason: 'danger', team: 'intake' },
      { kind: 'danger', danger: 'emergency', danger_kind: 'elder_abuse', rule: 'a-rule-of-it' },
    ].map((event) => JSON.stringify(event))
    const holding = JSON.stringify({ owner: { kind: 'queue' }, term: 4, phase: 'open' })
    await made.store.commit({
      unit: talk,
      puts: [{ key: 'owner', value: holding, expect: 0 }],
      appends: [{ stream: 'case', expect: 0, at: START, values: journal }],
    })
    await kept.erase(talk, START)
    const left = await made.store.read(talk, 'case', 0)
    expect(left.map(({ seq, value }) => [seq, JSON.parse(value)])).toEqual([
      [1, { kind: 'erased', term: 5, version: 1, lead: { kind: 'team', id: 'intake' } }],
    ])
    expect(JSON.parse(await standing('owner'))).toEqual({ owner: { kind: 'bot' }, term: 5, phase: 'erased' })
    await swept('elder_abuse', 'a-rule-of-it')
  })

  test('a dead letter keeps its reason and loses what it held', async () => {
    const value = inFlight(seal).sealOutgoing(talk, {
      to: 'U1',
      replyToken: null,
      receivedAt: START,
      eventAt: START,
      order: START,
      messages: [{ type: 'text', text: WORDS }],
      plain: false,
      weight: 'promised',
    })
    const job = { queue: 'q', id: `${talk}/1`, lane: talk, order: 1, value, notBefore: 0 }
    await made.store.commit({ unit: talk, enqueues: [job] })
    const [claimed] = await made.store.claim('q', { now: START, leaseMs: 1_000, lanes: 5 })
    if (!claimed) throw new Error('nothing to claim')
    await made.store.release(claimed, { dead: 'refused' })
    const [buried] = await made.store.dead('q')
    expect(buried).toMatchObject({ reason: 'refused', job: { id: job.id, value: '' } })
  })
})
