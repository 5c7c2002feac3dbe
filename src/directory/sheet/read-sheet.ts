import { parse } from 'csv-parse/sync'
import type { Fault } from '../../content/fault.ts'

/** One row of a 町丁目 → 相談先 sheet, as written. */
export interface SheetRow {
  readonly line: number
  readonly town: string
  readonly point: string
}

const TOWN_HEADS =
  /^(?:お住まいの|住所の?)?(?:町丁目?名?|町名?|丁目|町字名?|住所|地域|地区|区域|担当区域|担当地域|担当地区|対象地域|町丁目名?・番)$/
const POINT_HEADS =
  /^(?:担当の?)?(?:相談先名?|相談窓口|窓口名?|担当|センター名?|名称|施設名?|機関名?|担当窓口|担当センター|相談先のid|id|point)$/i

/**
 * A two-column sheet with or without a header; commas or tabs. A header may put the columns the other way
 * round. A row that is not two filled cells is a fault: a merged cell's lower halves are never guessed.
 */
export function readSheet(file: string, text: string): { rows: SheetRow[]; faults: Fault[] } {
  const faults: Fault[] = []
  const fault = (line: number, message: string) => faults.push({ file, line, message })
  const records = recordsOf(text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n'), fault)
  const head = records[0]?.cells.map((cell) => cell.normalize('NFKC').replace(/\s/g, '')) ?? []
  const swapped = POINT_HEADS.test(head[0] ?? '') && TOWN_HEADS.test(head[1] ?? '')
  if (swapped || TOWN_HEADS.test(head[0] ?? '') || POINT_HEADS.test(head[1] ?? '')) records.shift()
  if (records.length === 0 && faults.length === 0) fault(0, '町丁目の行が1つもありません。')
  const rows = records.flatMap(({ line, cells }): SheetRow[] => {
    const [town = '', point = ''] = swapped ? [cells[1], cells[0]] : cells
    if (cells.length !== 2)
      fault(
        line,
        `欄が${cells.length}個あります。町丁目と相談先の2つにしてください（番を「,」で並べるときは、欄の全体を「"」で囲みます）。`,
      )
    else if ([town, point].some((cell) => /^[=@+]/.test(cell)))
      fault(line, '数式のままの欄があります。値に直してから保存してください。')
    else if (town === '') fault(line, '町丁目が空です。町丁目を書いてください。')
    else if (point === '')
      fault(line, `「${town}」の相談先が空です。結合したセルは解いて、どの行にも相談先を書いてください。`)
    else return [{ line, town, point }]
    return []
  })
  return { rows, faults }
}

function recordsOf(text: string, fault: (line: number, message: string) => void) {
  const first = text.split('\n').find((line) => line.trim() !== '') ?? ''
  let records: { raw: string; record: string[] }[]
  try {
    // The types of csv-parse do not know that `raw` changes the shape of what comes back.
    records = parse(text, {
      raw: true,
      delimiter: first.includes('\t') ? '\t' : ',',
      relax_column_count: true,
    }) as unknown as typeof records
  } catch (error) {
    const { lines } = error as { lines?: number }
    fault(lines ?? 0, '表として読めません。「"」の位置を確かめてください。')
    return []
  }
  let line = 1
  return records.flatMap(({ raw, record }) => {
    const start = line + (raw.length - raw.replace(/^\n+/, '').length)
    line += raw.split('\n').length - 1
    const cells = record.map((cell) => cell.trim())
    // Spreadsheets leave empty columns at the right of a table.
    while (cells.length > 2 && cells.at(-1) === '') cells.pop()
    return cells.every((cell) => cell === '') ? [] : [{ line: start, cells }]
  })
}
