import OpeningHours from 'opening_hours'

/** Tokyo, so that `PH` has holidays without asking any server. */
const TOKYO = { lat: 35.68, lon: 139.77, address: { country_code: 'jp', state: '東京都' } }

/** Points in time and time ranges; English, so that the one harmless warning can be told apart. */
const CONFIG = {
  mode: 0,
  locale: 'en',
  tag_key: undefined,
  map_value: undefined,
  warnings_severity: undefined,
} as const

/**
 * What is wrong with an `opening_hours` value, as a Japanese clause; null when nothing is. `asPrinted` is what
 * the source says: 「祝日も」 in it explains why the value does not mention holidays.
 */
export function hoursFault(hours: string, asPrinted: string | null): string | null {
  if (/SH/.test(hours)) return '学校の休み（SH）は使えません'
  if (/[^\u0020-\u007E]/.test(hours)) return '半角の英数字と記号だけで書いてください'
  let warnings: readonly unknown[]
  try {
    warnings = new OpeningHours(hours, TOKYO, CONFIG).getWarnings()
  } catch {
    return '時間として読めません'
  }
  // 「18:00-08:00」 reaches into the next day on purpose; the library warns about it all the same.
  if (warnings.some((warning) => !String(warning).includes('overwrites parts of the previous rule')))
    return '書き方があいまいです'
  // Without it, 「Mo-Fr 08:30-17:00」 would say that the desk is open on 勤労感謝の日.
  const everyDay = /Mo-Su/.test(hours) || !/\b(Mo|Tu|We|Th|Fr|Sa|Su)\b/.test(hours)
  if (!everyDay && !/\bPH\b/.test(hours) && !asPrinted?.includes('祝日も'))
    return '祝日の扱いがありません。休みなら「; PH off」、出典にないなら「; PH unknown」を付け、祝日も開くなら hours_text に「祝日も」と書いてください'
  return null
}
