import type { Speaker } from '../content/vocabulary.ts'
import { type ClauseText, combine, phraseTable, wordList } from './clause.ts'
import { foreignSpeaker } from './speaker/foreign.ts'
import { type Mention, mentions } from './speaker/mention.ts'
import { neighbourIn } from './speaker/neighbour.ts'
import { professionalWords } from './speaker/professional.ts'
import { type Relative, relativesIn } from './speaker/relatives.ts'
import { type Role, roleOf } from './speaker/role.ts'

export interface SpeakerFinding {
  readonly speaker: Speaker
  /** The words say so; otherwise `self` is only assumed. */
  readonly stated: boolean
  /** Who the need belongs to or who lives it too, in the resident's own words: 母, 赤ちゃん. */
  readonly members: readonly string[]
  /** The words that made it so. */
  readonly words: readonly string[]
}

/** 「赤ちゃんの夜泣きで眠れない」 is about the parent, unless the child has a need of its own. */
const PARENT_WORN_OUT = phraseTable(
  wordList(`
  眠れな ねむれな 寝られな 寝不足 疲れ つかれ 限界 げんかい つらい 辛い つらく しんどい イライラ
  叩いてしま たたいてしま 叩いちゃ たたいちゃ 叩きそう たたきそう 叩きたく 怒鳴ってしま どなってしま
  怒鳴っちゃ 手をあげ 手を上げ 手が出 虐待しそう 虐待してしま かわいいと思えな 可愛いと思えな
  かわいく思えな かわいくな ワンオペ 孤独 泣きたい 涙が 泣いてしま ノイローゼ 逃げたい 産後 自信がな
  誰とも話 話し相手 だれとも話 殺してしま 捨ててしま つねった つねって 放り出 いなくなればいい 揺さぶ
  ひとりで育て 一人で育て シングル ひとり親 一人親 母子家庭 父子家庭 養育費 離婚 さみしい 寂しい
`),
)
const CHILD_HAS_NEED = phraseTable(
  wordList(`
  不登校 学校に行 学校へ行 学校をやす 学校を休 学校に馴染 学校になじ 発達 障害 ことばが 言葉が
  言葉の遅れ しゃべら しゃべらな いじめられ いじめに ひきこも 引きこも 熱が 高熱 けいれん アレルギー
  自傷 消えたい 自閉 多動 癇癪 かんしゃく 登校 療育 仕事に行 部屋から出
`),
)
/** Of older children and of the speaker's money: 「子どもの給食費が払えない」 */
const CHILD_BESIDE =
  /^(を抱え|をかかえ|がいて|がいます|がおり|が[0-9二三四五]人|[0-9一二三四五]人|[0-9一二三四五]{1,2}歳|と二人|とふたり|と2人|も二人|の給食|の学費|の教育費|の修学|の制服|に食べさせ|に何も|にごはん|にご飯|を育て|を預け|をあずけ|を保育園|の保育園|の保育料|のおむつ|のミルク|の世話で|が生まれ|がうまれ|うまれ|生まれ|を産|が産まれて|を妊娠|を連れて逃)/
const AT_SCHOOL = phraseTable(
  wordList(`
  宿題 しゅくだい 部活 授業 高校生です 中学生です 小学生です 高一 高二 高三 中一 中二 中三 高1 高2 高3
  中1 中2 中3 学校に行けな 学校を休 遅刻 受験 友だちと遊べ 友達と遊べ ヤングケアラー わたしは高校
  私は高校
`),
)
const CARES = phraseTable(
  wordList(`
  世話 せわ 介護 かいご 面倒 家事 ごはんを作 ご飯を作 看病 通訳 トイレの 迎え 薬を飲ませ
`),
)
/** Nobody is named, yet someone is cared for. */
const FOR_SOMEONE = phraseTable([
  ...combine(
    wordList(`
  持た 通わ 受けさ 入ら 食べさ 行か 使わ 住ま 辞めさ やめさ 入院さ
`),
    ['せたい', 'せたほうが', 'せるには', 'せてあげたい'],
  ),
  '連れて行きたい',
  '介護して',
  'かいごして',
  '介護に疲れ',
  'かいごにつかれ',
  '介護疲れ',
  '介護がつらい',
  '介護が辛い',
  '介護がしんどい',
  '介護離職',
  '介護と仕事',
  '家で看取',
  '在宅で看取',
  '在宅で看',
  '施設に入れたい',
  '老人ホームに入れたい',
  '入れてくれる施設',
  'おむつを替え',
  '遠距離介護',
  '親なき後',
  '親亡き後',
])
const I = phraseTable(
  wordList(`
  私は 私が 私も 私の わたしは わたしが わたしも わたし 僕は 僕が ぼくは ぼく 俺は 俺が 俺 おれ 自分は
  自分が 自分の うちは 当方 本人です 一人暮らしです 一人暮らしの 独り暮らしです ひとりぐらしです
  独居です 主婦です あたし わし わたくし 無職です 学生です 年金暮らし
`),
)
const AGE = /[0-9〇一二三四五六七八九十]{2,3}(歳|才|代)?(です|の?(男|女)(性|です|。|、|$)|になりました|歳、)/

