/** 八十四, 84, はちじゅう before 歳, 才 or 代, as kana keys leave them. */
const NUMBER = '(?:[0-9]{1,3}|[〇一二三四五六七八九十]{1,4}|(?:に|さん|よん|ご|ろく|なな|はち|きゆう)じゆう)'
const YEARS = '(?:歳|才|代|さい|だい)'
const BEFORE = new RegExp(`(${NUMBER})${YEARS}(?:過ぎ|すぎ|近い|後半|前半|半ば)?の?$`)
const AFTER = new RegExp(`^(?:は|が|も|で)?(?:もう|今年|来年)?(${NUMBER})${YEARS}`)

const DIGITS = '〇一二三四五六七八九'
const KANA_TENS: Readonly<Record<string, number>> = {
  に: 20,
  さん: 30,
  よん: 40,
  ご: 50,
  ろく: 60,
  なな: 70,
  はち: 80,
  きゆう: 90,
}

function yearsOf(number: string): number | null {
  if (/^[0-9]+$/.test(number)) return Number(number)
  if (number.endsWith('じゆう')) return KANA_TENS[number.slice(0, -3)] ?? null
  if (!number.includes('十')) return Number([...number].map((digit) => DIGITS.indexOf(digit)).join(''))
  const [tens, ones] = number.split('十')
  return (tens ? DIGITS.indexOf(tens) : 1) * 10 + (ones ? DIGITS.indexOf(ones) : 0)
}

/** The decade of an age said just before or after a person is named: 80 in 「84歳の母」「母は八十代で」. */
export function decadeAround(before: string, after: string): number | null {
  const said = BEFORE.exec(before)?.[1] ?? AFTER.exec(after)?.[1]
  const years = said === undefined ? null : yearsOf(said)
  return years === null || years > 115 ? null : Math.min(90, Math.floor(years / 10) * 10)
}
