import type { Fault } from '../../content/fault.ts'
import { csvRecords } from '../../content/read-table.ts'
import { decodeBytes, type Encoding } from './decode-bytes.ts'
import { type Facility, type Refusal, type Remark, Remarks } from './facility.ts'
import { type FacilityFormat, recogniseHeader } from './facility-columns.ts'
import { factsOf, formulaIn, type ImportWard, readFacility } from './read-facility.ts'

/** More than the largest ward publishes (世田谷区: 844) twenty times over. */
export const MAX_ROWS = 20_000

/** A list of facilities, read row by row; every row is in exactly one of the three. */
export interface FacilityList {
  readonly encoding: Encoding
  readonly format: FacilityFormat
  readonly rows: number
  readonly facilities: readonly Facility[]
  /** Rows of other municipalities. */
  readonly foreign: readonly Refusal[]
  readonly refused: readonly Refusal[]
  readonly remarks: readonly Remark[]
}

/** What a broken id looks like: 1.31E+11. */
const BROKEN_ID = /^\d(?:\.\d+)?e\+\d+$/i

/** Reads the bytes of a published list; what is no such list at all comes back as faults. */
export function readFacilityList(
  file: string,
  bytes: Uint8Array,
  ward: ImportWard & { readonly lgCode: string },
): { readonly list: FacilityList } | { readonly faults: readonly Fault[] } {
  const decoded = decodeBytes(bytes)
  if (decoded.kind === 'refused') return { faults: [{ file, line: decoded.line, message: decoded.message }] }
  const faults: Fault[] = []
  const records = csvRecords(
    decoded.text,
    (line, message) => faults.push({ file, line, message }),
    MAX_ROWS + 2,
  )
  if (faults.length > 0) return { faults }
  const header = records.shift()
  if (!header) return { faults: [{ file, line: 0, message: '中身がありません。' }] }
  const recognised = recogniseHeader(header.cells)
  if ('wrong' in recognised)
    return { faults: recognised.wrong.map((message) => ({ file, line: header.line, message })) }
  if (records.length > MAX_ROWS)
    return {
      faults: [
        { file, line: 0, message: `${MAX_ROWS.toLocaleString()}行を超えています。分けて渡してください。` },
      ],
    }

  const { format } = recognised
  const remarks = new Remarks()
  const facilities: Facility[] = []
  const foreign: Refusal[] = []
  const refused: Refusal[] = []
  const ids = new Map<string, number>()
  let rows = 0
  for (const { line, cells } of records) {
    if (cells.every((cell) => cell === '')) continue
    rows++
    const of = factsOf(cells, format)
    const why = wrongShape(cells, header.cells.length, of('name'))
    if (why !== null) {
      refused.push({ line, name: of('name'), reason: why })
      continue
    }
    const code = of('code').slice(0, 5)
    if (/^\d{5}$/.test(code) && code !== ward.lgCode.slice(0, 5)) {
      foreign.push({ line, name: of('name'), reason: `ほかの区市町村の行（コード ${of('code')}）` })
      continue
    }
    checkId(of('id'), line, ids, remarks)
    const read = readFacility(line, of, format.meals, ward, remarks)
    if ('reason' in read) refused.push(read)
    else facilities.push(read)
  }
  return {
    list: { encoding: decoded.encoding, format, rows, facilities, foreign, refused, remarks: remarks.all() },
  }
}

function wrongShape(cells: readonly string[], width: number, name: string): string | null {
  const formula = formulaIn(cells)
  if (formula !== null)
    return `計算式の欄（${formula.slice(0, 40)}）があります。= + - @ で始まる欄は取り込みません。値だけに書き直してください。`
  if (cells.length < width || cells.slice(width).some((cell) => cell !== ''))
    return `欄の数が${cells.length}個です（1行目は${width}個）。文の中の「,」は、欄の全体を「"」で囲んでください。`
  return name === '' ? '名称がありません。名称を書いてください。' : null
}

/** The ward's rows carry no such id, so none is needed to match; what is wrong with them is said all the same. */
function checkId(id: string, line: number, ids: Map<string, number>, remarks: Remarks): void {
  if (id === '') return
  if (BROKEN_ID.test(id)) {
    remarks.add(
      `IDが「${id}」に壊れています（表計算ソフトが数に変えたため）。IDは使わず、名前と住所で突き合わせました。`,
      line,
    )
    return
  }
  if (ids.has(id))
    remarks.add(`ID「${id}」が2回以上使われています。IDは使わず、名前と住所で突き合わせました。`, line)
  ids.set(id, line)
}
