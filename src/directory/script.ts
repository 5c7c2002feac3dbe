import type { Lang, Need, Speaker } from '../content/vocabulary.ts'

/** Nouns a caller can put after 「母の」 and before 「のことで」, one per need. */
const TOPICS: Readonly<Record<Need, readonly [ja: string, easy: string, en: string]>> = {
  'ageing.care': ['介護', '介護（かいご）', 'care in old age'],
  'ageing.dementia': ['物忘れ・認知症', '物忘れ（ものわすれ）', 'memory loss or dementia'],
  'ageing.alone': ['一人での暮らし', 'ひとりの くらし', 'living alone in old age'],
  'ageing.carer': ['介護の疲れ', '介護（かいご）の つかれ', 'the strain of caring for someone'],
  'ageing.rights': ['お金の管理や契約', 'お金や 契約（けいやく）', 'managing money and contracts'],
  'ageing.abuse': [
    '高齢者への接し方の心配',
    'お年よりへの ひどい あつかい',
    'worry about how an older person is treated',
  ],
  'ageing.endoflife': [
    'これからの医療や葬儀・お墓の備え',
    'これからの 準備',
    'preparing for the end of life',
  ],
  'disability.service': [
    '障害のサービス',
    '障害（しょうがい）の サービス',
    'services for people with disabilities',
  ],
  'disability.work': ['障害のある人の仕事', '障害（しょうがい）と しごと', 'work with a disability'],
  'disability.mind': ['こころの病気と暮らし', 'こころの 病気と くらし', 'living with a mental illness'],
  'disability.development': ['発達の特性', '発達（はったつ）', 'a developmental condition'],
  'disability.intractable': ['難病', '難病（なんびょう）', 'a rare or intractable disease'],
  'disability.after-parents': [
    '親が支えられなくなった後の暮らし',
    '親が いなくなった 後の くらし',
    'life after the parents can no longer help',
  ],
  'disability.hikikomori': ['ひきこもり', '家から 出られないこと', 'staying at home and not going out'],
  'disability.abuse': [
    '障害のある人への接し方の心配',
    '障害のある人への ひどい あつかい',
    'worry about how a person with a disability is treated',
  ],
  'childcare.pregnancy': ['妊娠・出産', 'にんしん・出産', 'pregnancy and birth'],
  'childcare.baby': ['赤ちゃんの育児', '赤ちゃんの そだて方', 'caring for a baby'],
  'childcare.development': ['子どもの発達', '子どもの 発達（はったつ）', "a child's development"],
  'childcare.school': ['学校', '学校', 'school'],
  'childcare.single': [
    'ひとり親の暮らし',
    'ひとりで 子どもを そだてること',
    'raising a child as a single parent',
  ],
  'childcare.youngcarer': [
    '家族の世話をしている子ども',
    '家族の 世話を している 子ども',
    'a child who cares for the family',
  ],
  'childcare.abuse': [
    '子育てのつらさや、子どもへの接し方の心配',
    '子どもへの ひどい あつかい',
    'worry about how a child is treated',
  ],
  'childcare.daycare': ['保育園や預かり', '保育園（ほいくえん）', 'nursery or daycare'],
  'hardship.money': ['生活費', 'お金', 'not having enough money to live on'],
  'hardship.rent': ['家賃', '家賃（やちん）', 'paying the rent'],
  'hardship.food': ['食べるもの', '食べもの', 'having enough to eat'],
  'hardship.lifeline': [
    '電気・ガス・水道の支払い',
    '電気・ガス・水道の お金',
    'electricity, gas or water bills',
  ],
  'hardship.debt': ['借金', 'しゃっきん', 'debt'],
  'hardship.work': ['仕事探し', 'しごとさがし', 'finding work'],
  'hardship.arrears': ['税金や保険料の支払い', '税金や 保険料の お金', 'unpaid tax or insurance'],
  'hardship.homeless': ['今夜泊まるところ', 'とまる ところ', 'having nowhere to stay'],
  'housing.search': ['住まい探し', '家さがし', 'finding a place to live'],
  'housing.trouble': ['住まいのトラブル', '家の トラブル', 'trouble with housing'],
  'housing.eviction': [
    '今の家を出なければならないこと',
    '今の 家を 出なければ ならないこと',
    'having to leave the present home',
  ],
  'legal.consult': ['法律', '法律（ほうりつ）', 'a legal question'],
  'legal.dv': ['身近な人との関係', '家族や パートナーの ぼうりょく', 'violence by someone close'],
  'legal.consumer': ['契約や買い物のトラブル', '買いものの トラブル', 'trouble with a contract or purchase'],
  'health.illness': ['病気や体調', '病気', 'illness'],
  'health.mind': ['こころの不調', 'こころの つらさ', 'mental health'],
  'health.insurance': ['健康保険', '健康保険（けんこうほけん）', 'health insurance'],
  'foreigner.language': ['日本語や通訳', '日本語や 通訳（つうやく）', 'Japanese or interpreting'],
  'foreigner.status': ['在留資格', '在留資格（ざいりゅうしかく）', 'residence status'],
  'foreigner.life': ['日本での生活', '日本の くらし', 'life in Japan'],
  'community.belong': ['通える居場所', '行ける ところ', 'a place to belong'],
  'community.help': ['手伝い・ボランティア', '手つだい・ボランティア', 'helping and volunteering'],
  'community.group': ['団体の活動', 'グループの 活動', 'the activities of a group'],
  'community.place': ['活動の場所', '活動の 場所', 'a place for activities'],
  'community.worry': ['気になる様子', '心配な ようす', 'someone I am worried about'],
  'other.office': ['区役所の手続き', '区役所の 手つづき', 'a procedure at the ward office'],
  'other.unknown': ['困っていること', 'こまっていること', 'something I have trouble with'],
  'other.listen': ['聞いてほしい話', '聞いてほしい 話', 'something I would like someone to listen to'],
}

