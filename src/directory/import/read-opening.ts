/** What a row says about when it is open, as its cells print it. */
export interface OpeningCells {
  readonly days: string
  readonly opens: string
  readonly closes: string
  readonly note: string
}

/** `opening_hours` where the cells say it without a doubt; the cells' own words in any case. */
export interface OpeningReading {
  readonly hours: string | null
  readonly text: string | null
}

const DAYS = '月火水木金土日'
const CODES = ['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su']

/** `8:30`, `08:30:00`, `８時３０分`, `9時` → `08:30`; null for anything else (`9:00（相談）10:00（ひろば）`). */
export function readTime(cell: string): string | null {
  const text = cell.normalize('NFKC').replace(/\s/g, '')
  const parts =
    /^(\d{1,2}):([0-5]\d)(?::00)?$/.exec(text) ?? /^(\d{1,2})時(?:([0-5]?\d)分)?$/.exec(text) ?? null
  if (!parts) return null
  const hour = Number(parts[1])
  const minute = Number(parts[2] ?? 0)
  if (hour > 24 || (hour === 24 && minute > 0)) return null
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
}

/**
 * Days and one pair of times become `opening_hours`, only when the note changes nothing or says no more than
 * which holidays are off. What a source leaves open (holidays, the year's end) is `unknown`, never `off`.
 */
export function readOpening(cells: OpeningCells): OpeningReading {
  const text = asPrinted(cells)
  const days = readDays(cells.days)
  const opens = readTime(cells.opens)
  const closes = readTime(cells.closes)
  const closed = readClosed(cells.note, days?.listed ?? '')
  if (!days || !opens || !closes || closed === null || opens >= closes) return { hours: null, text }
  const rules = [`${days.code}${days.holidays ? ',PH' : ''} ${opens}-${closes}`]
  if (!days.holidays) rules.push(`PH ${closed.holidays ? 'off' : 'unknown'}`)
  rules.push(`Dec 29-Jan 03 ${closed.yearEnd ? 'off' : 'unknown'}`)
  return { hours: rules.join('; '), text }
}

function asPrinted({ days, opens, closes, note }: OpeningCells): string | null {
  const times = opens === '' && closes === '' ? '' : `${opens}～${closes}`
  return [days, times, note].filter((part) => part !== '').join(' ') || null
}

/** 「月火水木金」, as the standard has it; also 「月・火」「月～金」「月曜～金曜」「毎日」「月火水木金土日祝」. */
function readDays(cell: string): { code: string; listed: string; holidays: boolean } | null {
  let text = cell
    .normalize('NFKC')
    .replace(/曜日?/g, '')
    .replace(/[\s・、,/]/g, '')
    .replace(/[〜～]/g, '~')
  if (text === '毎日') text = DAYS
  const holidays = /祝日?$/.test(text)
  if (holidays) text = text.replace(/祝日?$/, '')
  const range = /^([月火水木金土日])[~-]([月火水木金土日])$/.exec(text)
  if (range) text = DAYS.slice(DAYS.indexOf(range[1] ?? ''), DAYS.indexOf(range[2] ?? '') + 1)
  const listed = [...DAYS].filter((day) => text.includes(day)).join('')
  if (listed === '' || listed.length !== text.length) return null
  return { code: dayCodes(listed), listed, holidays }
}

/** Three days in a row or more are a range: 月火水木金土 → Mo-Sa, 土日 → Sa,Su. */
function dayCodes(listed: string): string {
  const runs: number[][] = []
  for (const day of listed) {
    const index = DAYS.indexOf(day)
    const run = runs.at(-1)
    if (run && run.at(-1) === index - 1) run.push(index)
    else runs.push([index])
  }
  return runs
    .flatMap((run) =>
      run.length > 2 ? `${CODES[run[0] ?? 0]}-${CODES[run.at(-1) ?? 0]}` : run.map((index) => CODES[index]),
    )
    .join(',')
}

const HOLIDAYS = /^(?:国民の)?(?:祝日|祝休日|祝祭日|休日|祝)$/
const YEAR_END = /^年末年始(?:\((?:12月29日|12\/29)(?:~|-|から)(?:翌年)?(?:1月3日|1\/3)(?:まで)?\))?$/

/**
 * 「祝日、年末年始（12/29～1/3）は休み」: what is off besides the days not named. Null where the note says
 * anything else (「第3月曜休館」「夜間は要予約」): then the hours are not these.
 */
function readClosed(note: string, listed: string): { holidays: boolean; yearEnd: boolean } | null {
  const text = note
    .normalize('NFKC')
    .replace(/[〜～]/g, '~')
    .replace(/[\s。]/g, '')
  if (text === '') return { holidays: false, yearEnd: false }
  const bare = text
    .replace(/^\((.*)\)$/, '$1')
    .replace(/^(?:休館日|休業日|定休日|休所日|休み|ただし)[:,、]?/, '')
    .replace(/(?:は|を)?(?:、)?(?:休館日?|休業日?|お?休み|定休日?|閉館|閉庁|休所|休|除く)$/, '')
  // 「祝日」 alone may as well mean that it is open then.
  if (bare === text || bare === '') return null
  let holidays = false
  let yearEnd = false
  for (const part of bare.split(/、|,|・|及び|および|並びに|と/)) {
    if (HOLIDAYS.test(part)) holidays = true
    else if (YEAR_END.test(part)) yearEnd ||= part.includes('(')
    else if (!isOtherDays(part, listed)) return null
  }
  return { holidays, yearEnd }
}

/** 「土日」 off beside 「月火水木金」 open says the same thing twice. */
function isOtherDays(part: string, listed: string): boolean {
  const days = part.replace(/曜日?/g, '')
  return /^[月火水木金土日]+$/.test(days) && [...days].every((day) => !listed.includes(day))
}
