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
