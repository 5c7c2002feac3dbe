import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readTicket, ticketFrom } from './ticket.ts'

const token = fc
  .uint8Array({ minLength: 24, maxLength: 24 })
  .map((bytes) => Buffer.from(bytes).toString('base64url'))

test('a ticket is four plain hiragana without letters that are confused when heard', () => {
  fc.assert(
    fc.property(token, (drawn) => {
      const ticket = ticketFrom(drawn)
      if (ticket === null) return
      expect(ticket).toMatch(/^[あ-ん]{4}$/)
      expect(ticket).not.toMatch(
        /[ぁぃぅぇぉっゃゅょゎをおずづじぢがぎぐげござぜぞだでどばびぶべぼぱぴぷぺぽんぬ]/,
      )
      expect(readTicket(ticket)).toBe(ticket)
    }),
    { seed: 5, numRuns: 3000 },
  )
})

test('no ticket holds an unkind word or is something said in need', () => {
  for (let i = 0; i < 20_000; i++) {
    const ticket = ticketFrom(randomBytes(24).toString('base64url'))
    expect(ticket ?? '').not.toMatch(/しに|しね|ころ|くそ|あほ|たすけて|さみしい|いえない/)
  }
})

test('a token without usable letters gives none', () => {
  expect(ticketFrom('________')).toBe(null)
  expect(ticketFrom('')).toBe(null)
})

test.each([
  ['さくらい', 'さくらい'],
  ['「さくらい」', 'さくらい'],
  ['サクライ', 'さくらい'],
  ['さ く ら い', 'さくらい'],
  ['さくらい。', 'さくらい'],
  ['さくら', null],
  ['さくらいです', null],
  ['桜井', null],
  ['たすけて', null],
  ['さみしい', null],
  ['しにたい', null],
  ['はい', null],
])('%s is read as %s', (typed, ticket) => {
  expect(readTicket(typed)).toBe(ticket)
})