/** Who speaks, and about whom. Works on kana alone. */
export function speaker(clause: ClauseText): SpeakerFinding {
  const { text } = clause
  if (!/[ぁ-ゖァ-ヴ]/.test(text)) {
    const found = foreignSpeaker(text)
    if (found !== null) {
      return {
        speaker: found.speaker,
        stated: true,
        members: found.member === null ? [] : [found.member],
        words: [found.word],
      }
    }
  }
  const professional = professionalWords(clause)
  if (professional.length > 0)
    return { speaker: 'professional', stated: true, members: [], words: professional }

  const relatives = relativesOf(clause)
  const whole = speaking(clause)
  const roles = relatives.map((relative) => ownRole(whole, relative, relatives))
  const owners = relatives.filter((_, i) => roles[i] === 'owner')
  const neighbour = neighbourIn(clause)
  const first = owners[0]
  if (
    neighbour !== null &&
    (first === undefined || neighbour.start <= first.start || leadsTo(clause, first.end, neighbour.start))
  ) {
    return { speaker: 'neighbour', stated: true, members: [neighbour.word], words: [neighbour.word] }
  }
  if (first !== undefined) {
    const words = unique(owners.map(({ word }) => word))
    return { speaker: 'family', stated: true, members: words, words }
  }
  const beside = unique(relatives.filter((_, i) => roles[i] === 'beside').map(({ word }) => word))
  const agents = unique(relatives.filter((_, i) => roles[i] === 'agent').map(({ word }) => word))
  const cue = clause.find(FOR_SOMEONE)[0]
  if (cue !== undefined && relatives.length === 0) {
    return { speaker: 'family', stated: false, members: [], words: [clause.text.slice(cue.start, cue.end)] }
  }
  const own = clause.find(I)[0]
  const words = [...agents, ...beside, ...(own === undefined ? [] : [clause.text.slice(own.start, own.end)])]
  return {
    speaker: 'self',
    stated: words.length > 0 || AGE.test(text),
    members: beside,
    words: words.slice(0, 3),
  }
}

/** A person as a text names them, and whether the story is theirs. */
export interface Named extends Mention {
  readonly role: Role | 'self'
  /** May be the speaker's own child. */
  readonly child: boolean
}

/** Who is named is asked several times of one text. */
let last: { readonly clause: ClauseText; relatives?: Relative[]; named?: Named[] } | undefined

function known(clause: ClauseText): NonNullable<typeof last> {
  if (last?.clause !== clause) last = { clause }
  return last
}

function relativesOf(clause: ClauseText): Relative[] {
  const held = known(clause)
  held.relatives ??= relativesIn(clause)
  return held.relatives
}

/** Everybody a text names who may have needs of their own: relatives and the speaker, in order. */
export function peopleIn(clause: ClauseText): readonly Named[] {
  const held = known(clause)
  held.named ??= nameThem(clause)
  return held.named
}

function nameThem(clause: ClauseText): Named[] {
  const relatives = relativesOf(clause)
  const whole = speaking(clause)
  const named: Named[] = relatives.map((relative) => ({
    ...relative,
    role: ownRole(whole, relative, relatives),
  }))
  const taken = (start: number) => relatives.some((one) => start >= one.start && start < one.end)
  const own = mentions(clause, I)
    .filter(({ start }) => !taken(start))
    .map((mention): Named => ({ ...mention, role: 'self', child: false }))
  return [...named, ...own].sort((a, b) => a.start - b.start)
}

/** What the whole text says about the speaker, read once. */
interface Speaking {
  readonly parentWornOut: boolean
  /** A child of school age who cares for others: 「妹の世話で学校に行けない」. */
  readonly youngCarer: boolean
}

function speaking(clause: ClauseText): Speaking {
  return {
    parentWornOut: clause.has(PARENT_WORN_OUT) && !clause.has(CHILD_HAS_NEED),
    youngCarer: clause.has(AT_SCHOOL) && clause.has(CARES),
  }
}

function ownRole(
  { parentWornOut, youngCarer }: Speaking,
  relative: Relative,
  all: readonly Relative[],
): Role {
  const role = roleOf(relative, all)
  if (role !== 'owner') return role
  if (!relative.child) return youngCarer ? 'beside' : role
  return CHILD_BESIDE.test(relative.after) || parentWornOut ? 'beside' : role
}

/** 「うちの子の友だちが」: the friend is spoken of. */
function leadsTo(clause: ClauseText, end: number, start: number): boolean {
  return start - end <= 1 && clause.text.slice(end, start) === 'の'
}

function unique(words: readonly string[]): string[] {
  return [...new Set(words)].slice(0, 4)
}
