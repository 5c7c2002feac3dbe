import { expect, it } from 'vitest'
import { readEvents } from './event-stream.ts'

const streamOf = (...pieces: readonly string[]) =>
  new ReadableStream<Uint8Array>({
    start(controller) {
      // Cut inside characters too: the network does not know where 「あ」 ends.
      for (const piece of pieces)
        for (const byte of new TextEncoder().encode(piece)) controller.enqueue(new Uint8Array([byte]))
      controller.close()
    },
  })

const all = async (...pieces: readonly string[]) => {
  const events = []
  for await (const event of readEvents(streamOf(...pieces))) events.push(event)
  return events
}

it('どこで切れて届いても、同じ出来事になる', async () => {
  expect(
    await all('event: message\nid: 3\ndata: あ\ndata: い\n\n: still here\n\n', 'id: 4\r\ndata:う\r\n\r\n'),
  ).toEqual([
    { id: '3', event: 'message', data: 'あ\nい' },
    { id: '4', event: 'message', data: 'う' },
  ])
})

it('途中で終わった出来事は届かない', async () => {
  expect(await all('id: 5\ndata: え\n')).toEqual([])
})
