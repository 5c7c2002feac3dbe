import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setupServer } from 'msw/node'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { lineAccess } from '../../src/channels/line/access.ts'
import { lineCalls } from '../../src/channels/line/call.ts'
import { lineKeys } from '../../src/channels/line/keys.ts'
import { breakName } from '../../src/channels/line/menu/break-name.ts'
import { textsOf } from '../../src/channels/line/menu/draw-menu.ts'
import { type Installed, installMenus } from '../../src/channels/line/menu/install-menus.ts'
import { lineMenus } from '../../src/channels/line/menu/line-menus.ts'
import { type MenuRequest, menuRequest } from '../../src/channels/line/menu/menu-request.ts'
import { menuWatch } from '../../src/channels/line/menu/menu-watch.ts'
import { planMenus } from '../../src/channels/line/menu/plan-menus.ts'
import { standingAt } from '../../src/channels/line/menu/standing.ts'
import { postback } from '../../src/channels/line/postback.ts'
import type { Ward } from '../../src/content/ward.ts'
import { menuRenderer } from '../../src/entry/cli/line/render-menu.ts'
import type { MenuKind } from '../../src/ports.ts'
import { built } from '../support/built.ts'
import { quiet, watched } from '../support/canaries/watch.ts'
import { API, DATA_API, type LineAccount, lineAccount } from './line-account.ts'

const NOW = Date.parse('2026-11-24T10:00:00+09:00')
const wardOf = (id: string) =>
  JSON.parse(readFileSync(join(built.content, `ward-${id}.json`), 'utf8')) as Ward
const WARDS = ['chuo', 'mihon', 'nakano'].map(wardOf)
const MIHON = wardOf('mihon')
const graphemes = (text: string) => [...new Intl.Segmenter('ja').segment(text)].length

/** WCAG 2: relative luminance and contrast of two colours. */
function contrast(a: string, b: string): number {
  const light = (colour: string) => {
    const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
      const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
    })
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
  }
  const [dark = 0, bright = 0] = [light(a), light(b)].sort((x, y) => x - y)
  return (bright + 0.05) / (dark + 0.05)
}

describe.each(WARDS)('$name', (ward) => {
  const menus = planMenus(ward, NOW)

  test('three menus, each filled by its areas without gap or overlap', () => {
    expect(menus.map(({ kind }) => kind)).toEqual(['consult', 'talking', 'closed'])
    for (const { width, height, areas } of menus) {
      expect([`${width}×${height}`]).toEqual(
        expect.arrayContaining([expect.stringMatching(/^2500×(1686|843)$/)]),
      )
      const head = Math.min(...areas.map(({ y }) => y))
      expect(areas.reduce((sum, area) => sum + area.width * area.height, 0)).toBe(width * (height - head))
      for (const [i, a] of areas.entries())
        for (const b of areas.slice(i + 1))
          expect(
            a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y,
          ).toBe(true)
    }
  })

  test('every word is read at 7:1, at 12 points on a phone of 320, inside its area', () => {
    for (const menu of menus)
      for (const { text, ink, ground, size, y } of textsOf(menu)) {
        expect({ text, enough: contrast(ink, ground) >= 7 }).toEqual({ text, enough: true })
        expect({ text, points: (size * 320) / 2500 >= 12 }).toEqual({ text, points: true })
        expect(y).toBeLessThan(menu.height)
      }
  })

  test('every area is read aloud in at most 20 letters, and the bar has at most 14', () => {
    for (const { areas, bar } of menus) {
      expect(graphemes(bar)).toBeLessThanOrEqual(14)
      for (const { label } of areas) {
        expect(label).not.toMatch(/…/)
        expect(graphemes(label)).toBeGreaterThan(0)
        expect(graphemes(label)).toBeLessThanOrEqual(20)
      }
    }
  })

  test('the closed menu offers what answers at any hour, the others the switchboard; none erases anything', () => {
    const phones = (kind: MenuKind) =>
      menus
        .find((menu) => menu.kind === kind)
        ?.areas.flatMap(({ action }) => (action.kind === 'call' ? [action.phone] : []))
    expect(phones('closed')).toEqual([expect.stringMatching(/^0[\d-]+$/), '119', '110'])
    expect(phones('closed')).not.toContain(ward.switchboard.phone)
    for (const kind of ['consult', 'talking'] as const) expect(phones(kind)).toContain(ward.switchboard.phone)
    expect(JSON.stringify(menus)).not.toContain('forget')
  })
})

