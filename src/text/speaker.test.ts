import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { realTokeniser } from '../../test/support/tokeniser.ts'
import { ClauseText } from './clause.ts'
import { normalise } from './normalise.ts'
import { type SpeakerFinding, speaker } from './speaker.ts'
import type { Tokenise } from './tokenise.ts'

let tokenise: Tokenise

beforeAll(async () => {
  tokenise = await realTokeniser()
}, 60_000)

function heard(raw: string): SpeakerFinding {
  const { text } = normalise(raw)
  return speaker(new ClauseText(tokenise(text)))
}

describe('家族のことを話す人', () => {
  test.each([
    ['母の物忘れがひどくなりました', '母'],
    ['ははの ものわすれ', 'はは'],
    ['は は の か い ご の こ と で き き た い', 'はは'],
    ['母の介護で疲れました', '母'],
    ['母の介護を始めてから眠れません', '母'],
    ['義母の介護', '義母'],
    ['父が夜中に徘徊して眠れない', '父'],
    ['夫が脳梗塞で倒れました', '夫'],
    ['妻がうつで寝込んでいます', '妻'],
    ['旦那がリストラされて落ち込んでいる', '旦那'],
    ['息子が学校に行きません', '息子'],
    ['五十歳の息子が三十年働かず家にいる', '息子'],
    ['むすこが びょういんに いきたがらない', 'むすこ'],
    ['娘が学校でいじめられている', '娘'],
    ['作業所で知的障害の娘がたたかれた', '娘'],
    ['子どもの言葉が遅い気がします', '子ども'],
    ['子どもが熱を出した', '子ども'],
    ['孫が不登校でしてね', '孫'],
    ['おばあちゃんが最近よく転ぶ', 'おばあちゃん'],
    ['祖母の認知症のこと', '祖母'],
    ['うちのばあちゃん食が細くて', 'ばあちゃん'],
    ['兄が引きこもっています', '兄'],
    ['おとうとが しごとを やめて へやから でてこない', 'おとうと'],
    ['母に認知症の症状があります', '母'],
    ['母を施設に入れたい', '母'],
    ['遠くに住む両親が心配です', '両親'],
    ['認知症の母が怒鳴るようになった', '母'],
    ['母の年金を兄が使い込んでいる', '母'],
    ['母を姉がつねったり怒鳴ったりしています', '母'],
    ['介護している祖父に怒鳴ってしまった', '祖父'],
    ['おばあさん からだ わるい。ごはん つくる ひと ほしい', 'おばあさん'],
    ['My mother is 84 and can no longer take a bath by herself', 'mother'],
    ['my mother', 'mother'],
    ['Is there a clinic open on Sunday? My son has an ear infection', 'son'],
    ['我妈妈八十岁了，走路不稳', '妈妈'],
    ['어머니가 자꾸 넘어지세요', '어머니'],
  ])('%s → %s', (text, member) => {
    const { speaker: who, stated, members } = heard(text)
    expect(who).toBe('family')
    expect(stated).toBe(true)
    expect(members[0]).toBe(member)
  })

  test('誰とも言わない介護の話は、家族と見るが決めつけない', () => {
    expect(heard('介護に疲れました')).toMatchObject({ speaker: 'family', stated: false, members: [] })
    expect(heard('デイサービスに通わせたい')).toMatchObject({ speaker: 'family', stated: false })
  })

  test('続柄のつながりは終わりの人を指す', () => {
    expect(heard('夫の母が入院しました').members).toEqual(['母'])
    expect(heard('父と母の介護をしています').members).toEqual(['母'])
  })
})

describe('自分のことを話す人', () => {
  test.each([
    '一人暮らしで寂しいです',
    '家賃が払えません',
    'わたしは 82です。つめが きれない',
    '母に怒鳴られる',
    '夫に殴られる',
    'おっとに なぐられる',
    '夫の暴力から逃げたい',
    '夫が生活費を渡してくれない',
    '旦那が怖い',
    '息子に通帳を取られ、米も買えません',
    '夫に「殺すぞ」と言われた',
    'お母さんがごはんをくれない',
    'おかあさんが ごはんを くれない',
    'パパがおこるから家に帰りたくない',
    '夫と離婚したい',
    '夫が亡くなり一人で寂しい',
    '妻に先立たれました',
    '息子に迷惑をかけたくない',
    '息子はアメリカにいます。買い物に行けなくて',
    '娘に相談しろと言われて電話しました',
    '隣の人に怒鳴られる',
    '隣の騒音がうるさくて眠れない',
    '上の階の赤ちゃんの足音がうるさくて眠れない',
    '友達がほしい',
    'ともだち ほしい',
    '友人に貸した50万円を返してもらえない',
    '近所に病院があるか知りたい',
    '子ども食堂を手伝いたい',
    '大丈夫じゃない',
    '母国語で話したい',
    '配偶者ビザの更新',
    'ケアマネさんを替えたい',
    '民生委員さんに相談したい',
    '担任の先生が話を聞いてくれません',
    'ヘルパーさん来てほしい',
    'ヘルパーの仕事で腰を痛めて働けない',
    '大家さんに出ていけと言われた',
    'my husband hits me',
    'I lost my job and I cannot pay rent',
    '我丈夫打我',
  ])('%s', (text) => {
    expect(heard(text).speaker).toBe('self')
  })

  test.each([
    ['赤ちゃんの夜泣きで眠れない', '赤ちゃん'],
    ['あかちゃんが なきやまなくて つかれました', 'あかちゃん'],
    ['子どもを叩いてしまいそうで怖い', '子ども'],
    ['子どもがかわいいと思えない', '子ども'],
    ['子どもを抱えて生活が苦しい', '子ども'],
    ['ひとりで2歳の子を育てています。もう限界です', '2歳の子'],
    ['子どもの給食費が払えません', '子ども'],
    ['多動の息子に手をあげてしまう日がある', '息子'],
    ['妹の世話で学校に行けない', '妹'],
    ['母の世話を毎日していて宿題ができない', '母'],
  ])('ともに困っている人も分かる: %s → %s', (text, member) => {
    expect(heard(text)).toMatchObject({ speaker: 'self', stated: true, members: [member] })
  })

  test('何も言わなければ、自分と見るが決めつけない', () => {
    expect(heard('家賃が払えません').stated).toBe(false)
    expect(heard('私は家賃が払えません').stated).toBe(true)
    expect(heard('七十九歳、女、買い物に行けません').stated).toBe(true)
    expect(heard('夫に殴られる').stated).toBe(true)
  })
})