/** Who it may be about. Anything else a resident calls somebody could be a name, and names are not repeated. */
const MEMBERS = new Map([
  ...[
    '母',
    '父',
    '親',
    '両親',
    '夫',
    '妻',
    '子ども',
    '息子',
    '娘',
    '孫',
    '祖母',
    '祖父',
    '兄',
    '姉',
    '弟',
    '妹',
    '家族',
    '友人',
  ].map((m) => [m, m] as const),
  ...['義理の親', 'パートナー', '祖父母', 'きょうだい'].map((m) => [m, m] as const),
  ...['義母', '義父', '叔母', '叔父', '伯母', '伯父', '赤ちゃん', '近所の人', '知り合い'].map(
    (m) => [m, m] as const,
  ),
])
const MEMBERS_EN = new Map([
  ['母', 'my mother'],
  ['父', 'my father'],
  ['両親', 'my parents'],
  ['親', 'my parent'],
  ['義母', 'my mother-in-law'],
  ['義父', 'my father-in-law'],
  ['兄', 'my brother'],
  ['弟', 'my brother'],
  ['姉', 'my sister'],
  ['妹', 'my sister'],
  ['赤ちゃん', 'my baby'],
  ['夫', 'my husband'],
  ['妻', 'my wife'],
  ['子ども', 'my child'],
  ['息子', 'my son'],
  ['娘', 'my daughter'],
  ['祖母', 'my grandmother'],
  ['祖父', 'my grandfather'],
])

/** The resident, among those a need may belong to. */
export const SELF = '自分'

/** 「母の介護のこと。」: which of several needs a point is named for, and whose it is. */
export function matterText(need: Need, who: string | undefined, lang: Lang): string {
  const [ja, easy, en] = TOPICS[need]
  if (lang !== 'ja' && lang !== 'easy') {
    const whose = who === SELF ? 'yourself' : MEMBERS_EN.get(who ?? '')?.replace(/^my /, 'your ')
    return `About ${en}${whose ? ` (${whose})` : ''}. `
  }
  const topic = lang === 'ja' ? ja : easy
  return `${ownerText(who, topic)}${topic}${lang === 'ja' ? 'のこと。' : 'の こと。'}`
}

