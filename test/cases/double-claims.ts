import { OWNER } from '../../src/cases/ownership.ts'
import { consoleTab } from './console-tab.ts'
import type { TwoServices } from './two-services.ts'

/** How so many cases ended which two of the staff claimed at once, each at a process of their own. */
export interface Claims {
  /** Who was told that the case is theirs. */
  readonly first: number
  readonly second: number
  readonly both: number
  readonly neither: number
  /** Cases that are not owned by exactly the one who was told so. */
  readonly wrong: readonly string[]
}

const AT_ONCE = 50

/** Residents ask for a person; then two claim each case in the same moment. */
export async function doubleClaims(at: TwoServices, count: number): Promise<Claims> {
  const [one, two] = at.urls
  const tabs = [consoleTab(at, 'a'), consoleTab(at, 'c')] as const
  const result = { first: 0, second: 0, both: 0, neither: 0, wrong: [] as string[] }
  const wait = () => new Promise((resolve) => setTimeout(resolve, 20))

  async function claimed(name: string): Promise<void> {
    const { user, conversation: id } = at.resident(name)
    at.line.send([{ id: name, user, at: Date.now(), token: `token-${name}`, text: '人と話す' }])
    while (!(await at.store.get(id, OWNER))) await wait()
    const [first, second] = await Promise.all([
      tabs[0].act(one, id, 'claim', { version: 1 }),
      tabs[1].act(two, id, 'claim', { version: 1 }),
    ])
    const won = [first, second].map(({ status }) => status === 200)
    result[won[0] && won[1] ? 'both' : won[0] ? 'first' : won[1] ? 'second' : 'neither']++
    const { owner } = JSON.parse((await at.store.get(id, OWNER))?.value ?? '{}')
    if (owner?.id !== (won[0] ? 'a' : 'c')) result.wrong.push(id)
  }
  const names = Array.from({ length: count }, (_, n) => `claim${n}`)
  const run = async () => {
    for (let name = names.shift(); name !== undefined; name = names.shift()) await claimed(name)
  }
  await Promise.all(Array.from({ length: AT_ONCE }, run))
  await at.line.done()
  return result
}
