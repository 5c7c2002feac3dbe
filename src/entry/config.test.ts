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
