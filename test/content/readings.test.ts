import { expect, test } from 'vitest'
import { readAllContent } from '../../src/build/content.ts'
import { checkReadings, readingsFile } from '../../src/content/readings-file.ts'
import { residentTexts } from '../../src/content/resident-texts.ts'
import { readYaml } from '../../src/content/yaml-file.ts'
import { guideOf } from '../support/built.ts'

/** Words of this field that are easily misread, with their readings. */
const HARD = `
相談先 そうだんさき|日中一時支援 にっちゅういちじしえん|重層的 じゅうそうてき|看取り みとり|後見 こうけん
成年後見 せいねんこうけん|任意後見 にんいこうけん|障害者手帳 しょうがいしゃてちょう|居場所 いばしょ|窓口 まどぐち
児童館 じどうかん|特養 とくよう|老健 ろうけん|区役所 くやくしょ|物忘れ ものわすれ|認知症 にんちしょう
要介護 ようかいご|要支援 ようしえん|地域包括支援センター ちいきほうかつしえんセンター|訪問看護 ほうもんかんご
通所介護 つうしょかいご|短期入所 たんきにゅうしょ|居宅介護 きょたくかいご|介護保険 かいごほけん
後期高齢者 こうきこうれいしゃ|虐待 ぎゃくたい|権利擁護 けんりようご|社会福祉協議会 しゃかいふくしきょうぎかい
民生委員 みんせいいいん|児童委員 じどういいん|保健所 ほけんじょ|保健師 ほけんし|生活保護 せいかつほご
住居確保給付金 じゅうきょかくほきゅうふきん|助成金 じょせいきん|家賃 やちん|滞納 たいのう|督促 とくそく
立ち退き たちのき|敷金 しききん|借金 しゃっきん|債務整理 さいむせいり|自己破産 じこはさん
就労継続支援 しゅうろうけいぞくしえん|就労移行支援 しゅうろういこうしえん|療育 りょういく|発達障害 はったつしょうがい
知的障害 ちてきしょうがい|身体障害 しんたいしょうがい|精神障害 せいしんしょうがい|難病 なんびょう
自立支援医療 じりつしえんいりょう|医療的ケア児 いりょうてきケアじ|不登校 ふとうこう|妊娠 にんしん|産後 さんご
母子手帳 ぼしてちょう|育児 いくじ|一時預かり いちじあずかり|保育園 ほいくえん|学童 がくどう|里親 さとおや
養育費 よういくひ|児童扶養手当 じどうふようてあて|在留資格 ざいりゅうしかく|通訳 つうやく|手話 しゅわ|筆談 ひつだん
代筆 だいひつ|多言語 たげんご|制度の狭間 せいどのはざま|伴走 ばんそう|見守り みまもり|安否確認 あんぴかくにん
孤立 こりつ|独居 どっきょ|老老介護 ろうろうかいご|親なき後 おやなきあと|葬儀 そうぎ|遺言 ゆいごん|相続 そうぞく
終活 しゅうかつ|支え合い ささえあい|通いの場 かよいのば|炊き出し たきだし|夜間 やかん|休館日 きゅうかんび
祝日 しゅくじつ|年末年始 ねんまつねんし|受付 うけつけ|担当 たんとう|番地 ばんち|三丁目 さんちょうめ|最寄り駅 もよりえき
国民健康保険 こくみんけんこうほけん|年金 ねんきん|徘徊 はいかい|送迎 そうげい|児童相談所 じどうそうだんじょ
診療所 しんりょうじょ|出張所 しゅっちょうしょ|一人暮らし ひとりぐらし|三日 みっか|一日中 いちにちじゅう|健診 けんしん
保証人 ほしょうにん|通帳 つうちょう|大家 おおや|十分 じゅうぶん|協働 きょうどう|日本 にほん`
  .trim()
  .split(/[|\n]/)
  .map((pair) => pair.split(' ') as [string, string])

