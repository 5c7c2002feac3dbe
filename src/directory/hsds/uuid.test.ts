import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { uuid5, uuidFor } from './uuid.ts'

test('RFC 9562 の例と同じ値になる', () => {
  expect(uuid5('6ba7b810-9dad-11d1-80b4-00c04fd430c8', 'www.example.com')).toBe(
    '2ed6657d-e927-568b-95e1-2665a8aea6a2',
  )
})

test('名前の長さがどうでも Node の SHA-1 と同じ値になる', () => {
  const space = '6ba7b8109dad11d180b400c04fd430c8'
  for (let length = 0; length < 150; length++) {
    const name = 'あb'.repeat(length).slice(0, length)
    const hash = createHash('sha1').update(Buffer.from(space, 'hex')).update(name).digest('hex')
    const uuid = uuid5('6ba7b810-9dad-11d1-80b4-00c04fd430c8', name).replaceAll('-', '')
    expect(uuid.slice(0, 12)).toBe(hash.slice(0, 12))
    expect(uuid.slice(20)).toBe(hash.slice(20, 32))
  }
})

test('同じ区と id からはいつも同じ UUID、違えば違う UUID になる', () => {
  expect(uuidFor('mihon', 'points', 'mihon-dv')).toBe(uuidFor('mihon', 'points', 'mihon-dv'))
  expect(uuidFor('mihon', 'points', 'mihon-dv')).not.toBe(uuidFor('chuo', 'points', 'mihon-dv'))
})
