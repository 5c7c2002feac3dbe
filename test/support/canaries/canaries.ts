/** Somebody who tells everything that need not be told. Nobody bears this name, and the number is nobody's. */
export const TELLING = {
  name: '霧島ことり',
  phone: '090-1234-5678',
  home: '見本橋一丁目2番3号 霧島荘',
} as const

/** A sentence with all of it in. */
export const TELLING_ALL = `${TELLING.name}です。${TELLING.home}に住んでいます。電話は${TELLING.phone}です`

/**
 * What the tests type as residents and write as staff. None of it may stand in a log, a metric, an address or an
 * answer that refuses. Only what is said nowhere in the content itself.
 */
export const CANARIES: readonly string[] = [
  // names
  TELLING.name,
  '名前は太郎',
  '佐藤花子',
  '田中一郎',
  // telephone numbers
  TELLING.phone,
  '09012345678',
  // where somebody lives
  '見本橋一丁目2番3号',
  '霧島荘',
  'みどり荘',
  // numbers of the state and of cards, as the tests write them
  '123456789018',
  '1234 5678 9018',
  '4111 1111 1111 1111',
  // what residents tell
  '家賃が払えません',
  '母の物忘れが心配です',
  '母の物忘れがひど',
  '母が認知症です',
  '母の介護もあります',
  '母の介護に疲れました',
  '父の介護で疲れました',
  '祖母が心配です',
  '家賃のこと',
  '家賃が払えなくて',
  '借金のことで相談したい',
  '学校に行きたがりません',
  '友だちがほしいです',
  'おばあちゃんの遺言',
  '死にたい',
  'もう消えてしまいたい',
  '夫に殴られ',
  '内緒の話です',
  '引きこもりの息子',
  '生活費が足りません',
  // what staff write for colleagues and to residents
  '長男は札幌',
  '家族に連絡ずみ',
  '近所づきあいは避けたい',
]

/** Ids by which LINE knows people: those of the tests, and whatever looks like one. */
const LINE_ID = /\bU(?:[0-9a-f]{32}|4af4980629)\b/

const quoted = CANARIES.map((text) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'))
const ANY = new RegExp(quoted.join('|'))

/** The first canary in a text; null when there is none. */
export function canaryIn(text: string, { ids = true } = {}): string | null {
  return (ANY.exec(text) ?? (ids ? LINE_ID.exec(text) : null))?.[0] ?? null
}