const TOWNS: readonly (readonly [ward: string, town: string, reading: string])[] = [
  ['chuo', '月島', 'つきしま'],
  ['chuo', '日本橋人形町一丁目', 'にほんばしにんぎょうちょういちちょうめ'],
  ['chuo', '人形町', 'にんぎょうちょう'],
  ['chuo', '新富一丁目', 'しんとみいちちょうめ'],
  ['chuo', '日本橋蛎殻町', 'にほんばしかきがらちょう'],
  ['chuo', '勝どき', 'かちどき'],
  ['chuo', '佃', 'つくだ'],
  ['chuo', '八重洲', 'やえす'],
  ['nakano', '鷺宮', 'さぎのみや'],
  ['nakano', '上鷺宮', 'かみさぎのみや'],
  ['nakano', '上高田', 'かみたかだ'],
  ['nakano', '弥生町', 'やよいちょう'],
  ['nakano', '江古田', 'えごた'],
  ['nakano', '本町', 'ほんちょう'],
  ['nakano', '大和町', 'やまとちょう'],
]

async function spoken(ward: string, text: string): Promise<string> {
  const { readings } = await guideOf(ward)
  return readings(text)
    .map((piece) => piece.ruby ?? piece.text)
    .join('')
}

test(`この分野の読みにくいことば ${HARD.length} 語を、正しく読む`, async () => {
  expect(HARD.length).toBeGreaterThanOrEqual(100)
  for (const [word, reading] of HARD) expect(await spoken('chuo', word), word).toBe(reading)
})

test.each(TOWNS)('%s の %s は %s', async (ward, town, reading) => {
  expect(await spoken(ward, town)).toBe(reading)
})

test('どの区の町も、towns.csv の読みで読まれる', async () => {
  for (const id of ['chuo', 'nakano', 'mihon'])
    for (const { base, kana } of (await guideOf(id)).ward.towns)
      if (kana !== null) expect(await spoken(id, base), base).toBe(kana)
})

test('住民が読むすべての文は、読みを付けても元の文のままで、漢字には読みがある', async () => {
  const { content } = readAllContent()
  if (!content) throw new Error('the content is broken')
  const { readings } = await guideOf('chuo')
  for (const { text } of residentTexts(content)) {
    const pieces = readings(text)
    expect(pieces.map((piece) => piece.text).join('')).toBe(text)
    for (const [i, piece] of pieces.entries()) {
      if (piece.ruby !== undefined) expect(piece.ruby).toMatch(/^[ぁ-ゖー]+$/)
      // What stays bare says its reading itself: 相談（そうだん）.
      else if (/\p{Script=Han}/u.test(piece.text.replace(/[^（）]*（[ぁ-ゖー\s・]+）/g, '')))
        throw new Error(`no reading in 「${text}」: 「${piece.text}」 (${i})`)
    }
  }
})

test.each([
  ['かな以外の読み', '{ word: 相談先, reading: ソウダンサキ }', 'ひらがなだけで'],
  ['漢字のないことば', '{ word: まどぐち, reading: まどぐち }', '漢字のある'],
  ['どの文にもないことば', '{ word: 誤字, reading: ごじ }', 'どの文にもありません'],
  [
    '二度書かれたことば',
    '{ word: 相談, reading: そうだん }, { word: 相談, reading: そうだん }',
    '二度書かれています',
  ],
])('%sは、行と理由を言って断る', (_title, entries, says) => {
  const text = `kind: readings\nwords: [${entries}]\ncounts: []\n`
  const read = readYaml('flows/readings.yaml', text, readingsFile)
  const faults = read.value
    ? checkReadings(read.value, ['相談できます'], { file: 'flows/readings.yaml', lineOf: read.lineOf })
    : read.faults
  expect(faults[0]).toMatchObject({ file: 'flows/readings.yaml', line: 2 })
  expect(faults[0]?.message).toContain(says)
})
