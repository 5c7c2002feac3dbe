import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readConfig } from './config.ts'

const wards = ['chuo', 'mihon']
const faultOf = (env: Record<string, string>): string => {
  try {
    readConfig(env, wards)
  } catch (fault) {
    return (fault as Error).message
  }
  return ''
}

describe('the environment', () => {
  test('nothing set is a complete configuration: chuo on port 3000, LINE off', () => {
    expect(readConfig({}, wards)).toMatchObject({
      port: 3000,
      ward: 'chuo',
      dataDir: './data',
      line: null,
      redisUrl: null,
    })
  })
  test('an unknown ward is refused with the wards there are', () => {
    expect(faultOf({ WARD: 'atlantis' })).toContain('chuo, mihon')
  })
  test('half a LINE configuration is refused and says which half is missing', () => {
    expect(faultOf({ LINE_CHANNEL_SECRET: 'a-channel-secret' })).toContain('LINE_CHANNEL_ACCESS_TOKEN')
    expect(faultOf({ LINE_CHANNEL_ACCESS_TOKEN: 'an-access-token' })).toContain('set LINE_CHANNEL_SECRET too')
    expect(faultOf({ LINE_API_BASE_URL: 'http://127.0.0.1:8900' })).toContain('LINE_CHANNEL_SECRET and')
  })
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const jwk = privateKey.export({ format: 'jwk' })
  const secret = { LINE_CHANNEL_SECRET: 'a-channel-secret' }
  const id = { ...secret, LINE_CHANNEL_ID: '1234567890' }
  const key = { ...id, LINE_CHANNEL_KEY: JSON.stringify(jwk), LINE_CHANNEL_KEY_ID: 'U_gdnFYKTWRxxxxDVZexGg' }

  test('a token, or the channel id with its secret, or with a key: each is enough', () => {
    const credentials = (env: Record<string, string>) => readConfig(env, wards).line?.credentials
    expect(credentials({ ...secret, LINE_CHANNEL_ACCESS_TOKEN: 'an-access-token' })).toEqual({
      kind: 'long-lived',
      token: 'an-access-token',
    })
    expect(credentials(id)).toEqual({ kind: 'secret', channelId: '1234567890', secret: 'a-channel-secret' })
    expect(credentials(key)).toMatchObject({ kind: 'key', channelId: '1234567890', key: { n: jwk.n } })
  })
  test('a key may stand in a file', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'madoguchi-key-')), 'line-key.json')
    writeFileSync(file, JSON.stringify(jwk))
    expect(readConfig({ ...key, LINE_CHANNEL_KEY: file }, wards).line?.credentials.kind).toBe('key')
    expect(faultOf({ ...key, LINE_CHANNEL_KEY: `${file}.gone` })).toMatch(/^LINE_CHANNEL_KEY must be/)
  })
  test('a public key, an elliptic one and what is no key are refused without repeating them', () => {
    const { kty, n, e } = jwk
    const elliptic = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' })
    for (const wrong of [{ kty, n, e }, elliptic, [], 'x'])
      expect(faultOf({ ...key, LINE_CHANNEL_KEY: JSON.stringify(wrong) })).toMatch(
        /^LINE_CHANNEL_KEY must be/,
      )
    expect(faultOf({ ...key, LINE_CHANNEL_KEY: JSON.stringify({ ...jwk, n: '!' }) })).not.toContain(jwk.d)
  })
  test.each([
    ['the secret alone', secret, 'set LINE_CHANNEL_ACCESS_TOKEN (or LINE_CHANNEL_ID) too'],
    ['the id alone', { LINE_CHANNEL_ID: '1234567890' }, 'set LINE_CHANNEL_SECRET too'],
    ['a key without its kid', { ...key, LINE_CHANNEL_KEY_ID: '' }, 'set LINE_CHANNEL_KEY_ID too'],
    ['a kid without its key', { ...key, LINE_CHANNEL_KEY: '' }, 'set LINE_CHANNEL_KEY too'],
    ['a key without the channel', { ...key, LINE_CHANNEL_ID: '' }, 'set LINE_CHANNEL_ID too'],
    [
      'a token and an id',
      { ...id, LINE_CHANNEL_ACCESS_TOKEN: 'an-access-token' },
      'two kinds of access token',
    ],
    ['an id that is a name', { ...id, LINE_CHANNEL_ID: '@madoguchi' }, 'LINE_CHANNEL_ID must be'],
  ])('LINE with %s is refused', (_, env, sentence) => {
    expect(faultOf(env)).toContain(sentence)
  })
  test('two secrets are both accepted while one is rotated out', () => {
    const config = readConfig(
      {
        LINE_CHANNEL_SECRET: 'new-secret',
        LINE_CHANNEL_SECRET_PREVIOUS: 'old-secret',
        LINE_CHANNEL_ACCESS_TOKEN: 'an-access-token',
      },
      wards,
    )
    expect(config.line?.secrets).toEqual(['new-secret', 'old-secret'])
  })
  test('a LINE origin without https is refused unless it is this machine', () => {
    const rest = { LINE_CHANNEL_SECRET: 'a-channel-secret', LINE_CHANNEL_ACCESS_TOKEN: 'an-access-token' }
    expect(faultOf({ ...rest, LINE_API_BASE_URL: 'http://line.example' })).toContain('LINE_API_BASE_URL')
    expect(readConfig({ ...rest, LINE_API_BASE_URL: 'http://127.0.0.1:8900' }, wards).line?.apiBase).toBe(
      'http://127.0.0.1:8900',
    )
  })
  test('a refusal never repeats the value', () => {
    expect(faultOf({ APP_SECRET: 'tiny' })).not.toContain('tiny')
  })
  test('empty variables count as unset', () => {
    expect(readConfig({ WARD: '', LINE_CHANNEL_SECRET: '' }, wards).line).toBeNull()
  })
})
