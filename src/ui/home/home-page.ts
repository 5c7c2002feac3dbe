import { type Child, h, type Markup } from '../markup.ts'
import { pageHead } from '../page-head.ts'

export interface HomePage {
  readonly ward: { readonly name: string; readonly nameEn: string; readonly invented: boolean }
  readonly style: string
  readonly publicUrl: string
  /** Whether LINE's variables are set. */
  readonly line: boolean
  readonly production: boolean
  /** Redis keeps the records, not a file of this machine. */
  readonly redis: boolean
  /** The sites that may show the conversation in a frame. */
  readonly frameAncestors: readonly string[]
  readonly points: { readonly all: number; readonly unconfirmed: number }
}

const code = (text: string) => h('code', {}, text)

/** One line of the state: what, whether it is well, and what to do when it is not. */
const line = (name: string, well: boolean, ...said: readonly Child[]) =>
  h(
    'div',
    { class: 'row' },
    h('dt', {}, name),
    h('dd', {}, h('span', { class: well ? 'state well' : 'state open' }, well ? '済' : 'まだ'), ' ', ...said),
  )

/** `/`, for the person who has just started it: where to look, what is set up, what is missing. */
export function homePage(page: HomePage): Markup {
  const { ward, points } = page
  const secure = page.publicUrl.startsWith('https://')
  return h(
    'html',
    { lang: 'ja' },
    pageHead({ title: `まどぐち（${ward.name}）`, style: page.style, script: null }),
    h(
      'body',
      { class: 'home' },
      h(
        'main',
        {},
        h('h1', {}, `まどぐち（${ward.name}）`),
        ward.invented &&
          h('p', { class: 'invented' }, '架空の区です。町も相談先も電話番号も、実在しません。'),
        h('p', {}, `${ward.name}の相談の入口です。困りごとを書くと、相談先をご案内します。`),
        h('p', {}, h('a', { href: '/chat', class: 'go' }, '相談のページを開く')),
        h(
          'p',
          {},
          h('a', { href: '/chat?lang=easy' }, 'やさしい日本語'),
          ' ・ ',
          h('a', { href: '/chat?lang=en', lang: 'en' }, 'English'),
        ),
        h('h2', {}, '設置した方へ'),
        h(
          'dl',
          { class: 'setup' },
          line(
            '区',
            true,
            `${ward.name}。変えるときは `,
            code('WARD'),
            '（',
            code('chuo'),
            '・',
            code('nakano'),
            '・架空の ',
            code('mihon'),
            '）を設定します。',
          ),
          page.line
            ? line('LINE', true, '設定されています。Webhook URL：', code(`${page.publicUrl}/line/webhook`))
            : line(
                'LINE',
                false,
                'つながっていません。',
                code('LINE_CHANNEL_SECRET'),
                ' と ',
                code('LINE_CHANNEL_ACCESS_TOKEN'),
                ' を設定して、起動し直してください。',
              ),
          line(
            '公開アドレス',
            secure,
            code(page.publicUrl),
            !secure && '　公開するときは、https のアドレスを ',
            !secure && code('PUBLIC_URL'),
            !secure && ' に設定します。',
          ),
          line(
            '記録',
            true,
            ...(page.redis
              ? ['Redis（', code('REDIS_URL'), '）に残します。何台でも動かせます。']
              : ['このサーバーの ', code('DATA_DIR'), ' に残します。動かすのは1台だけにしてください。']),
          ),
          line(
            '本番の設定',
            page.production,
            page.production ? '弱い設定では起動しません。' : '本番では ',
            !page.production && code('NODE_ENV=production'),
            !page.production && ' を設定します。',
          ),
          line(
            '相談先の確認',
            points.unconfirmed === 0,
            points.unconfirmed === 0
              ? `${points.all}件すべてを区が確認しています。`
              : `${points.all}件のうち${points.unconfirmed}件は、区の確認がまだです。住民には出典と日付を添えて、そのように示します。`,
          ),
          line(
            '区のサイトに置く',
            page.frameAncestors.length > 0,
            '次の1行を区のページに書きます：',
            code(`<script src="${page.publicUrl}/widget.js" defer></script>`),
            page.frameAncestors.length > 0
              ? `（枠に入れてよいサイト：${page.frameAncestors.join('、')}）`
              : '　そのサイトのアドレスを ward.yaml の ',
            page.frameAncestors.length === 0 && code('frameAncestors'),
            page.frameAncestors.length === 0 && ' に書くまでは、枠の中に表示されません。',
          ),
          line('職員の画面', true, h('a', { href: '/staff' }, '相談の一覧を開く')),
          line('質問の流れ', true, h('a', { href: '/flows' }, '図で見る')),
          line(
            '動作',
            true,
            h('a', { href: '/healthz' }, '/healthz'),
            '・',
            h('a', { href: '/readyz' }, '/readyz'),
          ),
        ),
      ),
    ),
  )
}
