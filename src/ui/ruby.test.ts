import { expect, it } from 'vitest'
import { h } from './markup.ts'
import { withRuby } from './ruby.ts'
import { toHtml } from './to-html.ts'

const READINGS = new Map([
  [
    '区の窓口です。',
    [{ text: '区', ruby: 'く' }, { text: 'の' }, { text: '窓口', ruby: 'まどぐち' }, { text: 'です。' }],
  ],
])
const drawn = (...children: Parameters<typeof h>[2][]) =>
  toHtml(withRuby(h('div', { lang: 'ja' }, ...children), (text) => READINGS.get(text))).replace(
    /<rp aria-hidden="true">[（）]<\/rp>| aria-hidden="true"/g,
    '',
  )

it('読みは漢字の上にだけ付き、画面の読み上げには渡らない', () => {
  expect(drawn('区の窓口です。')).toBe(
    '<div lang="ja"><ruby>区<rt>く</rt></ruby>の<ruby>窓口<rt>まどぐち</rt></ruby>です。</div>',
  )
  expect(toHtml(withRuby(h('p', {}, '区の窓口です。'), (text) => READINGS.get(text)))).toContain(
    '<rt aria-hidden="true">',
  )
})

it('かっこで書かれた読みも、漢字の上に移る', () => {
  expect(drawn('町（まち）の 名前（なまえ）と189（いちはやく）')).toBe(
    '<div lang="ja"><ruby>町<rt>まち</rt></ruby>の <ruby>名前<rt>なまえ</rt></ruby>と189（いちはやく）</div>',
  )
})

it('住民の書いたもの、入力欄、ほかの言語には付かない', () => {
  const own = h('div', { class: 'message resident' }, '区の窓口です。')
  const english = h('p', { lang: 'en' }, '区の窓口です。', h('span', { lang: 'ja' }, '区の窓口です。'))
  expect(drawn(own)).not.toContain('<ruby>')
  expect(drawn(h('textarea', {}, '区の窓口です。'))).not.toContain('<ruby>')
  expect(drawn(english).match(/<ruby>/g)).toHaveLength(2)
})
