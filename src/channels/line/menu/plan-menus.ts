import { isPhone } from '../../../content/phone.ts'
import type { HotlineRow, Ward } from '../../../content/ward.ts'
import { isForResidents, isValidOn } from '../../../directory/directory.ts'
import { todayAt } from '../../../directory/tokyo-time.ts'
import { breakName } from './break-name.ts'
import type { Menu, MenuArea } from './menu.ts'

const WIDTH = 2500
const TALL = 1686
const LOW = 843
const HEAD = 226
const BAR = 'メニュー'
/** LINE counts graphemes, of which there are never more than units. */
const MOST_LABEL = 20

type Cell = Omit<MenuArea, 'x' | 'y' | 'width' | 'height'>
type Row = readonly { readonly cell: Cell; readonly share: number }[]

const RESTART: Cell = {
  look: 'plain',
  icon: 'again',
  lines: ['最初から'],
  note: 'やり直す',
  label: '最初からやり直す',
  action: { kind: 'command', command: '!restart' },
}
const LANGUAGE: Cell = {
  look: 'plain',
  icon: 'language',
  lines: ['ことば'],
  note: 'Language',
  label: 'ことばを選ぶ Language',
  action: { kind: 'command', command: '!language' },
}
const CONSULT: Cell = {
  look: 'main',
  icon: 'talk',
  lines: ['相談する'],
  note: '24時間いつでも',
  label: '相談する',
  action: { kind: 'command', command: '!continue' },
}

/** Of what could be read aloud the first that is short enough: a number cut short would be no number. */
function call(phone: string, cell: Pick<Cell, 'look' | 'icon' | 'lines'>, ...labels: string[]): Cell {
  const label = labels.find((one) => one.length <= MOST_LABEL) ?? '電話する'
  return { ...cell, note: phone, label, action: { kind: 'call', phone } }
}

/** Rows of areas below the head, side by side by their share, filling the picture to the last pixel. */
function areasOf(rows: readonly Row[], height: number): MenuArea[] {
  const tall = (height - HEAD) / rows.length
  return rows.flatMap((row, j) => {
    const y = Math.round(HEAD + tall * j)
    const bottom = Math.round(HEAD + tall * (j + 1))
    const whole = row.reduce((sum, { share }) => sum + share, 0)
    let before = 0
    return row.map(({ cell, share }) => {
      const x = Math.round((WIDTH * before) / whole)
      before += share
      return { ...cell, x, y, width: Math.round((WIDTH * before) / whole) - x, height: bottom - y }
    })
  })
}

const even = (...cells: readonly Cell[]): Row => cells.map((cell) => ({ cell, share: 1 }))

/** Lines that answer at any hour of any day and can be dialled from a link (`#7119` cannot, on every phone). */
function aroundTheClock(ward: Ward, now: number): readonly HotlineRow[] {
  return ward.hotlines
    .filter(
      (row) =>
        row.hours === '24/7' &&
        row.number !== null &&
        isPhone(row.number) &&
        !row.number.startsWith('#') &&
        row.channels.includes('phone') &&
        isForResidents(row) &&
        isValidOn(row, todayAt(now)),
    )
    .sort((a, b) => Number(b.scope === 'ward') - Number(a.scope === 'ward') || a.rank - b.rank)
}

/**
 * The ward's three menus. The closed one is seen at any hour at which the staff is away, so it offers only what
 * answers at every hour. 消して is in none of them: a slip of the thumb must not erase a talk.
 */
export function planMenus(ward: Ward, now: number): readonly Menu[] {
  const switchboard = call(
    ward.switchboard.phone,
    { look: 'plain', icon: 'phone', lines: ['区役所に電話'] },
    `${ward.name}役所に電話する`,
    '区役所に電話する',
  )
  const lines = aroundTheClock(ward, now)
  const anything = lines.find((row) => row.serves.includes('other.unknown'))
  const urgent = (number: string, words: string): Row =>
    lines.some((row) => row.number === number)
      ? even(call(number, { look: 'urgent', icon: 'urgent', lines: [words] }, `${words}は${number}番に電話`))
      : []
  const emergency = [...urgent('119', '急病・火事'), ...urgent('110', '事件・事故')]

  return [
    {
      kind: 'consult',
      width: WIDTH,
      height: TALL,
      bar: BAR,
      title: 'まどぐち　どんなことでも、どうぞ',
      areas: areasOf(
        [
          [
            { cell: CONSULT, share: 3 },
            {
              cell: {
                look: 'main',
                icon: 'person',
                lines: ['人と話す'],
                note: '担当者につなぐ',
                label: '人と話す',
                action: { kind: 'command', command: '!person' },
              },
              share: 3,
            },
          ],
          [
            { cell: RESTART, share: 3 },
            { cell: LANGUAGE, share: 3 },
            // A number of twelve letters is read on a small phone only in a wide area.
            { cell: switchboard, share: 4 },
          ],
        ],
        TALL,
      ),
    },
    {
      kind: 'talking',
      width: WIDTH,
      height: LOW,
      bar: BAR,
      title: '担当者と お話し中です',
      // The bot keeps silent while a person talks: none of its commands stands here.
      areas: areasOf(
        [
          [
            {
              cell: {
                look: 'main',
                icon: 'write',
                lines: ['文字を書く'],
                note: '担当者に届く',
                label: '担当者に文字を書く',
                action: { kind: 'write' },
              },
              share: 3,
            },
            { cell: switchboard, share: 4 },
            ...emergency.slice(0, 1).map(({ cell }) => ({ cell, share: 3 })),
          ],
        ],
        LOW,
      ),
    },
    {
      kind: 'closed',
      width: WIDTH,
      height: TALL,
      bar: BAR,
      title: '職員は時間外です　自動の案内は24時間',
      areas: areasOf(
        [
          even(
            CONSULT,
            ...(anything?.number
              ? [
                  call(
                    anything.number,
                    { look: 'main', icon: 'phone', lines: breakName(anything.name) },
                    `今つながる電話 ${anything.number}`,
                    '今つながる電話',
                  ),
                ]
              : []),
          ),
          [...emergency, { cell: LANGUAGE, share: 1 }],
        ],
        TALL,
      ),
    },
  ]
}
