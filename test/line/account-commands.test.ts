import { mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setupServer } from 'msw/node'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { main } from '../../src/entry/cli/line.ts'
import { built } from '../support/built.ts'
import { API, DATA_API, type LineAccount, lineAccount } from './line-account.ts'

const server = setupServer()
beforeAll(() => server.listen({ onUnhandledFrame: 'error' }))
afterAll(() => server.close())

let account: LineAccount
let said: string
const ENV = {
  WARD: 'mihon',
  APP_SECRET: 'an application secret of the tests',
  DATA_DIR: join(tmpdir(), 'madoguchi-nowhere'),
  PUBLIC_URL: 'https://madoguchi.example',
  LINE_CHANNEL_SECRET: 'a-channel-secret',
  LINE_CHANNEL_SECRET_PREVIOUS: '',
  LINE_CHANNEL_ACCESS_TOKEN: 'an-access-token',
  LINE_API_BASE_URL: API,
  LINE_DATA_API_BASE_URL: DATA_API,
  REDIS_URL: '',
}
beforeEach(() => {
  account = lineAccount()
  server.resetHandlers(...account.handlers)
  for (const [name, value] of Object.entries(ENV)) vi.stubEnv(name, value)
  said = ''
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    said += text
    return true
  })
  vi.spyOn(console, 'error').mockImplementation((text) => {
    said += `${text}\n`
  })
})
afterEach(() => {
  vi.unstubAllEnvs()
  vi.restoreAllMocks()
})
const run = (...argv: string[]) => {
  said = ''
  return main({ ...built, argv })
}

/** Menus in place; drawn once, as drawing takes a while. */
let drawn: LineAccount | null = null
async function menusInPlace(): Promise<void> {
  if (!drawn) {
    await run('richmenu')
    drawn = account
    return
  }
  for (const [id, menu] of drawn.menus) account.menus.set(id, menu)
  for (const [alias, id] of drawn.aliases) account.aliases.set(alias, id)
  account.state.standing = drawn.aliases.get('madoguchi-consult') ?? null
}

describe('verify', () => {
  test('with everything in place says so, tells what to look at in the console, and is 0', async () => {
    await menusInPlace()
    expect(await run('verify')).toBe(0)
    expect(said).not.toMatch(/[×△]/)
    for (const part of [
      'みほん区 まどぐち（@madoguchi）',
      '12 通／上限 200 通',
      '直すところはありません',
      'Webhookの再送',
      '応答メッセージ',
      'グループトーク',
    ])
      expect(said).toContain(part)
  })

  const webhook = (endpoint: string, active = true) => ({ endpoint, active })
  const OURS = 'https://madoguchi.example/line/webhook'
  const failed = (statusCode: number, reason: string) => ({
    success: false,
    statusCode,
    reason,
    detail: '',
    timestamp: '',
  })
  test.each<[string, (state: LineAccount['state']) => void, string]>([
    ['a refused token', (s) => s.faults.set('info', 401), '× アクセストークン'],
    [
      'no webhook URL',
      (s) => {
        s.webhook = null
      },
      '設定されていません',
    ],
    [
      'another webhook URL',
      (s) => {
        s.webhook = webhook('https://old.example/hook')
      },
      `${OURS} にしてください`,
    ],
    [
      'a webhook that is off',
      (s) => {
        s.webhook = webhook(OURS, false)
      },
      'オフです',
    ],
    [
      'a wrong secret',
      (s) => {
        s.test = failed(401, 'ERROR_STATUS_CODE')
      },
      'LINE_CHANNEL_SECRET が、このチャネルのものと違います',
    ],
    [
      'a closed door',
      (s) => {
        s.test = failed(0, 'COULD_NOT_CONNECT')
      },
      'LINE からつながりません',
    ],
    [
      'a slow service',
      (s) => {
        s.test = failed(0, 'REQUEST_TIMEOUT')
      },
      '2秒以内に答えられません',
    ],
    [
      'a clock two minutes off',
      (s) => {
        s.ahead = 120_000
      },
      '遅れ',
    ],
    [
      'a menu nobody sees',
      (s) => {
        s.standing = null
      },
      '標準のメニュー',
    ],
    ['LINE that is down', (s) => s.faults.set('quota', 500), 'LINE の側で不具合'],
  ])('with %s is 1 and says what to do', async (_, spoil, sentence) => {
    await menusInPlace()
    spoil(account.state)
    expect(await run('verify')).toBe(1)
    expect(said).toContain(sentence)
    expect(said).toMatch(/× が \d つあります/)
    expect(said).toContain('Webhookの再送')
  })

  test('without menus, or with those of another secret, is 1 and names the command', async () => {
    expect(await run('verify')).toBe(1)
    expect(said).toContain('メニュー「時間外」')
    await menusInPlace()
    vi.stubEnv('APP_SECRET', 'another application secret')
    expect(await run('verify')).toBe(1)
    expect(said).toContain('古いものです。npm run line -- richmenu を実行してください')
  })

  test('what works and should be looked at is △ and 0', async () => {
    await menusInPlace()
    account.state.usage = 200
    account.state.chatMode = 'chat'
    account.state.ahead = 20_000
    vi.stubEnv('LINE_CHANNEL_SECRET_PREVIOUS', 'the-former-secret')
    expect(await run('verify')).toBe(0)
    expect(said.match(/^△/gm)).toHaveLength(4)
    expect(said).toContain('上限に達しました。返信は届きますが')
    account.state.quota = { type: 'none' }
    expect(await run('verify')).toBe(0)
    expect(said).toContain('200 通（上限なし）')
  })
})

