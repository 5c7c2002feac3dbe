import type { Lang } from '../../content/vocabulary.ts'
import type { ConsultationPoint } from '../../directory/consultation-point.ts'
import { type Child, h, type Markup } from '../markup.ts'
import { phoneLink } from './phone-links.ts'
import { htmlLang, wordsIn } from './words.ts'

/** 250 → 約250m, 1240 → 約1.2km. Never presented as being responsible. */
function away(metres: number, lang: Lang): string {
  const rounded = metres < 1000 ? `${Math.round(metres / 10) * 10}m` : `${(metres / 1000).toFixed(1)}km`
  return wordsIn(lang).away.replace('{m}', rounded)
}

/** Only web addresses become links; the files are the ward's, the rule is ours. */
const isWeb = (url: string) => /^https?:\/\//.test(url)

/** A language's own name, from its code; what is no code stays as it is written. */
function languageName(code: string, lang: Lang): string {
  try {
    return new Intl.DisplayNames([htmlLang(lang)], { type: 'language' }).of(code) ?? code
  } catch {
    return code
  }
}

/** 相談先 as a card: whose it is, how to reach it, why, and where the facts come from. */
export function pointView(point: ConsultationPoint, lang: Lang): Markup {
  const words = wordsIn(lang)
  const row = (name: string, ...content: readonly Child[]) =>
    h('div', { class: 'row' }, h('dt', {}, name), h('dd', {}, ...content))
  const { phone, address, hours, source } = point
  const state = hours.open === null ? 'unknown' : hours.open ? 'open' : 'closed'
  const origin = words.source.replace('{name}', source.name) + (source.date ? `（${source.date}）` : '')
  return h(
    'section',
    { class: 'point' },
    h(
      'h2',
      {},
      h('span', { class: `badge ${point.basis}` }, words[point.basis]),
      ' ',
      h('span', { class: 'name', lang: 'ja' }, point.name),
    ),
    point.notice !== null && h('p', { class: 'notice' }, point.notice),
    h(
      'dl',
      {},
      phone !== null && row(words.phone, phoneLink(phone, lang)),
      row(words.hours, h('span', { class: `hours ${state}` }, hours.text)),
      row(words.why, point.why),
      address !== null &&
        row(
          words.address,
          h('span', { lang: 'ja' }, address),
          point.distance_m !== null && h('span', { class: 'whole' }, `（${away(point.distance_m, lang)}）`),
        ),
      point.channels.length > 0 &&
        row(words.ways, point.channels.map((way) => words[`way-${way}`]).join('・')),
      point.bring.length > 0 && row(words.bring, point.bring.join('、')),
      point.languages.length > 0 &&
        row(words.languages, point.languages.map((code) => languageName(code, lang)).join('・')),
    ),
    point.script.length > 0 &&
      h(
        'details',
        {},
        h('summary', {}, words.script),
        h('div', { class: 'script' }, ...point.script.map((line) => h('p', {}, line))),
      ),
    h(
      'p',
      { class: 'source' },
      source.url !== null && isWeb(source.url)
        ? h('a', { href: source.url, rel: 'noopener noreferrer', target: '_blank' }, origin)
        : origin,
      '　',
      point.confirmed === null ? words.unconfirmed : words.confirmed.replace('{date}', point.confirmed),
    ),
  )
}
