import { type HsdsDocument, hsdsDocument } from './schema.ts'

/** The largest JSON that is read, in bytes; a ward's own export is about 2 MB. */
export const MAX_HSDS_BYTES = 50 * 1024 * 1024
const MOST_FAULTS = 30

/** Reads JSON of the shape HSDS and this exchange ask for; otherwise every reason against it (Japanese). */
export function readDocument(
  text: string,
): { readonly document: HsdsDocument } | { readonly document: null; readonly refused: readonly string[] } {
  let value: unknown
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch {
    return {
      document: null,
      refused: [
        'JSONとして読めません。「npm run directory -- export --for staff」で書き出したファイルを渡してください。',
      ],
    }
  }
  const read = hsdsDocument.safeParse(value)
  if (read.success) return { document: read.data }
  const said = read.error.issues.map(({ path, code }) => {
    const at = path
      .map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`))
      .join('')
      .replace(/^\./, '')
    return `${at === '' ? '全体' : at}: ${WHY[code] ?? '値の形が違います'}`
  })
  const more = said.length > MOST_FAULTS ? [`ほかに${said.length - MOST_FAULTS}か所あります。`] : []
  return {
    document: null,
    refused: ['HSDS 3.x のサービスの一覧の形をしていません。', ...said.slice(0, MOST_FAULTS), ...more],
  }
}

const WHY: Readonly<Record<string, string>> = {
  invalid_type: '必要な項目がないか、種類（文字・数・一覧）が違います',
  invalid_value: '使えない値です',
  invalid_format: '書き方が違います（UUID、URLなど）',
  too_big: '大きすぎます',
  too_small: '小さすぎます',
}
