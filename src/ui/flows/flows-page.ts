import { inLang, type LocalText } from '../../content/text.ts'
import { LANGS, type Need } from '../../content/vocabulary.ts'
import { edgesIntoFlow, type FlowGraph } from '../../triage/flow-graph.ts'
import { type FlowCount, flowOf } from '../../triage/flow-paths.ts'
import { h, type Markup } from '../markup.ts'
import { pageHead } from '../page-head.ts'
import { flowList } from './flow-list.ts'
import { flowPicture } from './flow-picture.ts'
import { cardsOf, shortName } from './picture-model.ts'

export interface FlowsPage {
  readonly ward: string
  readonly style: string
  readonly lang: (typeof LANGS)[number]
  readonly graph: FlowGraph
  readonly counts: readonly FlowCount[]
  readonly needName: (need: Need) => string
  readonly phrases: { readonly unsure: LocalText; readonly declined: LocalText }
}

const LANG_NAMES = { ja: '標準', easy: 'やさしい日本語', en: 'English' } as const
/** What a browser should take the texts for. */
const HTML_LANG = { ja: 'ja', easy: 'ja', en: 'en' } as const

const answers = (n: number | null) => (n === null ? '—' : `${n}`)

/** `/flows`: every flow drawn, counted and told, for officials who look after them. */
export function flowsPage(page: FlowsPage): Markup {
  const { graph, lang, counts } = page
  const flows = [...new Set([...graph.nodes.values()].map(({ flow }) => flow))]
  const title = (id: string) => flows.find((flow) => flow.id === id)?.title.ja ?? id
  const words = {
    unsure: inLang(page.phrases.unsure, lang),
    declined: inLang(page.phrases.declined, lang),
  }
  const name = (key: string) => {
    const at = graph.nodes.get(key)
    if (!at) return key
    return `${at.flow.title.ja}：${shortName(at.node, lang)}`
  }
  const count = (id: string | null) => counts.find(({ flow }) => flow === id) ?? null
  const row = (label: Markup | string, id: string | null) => {
    const { questions = 0, paths = 0, longest = 0, medianAnswersToFirstPoint = null } = count(id) ?? {}
    return h(
      'tr',
      {},
      h('th', { scope: 'row' }, label),
      [`${questions}`, `${paths}`, `${longest}`, answers(medianAnswersToFirstPoint)].map((n) =>
        h('td', {}, n),
      ),
    )
  }
  const section = ({ id, start }: { id: string; start: string }) => {
    const cards = cardsOf(graph, id, lang, words)
    // The first node of the file need not be where the flow begins.
    const ordered = cards.toSorted((a, b) => Number(b.node.id === start) - Number(a.node.id === start))
    const needs = cards.flatMap(({ key }) => graph.entries.get(key) ?? []).map(page.needName)
    const from = [...new Set(edgesIntoFlow(graph, id).map((edge) => flowOf(edge.from)))]
    const own = count(id)
    return h(
      'section',
      { id, class: 'flow' },
      h('h2', {}, title(id)),
      own &&
        h(
          'p',
          { class: 'figures' },
          `質問 ${own.questions}・道すじ ${own.paths}・いちばん長い道で答え ${own.longest} 回`,
          own.medianAnswersToFirstPoint !== null &&
            `・最初の案内まで、入口から数えて中央値 ${own.medianAnswersToFirstPoint} 回`,
        ),
      needs.length > 0 && h('p', {}, `この困りごとを話すと入る：${needs.join('、')}`),
      from.length > 0 &&
        h(
          'p',
          {},
          'ほかの流れから入る：',
          from.map((other, i) => [i > 0 && '、', h('a', { href: `#${other}` }, title(other))]),
        ),
      h('p', {}, h('a', { href: `#${id}-told` }, '図をとばして、文で読む')),
      h(
        'div',
        {
          class: 'picture',
          role: 'region',
          tabindex: 0,
          'aria-label': `${title(id)}の図（横に動かせます）`,
          lang: HTML_LANG[lang],
        },
        flowPicture({ cards: ordered, name, title: `${title(id)}の質問と行き先` }),
      ),
      h('h3', { id: `${id}-told` }, `${title(id)}を文で`),
      flowList(ordered, name, HTML_LANG[lang]),
    )
  }
  return h(
    'html',
    { lang: 'ja' },
    pageHead({ title: `質問の流れ（${page.ward}）`, style: page.style, script: null }),
    h(
      'body',
      { class: 'flows' },
      h('a', { class: 'skip', href: '#pictures' }, '図へ進む'),
      h(
        'header',
        {},
        h('h1', {}, `質問の流れ（${page.ward}）`),
        h(
          'p',
          {},
          '質問がどう続き、どの答えがどこへ進むかの図です。左から右へ読みます。⚠ の答えと、危険なことばには、どこにいても、まず危険の案内が出ます。',
        ),
        h(
          'nav',
          { 'aria-label': '図の中のことば', class: 'langs' },
          LANGS.map((one) =>
            h(
              'a',
              { href: `?lang=${one}`, lang: HTML_LANG[one], 'aria-current': one === lang ? 'true' : null },
              LANG_NAMES[one],
            ),
          ),
        ),
      ),
      h(
        'main',
        {},
        h(
          'nav',
          { 'aria-label': '目次' },
          h(
            'table',
            { class: 'counts' },
            h('caption', {}, '流れの一覧（名前を選ぶと図へ進みます）'),
            h(
              'thead',
              {},
              h(
                'tr',
                {},
                ['流れ', '質問', '道すじ', '最長', '案内まで'].map((head) => h('th', { scope: 'col' }, head)),
              ),
            ),
            h(
              'tbody',
              {},
              flows.map(({ id }) => row(h('a', { href: `#${id}` }, title(id)), id)),
              row('全体', null),
            ),
          ),
          h(
            'p',
            { class: 'figures' },
            '道すじ：流れに入ってから最初の案内までの、答え方の組み合わせ。最長：そのうちいちばん多い答えの数。案内まで：会話のはじめから最初の案内までの答えの数の中央値。',
          ),
        ),
        h('div', { id: 'pictures' }, flows.map(section)),
      ),
    ),
  )
}
