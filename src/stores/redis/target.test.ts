import { expect, test } from 'vitest'
import { readTarget } from './target.ts'

test('one address is one server, or a node of a cluster', () => {
  expect(readTarget('redis://localhost')).toEqual({
    kind: 'one',
    options: { host: 'localhost', port: 6379 },
  })
  expect(readTarget('redis://user:p%40ss:word@10.0.0.1:7000/2')).toEqual({
    kind: 'one',
    options: { host: '10.0.0.1', port: 7000, db: 2, username: 'user', password: 'p@ss:word' },
  })
  expect(readTarget('redis://:secret@[::1]:7000')).toEqual({
    kind: 'one',
    options: { host: '::1', port: 7000, password: 'secret' },
  })
})

test('rediss is spoken with TLS', () => {
  expect(readTarget('rediss://redis.example')?.options.tls).toEqual({})
})

test('several addresses are a cluster', () => {
  expect(readTarget('redis://a:7000,b:7001')).toEqual({
    kind: 'cluster',
    nodes: [
      { host: 'a', port: 7000 },
      { host: 'b', port: 7001 },
    ],
    options: {},
  })
})

test('with the name of a group they are its sentinels', () => {
  expect(readTarget('redis://:pw@a,b:26380/1?sentinel=records')).toEqual({
    kind: 'sentinel',
    options: {
      password: 'pw',
      db: 1,
      name: 'records',
      sentinels: [
        { host: 'a', port: 26379 },
        { host: 'b', port: 26380 },
      ],
    },
  })
})

test.each(['', 'localhost:6379', 'http://a', 'redis://', 'redis://a:99999', 'redis://,'])(
  '%j is no address of Redis',
  (url) => {
    expect(readTarget(url)).toBeNull()
  },
)
