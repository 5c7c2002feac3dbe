import { expect, it } from 'vitest'
import { h } from './markup.ts'
import { toHtml } from './to-html.ts'

it('文字はいつも文字のまま', () => {
  const text = '<script>alert(1)</script>&"\''
  expect(toHtml(h('p', { title: text }, text))).toBe(
    '<p title="&lt;script&gt;alert(1)&lt;/script&gt;&amp;&quot;&#39;">&lt;script&gt;alert(1)&lt;/script&gt;&amp;&quot;&#39;</p>',
  )
})

it('ないものは書かれない', () => {
  expect(toHtml(h('p', { hidden: false, title: null, lang: 'ja' }, null, false, ['a', 'b']))).toBe(
    '<p lang="ja">ab</p>',
  )
  expect(toHtml(h('input', { disabled: true }))).toBe('<input disabled="">')
})
