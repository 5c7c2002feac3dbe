import { describe, expect, test } from 'vitest'
import { inLang } from '../../src/content/text.ts'
import { LANGS } from '../../src/content/vocabulary.ts'
import { flowRoutes } from '../../src/http/flows.ts'
import { flowGraph } from '../../src/triage/flow-graph.ts'
import { inList, inPicture } from '../../src/ui/flows/draw-box.ts'
import { guideOf } from '../support/built.ts'

const { guide, ward } = await guideOf('mihon')
const app = flowRoutes({
  guide,
  ward,
  style: 'page.css',
  clock: () => Date.parse('2026-11-24T10:00:00+09:00'),
})
const pageIn = async (lang: string) => (await app.request(`/flows?lang=${lang}`)).text()
const graph = flowGraph([...guide.flows.values()])
/** What stands between tags, without the line breaks that drawing puts in. */
const wordsOf = (html: string) =>
  html
    .replace(/<[^>]*>/g, '')
    .replaceAll('&#39;', "'")
    .replaceAll('&quot;', '"')
    .replace(/\s+/g, '')

describe.each(LANGS)('/flows?lang=%s', async (lang) => {
  const html = await pageIn(lang)
  const pictures = new Map(
    [...html.matchAll(/<section id="([^"]+)".*?<svg(.*?)<\/svg>/gs)].map(([, flow = '', svg = '']) => [
      flow,
      svg,
    ]),
  )

  test('どの項目も、その流れの図と文の両方にある', () => {
    expect([...pictures.keys()]).toEqual([...guide.flows.keys()])
    for (const [key, { flow }] of graph.nodes) {
      expect(pictures.get(flow.id)).toContain(`id="${inPicture(key)}"`)
      expect(html).toContain(`<li id="${inList(key)}"`)
    }
  })

  test('図には、どの項目の文も、なぜ聞くかも、選択肢もある', () => {
    for (const [flow, svg] of pictures) {
      const words = wordsOf(svg)
      for (const node of guide.flows.get(flow)?.nodes ?? []) {
        const texts = [
          ...('text' in node ? [node.text] : []),
          ...('why' in node && node.why ? [node.why] : []),
          ...('choices' in node ? node.choices.map(({ label }) => label) : []),
        ]
        const missing = texts
          .map((text) => inLang(text, lang))
          .filter((text) => !words.includes(text.replace(/\s+/g, '')))
        expect(missing, `${flow}.${node.id}`).toEqual([])
      }
    }
  })

  test('どのリンクにも行き先があり、同じ id は二つない', () => {
    const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id)
    const links = [...html.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id)
    expect(new Set(ids).size).toBe(ids.length)
    expect(links.filter((id) => !ids.includes(id))).toEqual([])
  })

  test('スクリプトも style 属性もない', () => {
    expect(html).not.toMatch(/<script| style=| on[a-z]+="/)
  })
})

test('知らないことばを頼まれたら、標準で出す', async () => {
  expect(await pageIn('"><script>')).toBe(await pageIn('ja'))
})
