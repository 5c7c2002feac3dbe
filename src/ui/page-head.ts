import { h, type Markup } from './markup.ts'

/** The head every page shares. Title and icon are neutral: they stand in the history and on the tab. */
export function pageHead(page: { title: string; style: string; script: string | null }): Markup {
  return h(
    'head',
    {},
    h('meta', { charset: 'utf-8' }),
    h('meta', {
      name: 'viewport',
      content: 'width=device-width, initial-scale=1, interactive-widget=resizes-content',
    }),
    h('meta', { name: 'color-scheme', content: 'light dark' }),
    h('meta', { name: 'robots', content: 'noindex' }),
    // iOS makes its own links of whatever looks like a number.
    h('meta', { name: 'format-detection', content: 'telephone=no' }),
    h('title', {}, page.title),
    h('link', { rel: 'icon', href: 'data:,' }),
    h('link', { rel: 'stylesheet', href: `/assets/${page.style}` }),
    page.script !== null && h('script', { src: `/assets/${page.script}`, defer: true }),
  )
}
