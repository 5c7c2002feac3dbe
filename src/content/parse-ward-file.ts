import { isNode, LineCounter, parseDocument } from 'yaml'
import type { Fault } from './fault.ts'
import type { SourceFile } from './read-table.ts'
import { schemaFaults } from './schema-faults.ts'
import { type WardFile, wardFile } from './ward.ts'

/** What is wrong with a place in `ward.yaml` is said at its line: `at(['switchboard', 'phone'])`. */
export type YamlPosition = (path: readonly PropertyKey[]) => { file: string; line: number }

/** Reads and checks the shape of `ward.yaml`; null when it cannot be used. */
export function parseWardFile(
  source: SourceFile,
  faults: Fault[],
): { ward: WardFile | null; at: YamlPosition } {
  const { file } = source
  const lines = new LineCounter()
  const document = parseDocument(source.text, { lineCounter: lines })
  const at: YamlPosition = (path) => {
    for (let depth = path.length; depth > 0; depth--) {
      const node = document.getIn(path.slice(0, depth), true)
      if (isNode(node) && node.range) return { file, line: lines.linePos(node.range[0]).line }
    }
    return { file, line: 1 }
  }
  if (document.errors.length > 0) {
    for (const error of document.errors) {
      const line = lines.linePos(error.pos[0]).line
      faults.push({
        file,
        line,
        message:
          error.code === 'DUPLICATE_KEY'
            ? '同じ名前の項目が2つあります。1つにしてください。'
            : 'YAMLとして読めません。行の始まりの空白の数と「:」のあとの空白を確かめてください。',
      })
    }
    return { ward: null, at }
  }
  const value: unknown = document.toJS()
  const result = wardFile.safeParse(value)
  if (result.success) return { ward: result.data, at }
  faults.push(...schemaFaults(result.error.issues, value, at))
  return { ward: null, at }
}