test('a number too long to be read aloud beside its name is not cut', () => {
  const hotlines = MIHON.hotlines.map((row) =>
    row.id === 'mihon-yakan' ? { ...row, number: '050-3655-0279' } : row,
  )
  const closed = planMenus({ ...MIHON, hotlines }, NOW).find(({ kind }) => kind === 'closed')
  expect(closed?.areas[1]).toMatchObject({
    label: '今つながる電話',
    note: '050-3655-0279',
    action: { kind: 'call', phone: '050-3655-0279' },
  })
})

test('a long name is broken between words, and what cannot be read on a phone is called what it is', () => {
  expect(breakName('よりそいホットライン')).toEqual(['よりそいホットライン'])
  expect(breakName('みほん区 夜間・休日の緊急連絡先')).toEqual(['みほん区', '夜間・休日の緊急連絡先'])
  expect(breakName('夜の電話（みほん区）')).toEqual(['夜の電話'])
  expect(breakName('東京都夜間休日緊急生活困窮者等電話相談受付総合案内所')).toEqual(['今つながる', '電話'])
})

test('a menu of hours is closed outside them and on holidays, and never where the hours are not known', () => {
  const at = (iso: string) => standingAt(MIHON.staffHours)(Date.parse(`${iso}+09:00`))
  expect(at('2026-11-24T10:00')).toBe('consult')
  expect(at('2026-11-24T17:14')).toBe('consult')
  expect(at('2026-11-24T17:15')).toBe('closed')
  expect(at('2026-11-23T10:00')).toBe('closed')
  expect(standingAt(null)(Date.parse('2026-11-24T03:00+09:00'))).toBe('consult')
})