describe('richmenu', () => {
  test('says what it did, and the second time that nothing changed', async () => {
    expect(await run('richmenu')).toBe(0)
    expect(said).toContain('「相談する」「担当者と話し中」「時間外」を作り、画像を送りました。')
    expect(await run('richmenu')).toBe(0)
    expect(said).toContain('前と同じなので、そのままです')
    expect(said).not.toContain('消しました')
  })

  test('that stops says where and why in one sentence, and is 1', async () => {
    account.state.faults.set('upload', 500)
    expect(await run('richmenu')).toBe(1)
    expect(said).toMatch(/「相談する」の画像の送信で止まりました。LINE の側で不具合.*続きから行います/)
  })

  test('a dry run writes pictures and requests, and asks LINE nothing, configured or not', async () => {
    for (const name of Object.keys(ENV))
      if (name.startsWith('LINE_') || name === 'APP_SECRET') vi.stubEnv(name, '')
    const out = mkdtempSync(join(tmpdir(), 'madoguchi-menus-'))
    expect(await run('richmenu', '--dry-run', '--out', out)).toBe(0)
    expect(readdirSync(out).sort()).toEqual(
      ['closed', 'consult', 'talking'].flatMap((kind) => [`${kind}.json`, `${kind}.png`]),
    )
    expect(JSON.parse(readFileSync(join(out, 'talking.json'), 'utf8'))).toMatchObject({
      size: { width: 2500, height: 843 },
    })
    expect(account.calls).toEqual([])
  })

  test.each([
    [
      'without LINE',
      {
        LINE_CHANNEL_SECRET: '',
        LINE_CHANNEL_ACCESS_TOKEN: '',
        LINE_API_BASE_URL: '',
        LINE_DATA_API_BASE_URL: '',
      },
      /^LINE の設定がありません/,
    ],
    ['without the secret of the service', { APP_SECRET: '' }, /^サービスの鍵が見つかりません/],
  ])('%s refuses with one sentence and makes nothing', async (_, env, sentence) => {
    for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value)
    expect(await run('richmenu')).toBe(1)
    expect(said).toMatch(sentence)
    expect(account.calls).toEqual([])
  })
})

test('a wrong call is 2', async () => {
  for (const argv of [[], ['menu'], ['verify', 'x'], ['richmenu', '--dry-run'], ['richmenu', '--out', 'x']])
    expect(await run(...argv)).toBe(2)
})
