/** What repeats every week, or on the first … fifth such weekday of a month, in RRULE's words. */
export interface WeeklyHours {
  readonly freq: 'WEEKLY' | 'MONTHLY'
  /** `MO,TU`, `1SA,3SA`. */
  readonly byday: string
  readonly opens: string
  readonly closes: string
}

const DAYS = ['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su']
const DAY = /^(Mo|Tu|We|Th|Fr|Sa|Su|PH)(?:-(Mo|Tu|We|Th|Fr|Sa|Su))?(?:\[([1-5](?:[,-][1-5])*)\])?$/
const TIMES = /^\d\d:\d\d-\d\d:\d\d(?:,\d\d:\d\d-\d\d:\d\d)*$/
const DATES = /^[A-Z][a-z]{2} \d\d(?:-(?:[A-Z][a-z]{2} )?\d\d)? /
const TIMES_OF_MONTH = [0, 1, 2, 3, 4]

/**
 * An `opening_hours` text as repeating rows that say exactly when it is open on every ordinary day, and
 * the rules RRULE's fields cannot say (public holidays, 年末年始). null when even the ordinary days cannot
 * be said exactly: then only the text itself goes out.
 */
export function weeklyHours(
  text: string,
): { readonly rows: readonly WeeklyHours[]; readonly exceptions: string } | null {
  // HSDS's guide on schedules has no other way to say 「24時間」.
  if (text === '24/7')
    return {
      rows: [{ freq: 'WEEKLY', byday: DAYS.join(',').toUpperCase(), opens: '00:00', closes: '23:59' }],
      exceptions: '',
    }
  // Times by weekday and by its first … fifth occurrence in the month; a later rule replaces an earlier one.
  const grid = DAYS.map(() => TIMES_OF_MONTH.map(() => ''))
  const exceptions: string[] = []
  for (const rule of text.split(';').map((part) => part.trim())) {
    if (DATES.test(rule)) {
      exceptions.push(rule)
      continue
    }
    const [days, when, ...rest] = rule.split(' ')
    if (days === undefined || when === undefined || rest.length > 0) return null
    if (!(when === 'off' || when === 'unknown' || sayable(when))) return null
    // 「Fr,Th[3]」: the commas inside the brackets belong to the day before them.
    for (const part of days.split(/,(?![^[]*\])/)) {
      const [, first = '', last = first, numbers] = DAY.exec(part) ?? []
      if (first === '') return null
      if (first === 'PH') {
        if (part !== 'PH') return null
        exceptions.push(`PH ${when}`)
        continue
      }
      if (when === 'unknown') return null
      for (const weekday of between(DAYS.indexOf(first), DAYS.indexOf(last), 7))
        for (const n of occurrences(numbers)) {
          const row = grid[weekday]
          if (row) row[n] = when === 'off' ? '' : when
        }
    }
  }
  return { rows: rowsOf(grid), exceptions: exceptions.join('; ') }
}

function rowsOf(grid: readonly (readonly string[])[]): WeeklyHours[] {
  const found = new Map<string, { readonly head: Omit<WeeklyHours, 'byday'>; readonly days: string[] }>()
  const add = (freq: WeeklyHours['freq'], span: string, day: string) => {
    const [opens = '', closes = ''] = span.split('-')
    const known = found.get(`${freq} ${span}`) ?? { head: { freq, opens, closes }, days: [] }
    known.days.push(day.toUpperCase())
    found.set(`${freq} ${span}`, known)
  }
  grid.forEach((times, weekday) => {
    const day = DAYS[weekday] ?? ''
    const spans = times.map((when) => when.split(',').filter((span) => span !== ''))
    const everyWeek = times.every((when) => when === times[0])
    if (everyWeek) for (const span of spans[0] ?? []) add('WEEKLY', span, day)
    else
      spans.forEach((some, n) => {
        for (const span of some) add('MONTHLY', span, `${n + 1}${day}`)
      })
  })
  return [...found.values()].map(({ head, days }) => ({ ...head, byday: days.join(',') }))
}

/** An evening that ends the next morning has no day of its own in HSDS. */
function sayable(when: string): boolean {
  return (
    TIMES.test(when) &&
    when.split(',').every((span) => {
      const [opens = '', closes = ''] = span.split('-')
      return opens < closes && closes < '24:00'
    })
  )
}

function occurrences(numbers: string | undefined): number[] {
  if (numbers === undefined) return TIMES_OF_MONTH
  return numbers.split(',').flatMap((part) => {
    const [first = 1, last = first] = part.split('-').map(Number)
    return between(first - 1, last - 1, 5)
  })
}

function between(first: number, last: number, size: number): number[] {
  const length = ((last - first + size) % size) + 1
  return Array.from({ length }, (_, i) => (first + i) % size)
}
