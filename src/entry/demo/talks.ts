/** One invented talk of the demonstration: what was said how long ago, and what staff did with it. */
export interface DemoTalk {
  readonly id: string
  /** Minutes before now at which it begins. */
  readonly ago: number
  readonly says: readonly string[]
  readonly staff?: readonly DemoAct[]
}

/** `after`: minutes since the talk began. */
export interface DemoAct {
  readonly after: number
  readonly by: 'sato' | 'ito' | 'mori'
  readonly does:
    | { readonly kind: 'claim' | 'accept' }
    | { readonly kind: 'reply' | 'note'; readonly text: string }
    | { readonly kind: 'transfer'; readonly to: 'sato' | 'ito' | 'mori'; readonly text: string }
    | { readonly kind: 'snooze'; readonly days: number }
    | { readonly kind: 'wait'; readonly for: 'resident' | 'agency' }
    | { readonly kind: 'return'; readonly text: string; readonly days: number }
    | { readonly kind: 'resolve'; readonly outcome: 'connected' | 'refused' | 'full' | 'declined' | 'gap' }
}

const claim = (after: number, by: DemoAct['by']): DemoAct => ({ after, by, does: { kind: 'claim' } })
const reply = (after: number, by: DemoAct['by'], text: string): DemoAct => ({
  after,
  by,
  does: { kind: 'reply', text },
})
const note = (after: number, by: DemoAct['by'], text: string): DemoAct => ({
  after,
  by,
  does: { kind: 'note', text },
})

/** Twenty talks in every state a console shows. Nobody in them exists. */
export const DEMO_TALKS: readonly DemoTalk[] = [
  { id: 'demo-kieta', ago: 12, says: ['もう死にたい', '人と話す'] },
  {
    id: 'demo-denki',
    ago: 35,
    says: ['電気を止められて、今夜から真っ暗です。食べるものもありません', '人と話す'],
  },
  {
    id: 'demo-haha',
    ago: 20,
    says: ['母の物忘れがひどくて、ひとりにしておけません', '白帆町3番', '人と話す'],
  },
  { id: 'demo-yachin', ago: 50, says: ['仕事がなくなって家賃が払えません', '帆風一丁目', '人と話す'] },
  {
    id: 'demo-8050',
    ago: 180,
    says: ['80代の父と二人暮らしで、わたしは20年ひきこもっています。父が倒れたらどうなるのか', '人と話す'],
  },
  {
    id: 'demo-rinjin',
    ago: 90,
    says: ['隣のおじいさんを最近見かけません。新聞がたまっています', '人と話す'],
  },
  {
    id: 'demo-visa',
    ago: 75,
    says: ['I lost my job and I cannot pay the rent. I need help in English', 'a person please', '人と話す'],
  },
  {
    id: 'demo-kaigo',
    ago: 240,
    says: ['父の介護で眠れません。手を上げそうになります', '人と話す'],
    staff: [
      claim(20, 'sato'),
      reply(
        24,
        'sato',
        '区の職員の佐藤です。ここまでのお話を読みました。眠れない夜が続いているのですね。今夜、お父さまを見てくれる方はいますか。',
      ),
      note(30, 'sato', '介護者の疲れが強い。ショートステイの空きを確認中。'),
    ],
  },
  {
    id: 'demo-kosodate',
    ago: 300,
    says: ['赤ちゃんの世話がつらくて、だれとも話していません', '人と話す'],
    staff: [
      claim(15, 'ito'),
      reply(18, 'ito', '区の職員の伊藤です。お話をお聞きします。よく眠れていますか。'),
    ],
  },
  {
    id: 'demo-saimu',
    ago: 1500,
    says: ['借金が返せません。督促の電話がこわいです', '人と話す'],
    staff: [
      claim(30, 'sato'),
      reply(
        40,
        'sato',
        '区の職員の佐藤です。電話に出なくても大丈夫です。まず、どこからの借り入れかを一緒に整理しましょう。',
      ),
      { after: 45, by: 'sato', does: { kind: 'wait', for: 'resident' } },
    ],
  },
  {
    id: 'demo-seikatsuhogo',
    ago: 1600,
    says: ['お金がなくて、病院に行けません', '汐音二丁目', '人と話す'],
    staff: [
      claim(25, 'mori'),
      reply(31, 'mori', '区の職員の森です。くらしの窓口の予約をとっています。'),
      { after: 40, by: 'mori', does: { kind: 'wait', for: 'agency' } },
    ],
  },
  {
    id: 'demo-futoko',
    ago: 2900,
    says: ['中学生の娘が学校に行けません', '人と話す'],
    staff: [
      claim(40, 'ito'),
      reply(60, 'ito', '区の職員の伊藤です。娘さんは、家ではどう過ごしていますか。'),
      { after: 90, by: 'ito', does: { kind: 'snooze', days: 3 } },
    ],
  },
  {
    id: 'demo-hikitsugi',
    ago: 200,
    says: ['障害のある弟の、親が亡くなったあとが心配です', '人と話す'],
    staff: [
      claim(10, 'sato'),
      reply(15, 'sato', '区の職員の佐藤です。くわしい者におつなぎしてもよいでしょうか。'),
      {
        after: 25,
        by: 'sato',
        does: { kind: 'transfer', to: 'mori', text: '障害の制度にくわしい方にお願いしたいです。' },
      },
    ],
  },
  {
    id: 'demo-ibasho',
    ago: 3000,
    says: ['定年になって、行くところがありません。さみしいです', '人と話す'],
    staff: [
      claim(50, 'mori'),
      reply(70, 'mori', '区の職員の森です。火曜の体操の会に、はじめての方がもう一人いらっしゃいます。'),
      { after: 80, by: 'mori', does: { kind: 'return', text: '金曜に様子を聞く', days: 4 } },
    ],
  },
  {
    id: 'demo-tsunagatta',
    ago: 4400,
    says: ['母が認知症かもしれません', '白帆町5番', '人と話す'],
    staff: [
      claim(30, 'sato'),
      reply(45, 'sato', '担当のあんしん相談センターに伝えました。明日の午前にお電話があります。'),
      { after: 60, by: 'sato', does: { kind: 'resolve', outcome: 'connected' } },
    ],
  },
  {
    id: 'demo-manin',
    ago: 5800,
    says: ['保育園に入れず、仕事に戻れません', '人と話す'],
    staff: [
      claim(30, 'ito'),
      reply(50, 'ito', 'いまはどこも満員で、一時預かりをご案内しました。'),
      { after: 70, by: 'ito', does: { kind: 'resolve', outcome: 'full' } },
    ],
  },
  {
    id: 'demo-hazama',
    ago: 5900,
    says: ['どの窓口でも対象外と言われました', '人と話す'],
    staff: [
      claim(30, 'mori'),
      reply(50, 'mori', '地域福祉コーディネーターがお宅へうかがいます。'),
      { after: 90, by: 'mori', does: { kind: 'resolve', outcome: 'gap' } },
    ],
  },
  { id: 'demo-dv', ago: 28, says: ['夫に殴られています。今は外にいます', '人と話す'] },
  {
    id: 'demo-easy',
    ago: 110,
    says: ['やさしい日本語', 'びょういんに いきたいです。おかねが ありません', '人と話す'],
  },
  {
    id: 'demo-taiin',
    ago: 65,
    says: ['来週退院しますが、家に手すりがなく、ひとり暮らしです', '中汐一丁目', '人と話す'],
  },
]
