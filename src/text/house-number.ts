const DIGIT = '0-9０-９'
const KANJI = '〇一二三四五六七八九十百'
const DASH = '[-‐‑–—―ー−－]'
const LINK = `(?:[ 　]?${DASH}[ 　]?|の|ノ)`
/** A whole number of up to so many digits: nothing of it stands before or after what is matched. */
const number = (digits: number) => `(?:[${DIGIT}]{1,${digits}}(?![${DIGIT}])|[${KANJI}]{1,5}(?![${KANJI}]))`
const N = number(3)
const CHOME = '(?:丁目|ちょうめ)'
const BAN = '(?:番地?|ばんち?)'
const GO = '(?:号(?!棟)|ごう)'

/** 「令和5-10-12」「週3-4-5日」「血圧」: numbers in a row that are no address. */
const NOT_BEFORE = `(?<![${DIGIT}${KANJI}第週RHrh]|[${DIGIT}]${DASH}|令和|平成|昭和|血圧|血圧は)`
/** What is counted: 「3-4-5歳」「2-3-4月」「20-30-40代」. */
const COUNTED =
  '(?:歳|才|日(?!曜)|月(?!曜|島)|年(?!金)|時|代|回|人|名|分|秒|点|つ|度|割|倍|円|万|千|億|個|番|[かヶカヵケ箇]月|週|級|枚|本|台|匹|児|位|種|次|択|泊|学年|組|[%％:：])'
const LAST = `(?:${number(3)})(?!${COUNTED})`

/** After the house number, as far as it goes: 「-405」「の405号室」「 みどり荘203」「 B棟1402」「 タワー1203」. */
const ROOM = `[${DIGIT}]{1,4}(?![${DIGIT}]|${COUNTED})(?:号室?|室|[FＦ階])?`
const KIND = '(?:マンション|アパート|ハイツ|コーポ|ハイム|メゾン|荘|ビル|タワー|ハウス|パレス|レジデンス|棟)'
const NAME = '[ァ-ヶー一-鿿A-Za-zＡ-Ｚａ-ｚ]'
/** A name in kana does not begin with what joins it to a sentence: 「3-19-1のアパートで」. */
const KANA_NAME = '(?:(?![にのでがをへとはも])[ぁ-ん]{2,6})?'
const BUILDING =
  `(?:[${DIGIT}A-Za-z]{1,3}号?棟|(?:[${KANJI}]|${KANA_NAME})${NAME}{0,12}${KIND}${NAME}{0,6}|${KANA_NAME}${NAME}{0,6}${KIND}` +
  `|[ァ-ヶーA-Za-zＡ-Ｚａ-ｚ]{2,20}(?=[ 　]?[${DIGIT}]{2}))`
const REST = `(?:(?:${LINK}|[ 　])${ROOM}|[ 　]?${BUILDING}(?:[ 　]?${ROOM})?){0,3}`

/** 「中央3-19-1」「三丁目19番1号」「三の十九の一」: kept up to the 番. */
const FULL = new RegExp(
  `${NOT_BEFORE}(${number(2)}(?:${CHOME}の?|${LINK})${N}${BAN}?)(?:(?<=${BAN})の?|${LINK})${LAST}${GO}?${REST}`,
  'g',
)
/** 「明石町1番6号」「二番地の三」: a town without 丁目. */
const BLOCK = new RegExp(
  `${NOT_BEFORE}(${N}${BAN})(?:の?${N}${GO}|(?<=番地)の?${LAST}|${DASH}${LAST})${REST}`,
  'g',
)
/** 「みどり荘203」 in a message of its own. */
const BUILDING_ALONE = new RegExp(
  `(?:(?<![ぁ-ん])[ぁ-ん]{2,6})?${NAME}{0,6}${KIND}${NAME}{0,6}[ 　]?[${DIGIT}]{1,4}(?:号室|室|号)`,
  'g',
)

/** 「明石町1-6」 where the town has no 丁目: the second number is the house. */
function inWholeTowns(text: string, towns: readonly string[]): string {
  return towns.reduce((rest, town) => {
    let at = rest.indexOf(town)
    if (at < 0) return rest
    const pattern = new RegExp(`^[ 　]?(${N})${LINK}${LAST}${GO}?${REST}`)
    let done = ''
    let from = 0
    while (at >= 0) {
      const after = at + town.length
      const found = pattern.exec(rest.slice(after, after + 120))
      done += rest.slice(from, after) + (found?.[0].slice(0, found[0].indexOf(found[1] ?? '')) ?? '')
      done += found?.[1] ?? ''
      from = after + (found?.[0].length ?? 0)
      at = rest.indexOf(town, from)
    }
    return done + rest.slice(from)
  }, text)
}

/**
 * The text without what is behind the 番 of an address: house number, building and room. `wholeTowns` are the
 * towns that have no 丁目.
 */
export function withoutHouse(text: string, wholeTowns: readonly string[] = []): string {
  return inWholeTowns(text.replace(FULL, '$1').replace(BLOCK, '$1'), wholeTowns).replace(
    BUILDING_ALONE,
    '（建物）',
  )
}