describe('on the account', () => {
  const server = setupServer()
  let render: (svg: string) => Uint8Array<ArrayBuffer>
  beforeAll(async () => {
    server.listen({ onUnhandledFrame: 'error' })
    render = await menuRenderer()
  })
  afterAll(() => server.close())

  let account: LineAccount
  beforeEach(() => {
    account = lineAccount()
    server.resetHandlers(...account.handlers)
  })
  const calls = () =>
    lineCalls({
      access: lineAccess(
        { kind: 'long-lived', token: 'token' },
        { apiBase: API, clock: () => NOW, log: quiet },
      ),
      apiBase: API,
      dataApiBase: DATA_API,
    })
  const requests = (secret = 'a secret'): readonly MenuRequest[] =>
    planMenus(MIHON, NOW).map((menu) => menuRequest(menu, MIHON.id, postback(lineKeys(secret))))
  const install = (
    more: { secret?: string; standing?: MenuKind; png?: boolean } = {},
  ): Promise<Installed> => {
    account.calls.length = 0
    return installMenus({
      calls: calls(),
      requests: requests(more.secret),
      render: more.png ? render : () => new Uint8Array([1]),
      standing: more.standing ?? 'consult',
      wait: async () => {},
    })
  }

  test('three pictures of at most 1 MB go up, aliases and the default lead to them', async () => {
    expect(await install({ png: true })).toEqual({
      made: ['consult', 'talking', 'closed'],
      kept: [],
      stands: { kind: 'consult', changed: true },
      deleted: 0,
      left: 0,
      fault: null,
    })
    expect([...account.aliases.keys()]).toEqual([
      'madoguchi-consult',
      'madoguchi-talking',
      'madoguchi-closed',
    ])
    expect(account.state.standing).toBe(account.aliases.get('madoguchi-consult'))
    for (const { png, request } of account.menus.values()) {
      const bytes = Buffer.from(png ?? [])
      expect(bytes.length).toBeLessThanOrEqual(1_000_000)
      expect(bytes.subarray(1, 4).toString()).toBe('PNG')
      expect({ width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) }).toEqual(request.size)
      for (const { action } of request.areas ?? [])
        expect(action).toMatchObject({ label: expect.any(String) })
    }
  })

  test('a second run changes nothing', async () => {
    await install()
    const before = new Map(account.menus)
    expect(await install()).toMatchObject({ made: [], kept: ['consult', 'talking', 'closed'], deleted: 0 })
    expect(account.calls).toEqual(['list', 'aliases', 'standing'])
    expect(account.menus).toEqual(before)
  })

  test('with another secret all are made anew, people are moved, and the former ones of ours are deleted', async () => {
    await install()
    account.menus.set('foreign', {
      richMenuId: 'foreign',
      name: '区のメニュー',
      request: { name: '区のメニュー' },
      png: null,
    })
    const former = account.aliases.get('madoguchi-talking') ?? ''
    account.users.set('Uin-a-talk', former)
    expect(await install({ secret: 'another' })).toMatchObject({ deleted: 3, left: 0 })
    expect(account.menus.has('foreign')).toBe(true)
    expect(account.menus.size).toBe(4)
    expect(account.users.get('Uin-a-talk')).toBe(account.aliases.get('madoguchi-talking'))
    expect(account.state.standing).toBe(account.aliases.get('madoguchi-consult'))
  })

  test('former menus stay while people cannot be moved, and go at the next run', async () => {
    await install()
    account.state.phase = 'failed'
    expect(await install({ secret: 'another' })).toMatchObject({ deleted: 0, left: 3, fault: null })
    account.state.phase = 'succeeded'
    expect(await install({ secret: 'another' })).toMatchObject({ made: [], deleted: 3, left: 0 })
  })

  test('a picture that does not go up takes its menu with it, and the next run goes on from there', async () => {
    account.state.faults.set('upload', 500)
    const stopped = await install()
    expect(stopped.fault).toMatchObject({ step: 'upload', kind: 'consult', answer: { status: 500 } })
    expect(account.menus.size).toBe(0)
    account.state.faults.clear()
    expect(await install()).toMatchObject({ fault: null, made: ['consult', 'talking', 'closed'] })
  })

  test('what LINE would refuse is known before anything is made', async () => {
    account.state.faults.set('validate', 400)
    expect((await install()).fault).toMatchObject({ step: 'validate' })
    expect(account.calls).not.toContain('create')
  })

  test('the default is the closed one outside the hours', async () => {
    await install({ standing: 'closed' })
    expect(account.state.standing).toBe(account.aliases.get('madoguchi-closed'))
  })

  test('buttons say nothing of anybody, and are the same command in every chat', () => {
    const read = postback(lineKeys('a secret')).read
    const commands = requests().flatMap(({ request }) =>
      (request.areas ?? []).flatMap(({ action }) =>
        action && 'data' in action && typeof action.data === 'string'
          ? [[read('line-a', action.data), read('line-b', action.data)]]
          : [],
      ),
    )
    expect(commands).toEqual(
      ['!continue', '!person', '!restart', '!language', '!keyboard', '!continue', '!language'].map((one) => [
        one,
        one,
      ]),
    )
  })

  describe('a person’s own menu', () => {
    test('is the talking one while staff has the talk, and everybody’s again afterwards', async () => {
      await install()
      const menus = lineMenus(calls(), () => NOW)
      expect(await menus.show('U1', 'talking')).toBe('done')
      expect(account.users.get('U1')).toBe(account.aliases.get('madoguchi-talking'))
      expect(await menus.takeBack('U1')).toBe('done')
      expect(account.users.has('U1')).toBe(false)
    })

    test('is found again when the menus have been made anew meanwhile', async () => {
      await install()
      const menus = lineMenus(calls(), () => NOW)
      await menus.show('U1', 'talking')
      await install({ secret: 'another' })
      expect(await menus.show('U2', 'talking')).toBe('done')
      expect(account.users.get('U2')).toBe(account.aliases.get('madoguchi-talking'))
    })

    test('is absent where none are installed, and failed when LINE is away', async () => {
      const menus = lineMenus(calls(), () => NOW)
      expect(await menus.show('U1', 'talking')).toBe('absent')
      account.state.faults.set('alias-get', 500)
      expect(await menus.show('U1', 'talking')).toBe('failed')
      account.state.faults.set('unlink', 500)
      expect(await menus.takeBack('U1')).toBe('failed')
    })
  })

  test('the menu of the hour is set at the change, once, and again after a failure', async () => {
    await install()
    const time = { now: Date.parse('2026-11-24T17:13:30+09:00') }
    const clock = () => time.now
    const outcomes: unknown[] = []
    const minute = menuWatch({
      menus: lineMenus(calls(), clock),
      standing: standingAt(MIHON.staffHours),
      clock,
      log: watched((level, event, fields) => void outcomes.push([level, event, fields?.menu])),
    })
    account.calls.length = 0
    await minute()
    await minute()
    expect(account.calls).toEqual(['standing', 'alias-get'])
    account.state.faults.set('stand', 500)
    time.now += 120_000
    await minute()
    expect(account.state.standing).toBe(account.aliases.get('madoguchi-consult'))
    account.state.faults.clear()
    await minute()
    await minute()
    expect(account.state.standing).toBe(account.aliases.get('madoguchi-closed'))
    expect(outcomes).toEqual([
      ['info', 'line-menu', 'consult'],
      ['warn', 'line-menu', 'closed'],
      ['info', 'line-menu', 'closed'],
    ])
  })
})