describe('近所や知人のことを話す人', () => {
  test.each([
    '隣のおばあさんを最近見かけません',
    'となりの おばあさんが しんぱいです',
    '隣の部屋から子どもの泣き声と怒鳴り声が毎晩聞こえます',
    '向かいの家、雨戸が閉まったまま三日です',
    '同じマンションのおじいさんが夜中に道に迷っていました',
    '近所にゴミ屋敷があって心配です',
    '上の階のご夫婦が物をためこんで虫が出ます',
    '友人がお金に困っています',
    '友だちの家のお母さん、ずっと寝てるみたい',
    'ともだち こまって います',
    '知人が電気を止められロウソクで暮らしています',
    '同僚の顔に青あざがある',
    '店の常連さんが三日来ない',
    '町会の人が一人で倒れていないか心配',
    '大家です。入居者のおじいさんが家賃を忘れるようになりました',
    'おばあさん一人のお宅が、夜になっても明かりがつきません',
    "I'm worried about my neighbor",
    '隔壁的老人好几天没出门了',
    '옆집 할머니가 며칠째 안 보여요',
  ])('%s', (text) => {
    expect(heard(text)).toMatchObject({ speaker: 'neighbour', stated: true })
  })
})

describe('仕事や役目で話す人', () => {
  test.each([
    '民生委員です。訪問しても応答がない七十代男性がおります',
    '民生委員をしております。担当地区の八十代のご夫婦のことで',
    'みんせいいいんです。しんぱいな おたくが あります',
    '居宅のケアマネです。利用者さんが急に歩けなくなりました',
    'ケアマネージャーですが、看取り対応の医師を探しています',
    '保健師です。訪問先のお母さんのことで相談です',
    '病院の相談員ですが、退院先が決まりません',
    'クラスの児童の腕にやけどの跡がありました',
    '担任をしています。母の介護をしている生徒のことで',
    '保育士です。園児の様子が気になります',
    'ご利用者のお宅で督促状の束を見つけました。ヘルパーです',
    '管理会社の者です。入居者さんと連絡がとれません',
    '新聞配達をしています。配達先のお宅で新聞がたまっています',
    '訪問看護師です。背中に新旧の内出血が複数あります',
    "I am a care manager. My client's rent is overdue",
  ])('%s', (text) => {
    expect(heard(text)).toMatchObject({ speaker: 'professional', stated: true })
  })
})

describe('どの文でも', () => {
  test('答えがあり、挙げる人は文の中のことばである', () => {
    const parts = fc.constantFrom(
      '母',
      'が',
      'は',
      'に',
      'の',
      '夫',
      '殴',
      '隣',
      '人',
      '友達',
      'です',
      '民生委員',
      '、',
      '。',
      '赤ちゃん',
      '眠れない',
      ' ',
      '😀',
    )
    fc.assert(
      fc.property(
        fc.array(fc.oneof(parts, fc.string({ unit: 'binary', maxLength: 2 })), { maxLength: 14 }),
        (all) => {
          const { text } = normalise(all.join(''))
          const { speaker: who, members, words } = speaker(new ClauseText(tokenise(text)))
          expect(['self', 'family', 'neighbour', 'professional']).toContain(who)
          for (const word of [...members, ...words]) expect(text).toContain(word)
        },
      ),
      { seed: 5, numRuns: 1000 },
    )
  })

  test('同じことばばかりの長い文でも、長さに見合う時間で終わる', () => {
    const time = (length: number) => {
      const text = '母が夫に隣の人が'.repeat(length / 8)
      const tokens = tokenise(text)
      let best = Number.POSITIVE_INFINITY
      for (let i = 0; i < 5; i++) {
        const start = performance.now()
        speaker(new ClauseText(tokens))
        best = Math.min(best, performance.now() - start)
      }
      return best
    }
    expect(time(8000)).toBeLessThan(Math.max(30 * time(800), 5))
  })
})