/** Their topics say themselves whom they are about: 「子どもの赤ちゃんの育児」 is said by nobody. */
const SAY_WHOSE: ReadonlySet<Need> = new Set<Need>([
  'ageing.abuse',
  'disability.work',
  'disability.after-parents',
  'disability.abuse',
  'childcare.baby',
  'childcare.development',
  'childcare.single',
  'childcare.youngcarer',
  'childcare.abuse',
])

/** 「子どもの子どもの発達」 and 「自分のひとり親の暮らし」 say nothing more. */
function ownerText(who: string | undefined, topic: string): string {
  if (who === undefined || /子ども|赤ちゃん|親/.test(topic)) return ''
  if (who === SELF) return 'ご自分の'
  return MEMBERS.has(who) ? `${who}の` : ''
}

export interface ScriptSituation {
  readonly need: Need
  readonly speaker?: Speaker | null
  readonly members?: readonly string[]
  readonly bring: readonly string[]
  /** The desk is asked which one is responsible, because the address alone does not tell. */
  readonly undecided: boolean
}

/** What a need is called when asking for help: fits after 「母の」 and before 「のことで」. */
export function topicOf(need: Need, lang: Lang): string {
  const [ja, easy, en] = TOPICS[need]
  return lang === 'ja' ? ja : lang === 'easy' ? easy : en
}

/** 「母の」, in English ", for my mother"; empty when it is the speaker's own affair. Names are not repeated. */
export function whoseOf(
  need: Need,
  speaker: Speaker | null | undefined,
  members: readonly string[],
  lang: 'ja' | 'en',
): string {
  const member = members.map((m) => MEMBERS.get(m)).find((m) => m !== undefined) ?? null
  if (lang === 'ja') return whoJa(need, speaker, member)
  const about = MEMBERS_EN.get(member ?? '')
  return about ? `, for ${about}` : ''
}

/** 電話台本: three short lines to read out, without names. */
export function callScript(situation: ScriptSituation, lang: Lang): readonly string[] {
  const [ja, easy, en] = TOPICS[situation.need]
  const member = situation.members?.map((m) => MEMBERS.get(m)).find((m) => m !== undefined) ?? null
  if (lang === 'ja')
    return [
      '「相談したいことがあって電話しました」',
      `「${whoJa(situation.need, situation.speaker, member)}${ja}のことです」`,
      `「${lastJa(situation)}」`,
    ]
  if (lang === 'easy')
    return [
      '「相談（そうだん）が あります」',
      `「${whoJa(situation.need, situation.speaker, member)}${easy}の ことです」`,
      `「${lastEasy(situation)}」`,
    ]
  const about = MEMBERS_EN.get(member ?? '')
  return [
    '"Sōdan ga arimasu." (I would like to ask for advice.)',
    `It is about ${en}${about ? `, for ${about}` : ''}.`,
    '"Eigo wa daijōbu desu ka?" (Can we speak English, or is there an interpreter?)',
  ]
}

function whoJa(need: Need, speaker: Speaker | null | undefined, member: string | null): string {
  if (SAY_WHOSE.has(need) && speaker !== 'neighbour' && speaker !== 'professional') return ''
  if (member !== null) return `${member}の`
  if (speaker === 'family') return '家族の'
  if (speaker === 'neighbour') return '近所の人の'
  if (speaker === 'professional') return '担当している方の'
  return ''
}

function lastJa({ need, bring, undecided }: ScriptSituation): string {
  if (need === 'legal.dv') return '安全に話せる時間と方法を教えてください'
  if (undecided) return '担当の窓口がどこかも教えてください'
  if (bring.length > 0) return `持っていくものは${bring.slice(0, 3).join('、')}でよいですか`
  return 'どうすればよいか教えてください'
}

function lastEasy({ need, bring, undecided }: ScriptSituation): string {
  if (need === 'legal.dv') return '安全（あんぜん）に 話せる 時間を おしえてください'
  if (undecided) return 'どの 窓口（まどぐち）が いいですか'
  if (bring.length > 0) return `何を もっていけば いいですか。${bring.slice(0, 3).join('、')}で いいですか`
  return 'どうすれば いいですか'
}
