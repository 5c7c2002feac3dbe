import type { Fault } from './fault.ts'
import { ACCESS, CONFIDENCES, DANGER_KINDS, POINT_CHANNELS } from './vocabulary.ts'
import { WITHHELD } from './ward.ts'

interface Issue {
  readonly path: readonly PropertyKey[]
}

const oneOf = (values: readonly string[]) => `次のどれかで書いてください: ${values.join(', ')}`

/** What each column must look like, said to the official. */
const EXPECTED: Readonly<Record<string, string>> = {
  id: '半角の英小文字・数字・ハイフンだけで書いてください（例: chuo-kirara）',
  name: '名前を書いてください',
  base: '丁目を除いた町名を書いてください',
  kind: '種類を書いてください（例: elderly_center）',
  serves: '困りごとの番号（例: ageing.dementia）か、分野全体（例: ageing.*）を「;」で区切って書いてください',
  channels: oneOf(POINT_CHANNELS),
  access: oneOf(ACCESS),
  dangers: oneOf(DANGER_KINDS),
  staff_only_fields: oneOf(WITHHELD),
  extent: oneOf(['whole', 'part', 'named']),
  scope: oneOf(['national', 'tokyo', 'ward']),
  rank: '出す順番を整数で書いてください（小さいほど先）',
  lat: '緯度を半角の数字で書いてください',
  lng: '経度を半角の数字で書いてください',
  chome: '丁目を半角の整数で書いてください（丁目のない町は空欄）',
  partition: '区域の種類を半角の英小文字で書いてください（ward.yaml の partitions にある名前）',
  source: '出典を書いてください。出典のないことは載せられません',
  confidence: oneOf(CONFIDENCES),
}

const PROVENANCE_COLUMNS: Readonly<Record<string, string>> = { url: 'source_url', date: 'source_date' }

/** zod's issues about one row, as faults: column name, what stands there, what should stand there. */
export function schemaFaults(
  issues: readonly Issue[],
  value: unknown,
  at: { readonly file: string; readonly line: number },
): Fault[] {
  return issues.map(({ path }) => {
    const column = columnOf(path)
    const found = path.reduce<unknown>((v, key) => (v as Record<PropertyKey, unknown>)?.[key], value)
    const shown = found === null || found === undefined || found === '' ? '空欄' : `「${String(found)}」`
    const expected = EXPECTED[column] ?? '書き方を確かめてください'
    return { ...at, message: `「${column}」が正しくありません（今は${shown}）。${expected}。` }
  })
}

function columnOf(path: readonly PropertyKey[]): string {
  const names = path.filter((key) => typeof key === 'string')
  if (names[0] === 'provenance' && names[1] !== undefined) {
    return PROVENANCE_COLUMNS[names[1]] ?? snake(names[1])
  }
  return names.map(snake).join('.')
}

const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
