import { h, type Markup } from '../markup.ts'
import { pageHead } from '../page-head.ts'

export interface LinkPage {
  readonly ward: { readonly name: string }
  readonly style: string
  /** null: the link opens nothing (any more). */
  readonly token: string | null
}

/** What a one-time link shows: a button, or, when it is used up, the way to a new one. Nothing of the talk. */
export function linkPage({ ward, style, token }: LinkPage): Markup {
  const body =
    token === null
      ? [
          h('h1', {}, 'このリンクは、もう使えません'),
          h(
            'p',
            {},
            'リンクは10分のあいだ、一度だけ使えます。LINEで「返事を読む」と送ると、新しいリンクをお送りします。',
          ),
          h('p', {}, h('a', { href: '/chat', class: 'go' }, 'このページで、はじめから相談する')),
        ]
      : [
          h('h1', {}, 'LINEでのお話の続き'),
          h(
            'p',
            {},
            `ここは${ward.name}の画面です。書いたことはLINEには残りません。ボタンを押すと、お話の続きが開きます。`,
          ),
          h(
            'form',
            { method: 'post', action: `/chat/in/${token}` },
            h('button', { type: 'submit', class: 'go' }, '続きを開く'),
          ),
          h(
            'p',
            {},
            'ほかの人と一緒に使っている機械なら、話し終えたあとに「このページを閉じる」を押してください。',
          ),
        ]
  return h(
    'html',
    { lang: 'ja' },
    pageHead({ title: ward.name, style, script: null }),
    h('body', { class: 'home' }, h('main', {}, ...body)),
  )
}
