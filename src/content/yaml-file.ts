import { isMap, isNode, isSeq, LineCounter, parseDocument, visit } from 'yaml'
import type * as z from 'zod'
import type { Fault } from './fault.ts'
import { plainIssues, schemaSentence, yamlSentence } from './yaml-sentence.ts'

/** A YAML file read through a schema, with the line of every part of it. */
export interface YamlFile<T> {
  readonly value: T | null
  readonly faults: readonly Fault[]
  /** 1-based line of the value at that path; the nearest line above when the path does not exist. */
  readonly lineOf: (path: readonly PropertyKey[]) => number
}

/** Reads YAML text through a zod schema. Never throws: what is wrong becomes faults with file and line. */
export function readYaml<S extends z.ZodType>(file: string, text: string, schema: S): YamlFile<z.output<S>> {
  const lines = new LineCounter()
  const document = parseDocument(text.replace(/^\uFEFF/, ''), { lineCounter: lines, prettyErrors: false })
  const lineAt = (offset: number) => lines.linePos(offset).line
  const lineOf = (path: readonly PropertyKey[]): number => {
    let node: unknown = document.contents
    let offset = isNode(node) ? (node.range?.[0] ?? 0) : 0
    for (const step of path) {
      let at: unknown
      if (isMap(node)) {
        const pair = node.items.find(
          (item) => String((item.key as { value?: unknown })?.value) === String(step),
        )
        at = pair?.key
        node = pair?.value
      } else if (isSeq(node)) {
        at = node.items[Number(step)]
        node = at
      }
      if (!isNode(at)) break
      offset = at.range?.[0] ?? offset
    }
    return lineAt(offset)
  }
  const refused = (faults: readonly Fault[]) => ({ value: null, lineOf, faults })
  // A file saved as Shift_JIS still reads as YAML, with every Japanese letter lost.
  const lost = text.indexOf('\uFFFD')
  if (lost >= 0)
    return refused([
      {
        file,
        line: text.slice(0, lost).split('\n').length,
        message: '文字コードがUTF-8ではありません。「UTF-8」を選んで保存し直してください。',
      },
    ])
  const broken = document.errors.map((error) => ({ code: `${error.code}`, offset: error.pos[0] }))
  // The content refers to nothing by `*name`; 「*重要*」 without quotes looks like it.
  visit(document, {
    Alias: (_, alias) => {
      broken.push({ code: 'BAD_ALIAS', offset: alias.range?.[0] ?? 0 })
    },
  })
  if (broken.length > 0)
    return refused(
      broken.map(({ code, offset }) => ({ file, line: lineAt(offset), message: yamlSentence(code) })),
    )
  const parsed = schema.safeParse(document.toJS(), { reportInput: true })
  if (parsed.success) return { value: parsed.data, faults: [], lineOf }
  return refused(
    plainIssues(parsed.error.issues).map((issue) => ({
      file,
      line: lineOf(issue.path),
      message: schemaSentence(issue),
    })),
  )
}
