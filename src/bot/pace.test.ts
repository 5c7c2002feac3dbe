import { expect, test } from 'vitest'
import { pace } from './pace.ts'

test('a turn waits for the acknowledgement under way', async () => {
  const { urgently, turn } = pace()
  const order: string[] = []
  const acknowledged = Promise.withResolvers<void>()
  const ack = urgently(() => acknowledged.promise).then(() => order.push('ack'))
  const waited = turn().then(() => order.push('turn'))
  acknowledged.resolve()
  await Promise.all([ack, waited])
  expect(order).toEqual(['ack', 'turn'])
})

test('a turn does not wait for ever, however many are acknowledged', async () => {
  const { urgently, turn } = pace()
  const never = urgently(() => new Promise(() => {}))
  await turn()
  expect(never).toBeInstanceOf(Promise)
})

test('what fails urgently fails for whoever asked, and no turn waits for it any more', async () => {
  const { urgently, turn } = pace()
  await expect(urgently(() => Promise.reject(new Error('no')))).rejects.toThrow('no')
  await turn()
})

test('turns are let go one at a time, and what has arrived meanwhile goes between them', async () => {
  const { turn } = pace()
  const order: string[] = []
  const arrived = turn().then(() => {
    order.push('turn 1')
    setImmediate(() => order.push('request'))
  })
  await Promise.all([arrived, turn().then(() => turn().then(() => order.push('turn 2')))])
  expect(order).toEqual(['turn 1', 'request', 'turn 2'])
})

test('in a burst of acknowledgements turns go on at a tenth of their pace', async () => {
  let at = 0
  const { urgently, turn } = pace(() => at)
  for (let i = 0; i < 60; i++) await urgently(async () => {})
  await turn()
  let gone = false
  const second = turn().then(() => {
    gone = true
  })
  at = 9
  await new Promise((resolve) => setImmediate(resolve))
  expect(gone).toBe(false)
  at = 10
  await second
})
