import fc from 'fast-check'
import { expect, test } from 'vitest'
import { lineKeys } from './keys.ts'
import { postback } from './postback.ts'
import { retryKey } from './retry-key.ts'

const keys = lineKeys('a secret')
const buttons = postback(keys)

test('a choice comes back in its own chat and in no other, within 300 bytes, showing nothing of itself', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1, maxLength: 60, unit: 'grapheme' }), (choice) => {
      const data = buttons.write('line-a', choice)
      if (data === null) return
      expect(data).toMatch(/^1[\w-]{1,299}$/)
      expect(buttons.read('line-a', data)).toBe(choice)
      expect(buttons.read('line-b', data)).toBeNull()
    }),
  )
  expect(
    Buffer.from((buttons.write('line-a', '1.legal.dv:yes') ?? '').slice(1), 'base64url').toString(),
  ).not.toContain('dv')
})

test('data of 300 bytes is written, a choice too long for it is not', () => {
  expect(buttons.write('line-a', 'x'.repeat(208))).toHaveLength(300)
  expect(buttons.write('line-a', 'x'.repeat(209))).toBeNull()
})

test('whatever was altered, made up or signed with another secret is not read', () => {
  const data = buttons.write('line-a', '1.start.story:yes') ?? ''
  expect(postback(lineKeys('another')).read('line-a', data)).toBeNull()
  fc.assert(fc.property(fc.string({ maxLength: 400 }), (made) => buttons.read('line-a', `1${made}`) === null))
  for (let i = 0; i < data.length; i++) {
    const altered = `${data.slice(0, i)}${data[i] === 'A' ? 'B' : 'A'}${data.slice(i + 1)}`
    expect(buttons.read('line-a', altered) ?? 'nothing').not.toBe('1.start.story:no')
    if (i < data.length - 1) expect(buttons.read('line-a', altered)).toBeNull()
  }
})

test('a button of the rich menu is for everybody and can only be a command', () => {
  const data = buttons.writeForAll('!person') ?? ''
  expect(buttons.read('line-a', data)).toBe('!person')
  expect(buttons.read('line-b', data)).toBe('!person')
  expect(buttons.writeForAll('1.start.story:yes')).toBeNull()
  expect(buttons.read('line-a', buttons.write('*', '1.start.story:yes') ?? '')).toBeNull()
})

test('a LINE user has one pseudonym, which does not hold the LINE id', () => {
  expect(keys.pseudonym('U4af')).toMatch(/^line-[\w-]{32}$/)
  expect(keys.pseudonym('U4af')).toBe(lineKeys('a secret').pseudonym('U4af'))
  expect(keys.pseudonym('U4af')).not.toBe(lineKeys('another').pseudonym('U4af'))
})

test('a retry key is a version 5 UUID, the same for the same sending', () => {
  expect(retryKey('a')).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  expect(retryKey('a')).toBe(retryKey('a'))
  expect(retryKey('a')).not.toBe(retryKey('b'))
})
