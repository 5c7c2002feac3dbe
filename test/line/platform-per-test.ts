import { setupServer } from 'msw/node'
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest'
import { faultsOf } from './line-limits.ts'
import { linePlatform, type Platform } from './platform.ts'

/** A LINE of its own for each test of the file, at the edge of the network; it takes nothing LINE would refuse. */
export function platformPerTest(use: (platform: Platform) => void): void {
  const server = setupServer()
  let platform: Platform
  beforeAll(() => server.listen({ onUnhandledFrame: 'error' }))
  afterAll(() => server.close())
  beforeEach(() => {
    platform = linePlatform()
    server.resetHandlers(...platform.handlers)
    use(platform)
  })
  afterEach(() => {
    for (const sent of platform.inbox) expect(faultsOf(sent.messages)).toEqual([])
  })
}
