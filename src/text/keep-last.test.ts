import { expect, test } from 'vitest'
import { keepLast } from './keep-last.ts'

test('the same text after the same messages is read once; anything else is read anew', () => {
  const read: string[] = []
  const ask = keepLast((text, recent = []) => read.push([...recent, text].join('/')))
  const before = ['もう']
  ask('しにたい', before)
  ask('しにたい', ['もう'])
  before.push('むり')
  ask('しにたい', before)
  ask('しにたい')
  ask('しにたい', [])
  ask('たい')
  expect(read).toEqual(['もう/しにたい', 'もう/むり/しにたい', 'しにたい', 'たい'])
})
