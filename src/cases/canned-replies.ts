/** One ready answer in the registers it was written in together, so that none says more than another. */
export interface CannedReply {
  /** What is typed after `/`. */
  readonly id: string
  readonly title: string
  readonly ja: string
  readonly easy: string
  readonly en: string
}

/** `{name}` is whoever answers, `{when}` and `{point}` are filled in by hand: none may be left when it is sent. */
export const CANNED_REPLIES: readonly CannedReply[] = [
  {
    id: 'hello',
    title: 'はじめの挨拶',
    ja: 'お待たせしました。区の職員の{name}です。ここまでのお話は読みました。もう一度はじめから話していただかなくて大丈夫です。',
    easy: 'お待（ま）たせしました。区（く）の {name}です。書（か）いたことは 全部（ぜんぶ）読（よ）みました。もう一度（いちど）書（か）かなくて いいです。',
    en: 'Thank you for waiting. This is {name} of the ward office. I have read what you wrote; you need not tell it again.',
  },
  {
    id: 'wait',
    title: '確かめるあいだ待ってもらう',
    ja: '確かめてから、{when}までにここでお返事します。そのあいだに変わったことがあれば、書いてください。',
    easy: '調（しら）べて、{when}までに ここで 返事（へんじ）します。何（なに）か あったら、書（か）いてください。',
    en: 'I will check and answer here by {when}. If anything changes meanwhile, please write.',
  },
  {
    id: 'call',
    title: '電話してよいか聞く',
    ja: 'お電話でお話ししてもよいでしょうか。よい時間があれば教えてください。文字のままでも大丈夫です。',
    easy: '電話（でんわ）で 話（はな）しても いいですか。いい 時間（じかん）を 教（おし）えてください。ここで 書（か）いても いいです。',
    en: 'May I call you? Tell me a good time. Writing here is fine too.',
  },
  {
    id: 'consent',
    title: 'ほかの機関に伝えてよいか聞く',
    ja: '{point}にも、ここまでのお話を伝えてよいでしょうか。伝えるのは相談に要ることだけで、あとからやめることもできます。',
    easy: '{point}に、あなたの 話（はなし）を 伝（つた）えても いいですか。必要（ひつよう）な ことだけ 伝（つた）えます。あとで やめることも できます。',
    en: 'May I pass on what you told us to {point}? Only what is needed, and you can withdraw it later.',
  },
  {
    id: 'connected',
    title: '相談先につないだ',
    ja: '{point}に、お話を伝えました。{when}ごろ、先方からご連絡します。もう一度はじめから話していただく必要はありません。',
    easy: '{point}に 伝（つた）えました。{when}ごろ 連絡（れんらく）が あります。もう一度（いちど）話（はな）さなくて いいです。',
    en: 'I have told {point}. They will contact you around {when}; you need not tell it again.',
  },
  {
    id: 'close',
    title: 'いったん終わりにする',
    ja: 'いったんここで終わりにします。困ったときは、いつでもここに書いてください。つづきから話せます。',
    easy: '今日（きょう）は ここまでです。困（こま）ったら、いつでも ここに 書（か）いてください。続（つづ）きから 話（はな）せます。',
    en: 'Let us stop here for now. Write here at any time; we go on from where we were.',
  },
]
