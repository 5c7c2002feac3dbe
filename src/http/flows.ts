import { Hono } from 'hono'
import { LANGS } from '../content/vocabulary.ts'
import type { Ward } from '../content/ward.ts'
import { flowGraph } from '../triage/flow-graph.ts'
import { type FlowCount, flowCounts, placesOf } from '../triage/flow-paths.ts'
import type { Guide } from '../triage/guide.ts'
import { flowsPage } from '../ui/flows/flows-page.ts'
import { toDocument } from '../ui/to-html.ts'
import { sendPage } from './page-headers.ts'

export interface FlowParts {
  readonly guide: Guide
  readonly ward: Pick<Ward, 'name' | 'towns' | 'catchments'>
  /** The name of the style sheet. */
  readonly style: string
  readonly clock: () => number
}

/** `/flows`: the flows drawn, from the guide that serves. Each language is drawn once, when first asked for. */
export function flowRoutes({ guide, ward, style, clock }: FlowParts): Hono {
  const app = new Hono()
  const pages = new Map<string, string>()
  let counts: Promise<readonly FlowCount[]> | null = null
  app.get('/flows', async (c) => {
    const asked = c.req.query('lang')
    const lang = LANGS.find((one) => one === asked) ?? 'ja'
    counts ??= countInSteps(guide, clock(), ward)
    const known = await counts
    const page =
      pages.get(lang) ??
      toDocument(
        flowsPage({
          ward: ward.name,
          style,
          lang,
          graph: flowGraph([...guide.flows.values()]),
          counts: known,
          needName: (need) => guide.intents.get(need)?.name.ja ?? need,
          phrases: { unsure: guide.phrases.unsure, declined: guide.phrases.declined },
        }),
      )
    pages.set(lang, page)
    return sendPage(c, page)
  })
  return app
}

/** Walking thousands of paths takes part of a second: residents are answered in between. */
async function countInSteps(
  guide: Guide,
  now: number,
  ward: FlowParts['ward'],
): Promise<readonly FlowCount[]> {
  const counts: FlowCount[] = []
  for (const count of flowCounts(guide, now, placesOf(ward))) {
    counts.push(count)
    await new Promise((resolve) => setTimeout(resolve))
  }
  return counts
}
