import { isCollection, isMap, isNode, isSeq, LineCounter, type Node, parseDocument } from 'yaml'
import type { z } from 'zod'
import type { Fault } from './fault.ts'

/** A YAML file read through a schema, with the line of every part of it. */
export interface YamlFile<T> {
  readonly value: T | null
  readonly faults: readonly Fault[]
  /** 1-based line of the value at that path; the nearest line above when the path does not exist. */
  readonly lineOf: (path: readonly PropertyKey[]) => number
}

/** What zod found, as a sentence an official understands. */
function sentence(issue: z.core.$ZodIssue): string {
  const at = issue.path.length > 0 ? `「${issue.path.map(String).join(' → ')}」` : 'このファイル'
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined
        ? `${at}がありません。書き足してください。`
        : `${at}の書き方がちがいます（${issue.expected} が必要です）。`
    case 'unrecognized_keys':
      return `${at}に知らない項目「${issue.keys.join('、')}」があります。つづりを確かめるか、消してください。`
    case 'invalid_value':
      return `${at}に使えるのは次のどれかです: ${issue.values.map(String).join('、')}`
    case 'too_small':
      return `${at}が空か、少なすぎます（${issue.minimum} 以上）。`
    case 'too_big':
      return `${at}が多すぎます（${issue.maximum} まで）。`
    case 'invalid_union':
      return `${at}の書き方がどの形にも合いません。`
    default:
      return `${at}: ${issue.message}`
  }
}

/** Reads YAML text through a zod schema. Never throws: what is wrong becomes faults with file and line. */
export function readYaml<S extends z.ZodType>(file: string, text: string, schema: S): YamlFile<z.output<S>> {
  const lines = new LineCounter()
  const document = parseDocument(text.replace(/^\uFEFF/, ''), { lineCounter: lines, prettyErrors: false })
  const lineAt = (offset: number) => lines.linePos(offset).line
  const lineOf = (path: readonly PropertyKey[]): number => {
    let node: unknown = document.contents
    let offset = 0
    for (const step of [...path, null]) {
      if (isNode(node)) offset = (node as Node).range?.[0] ?? offset
      if (step === null || !isCollection(node)) break
      if (isMap(node)) {
        const pair = node.items.find(
          (item) => String((item.key as { value?: unknown })?.value) === String(step),
        )
        if (!pair) break
        offset = (pair.key as Node | null)?.range?.[0] ?? offset
        if (!isCollection(pair.value)) break
        node = pair.value
      } else if (isSeq(node)) node = node.items[Number(step)]
      else break
    }
    return lineAt(offset)
  }
  if (document.errors.length > 0)
    return {
      value: null,
      lineOf,
      faults: document.errors.map((error) => ({
        file,
        line: lineAt(error.pos[0]),
        message: `YAML として読めません。字下げ・引用符・コロンのあとの空白を確かめてください（${error.code}）。`,
      })),
    }
  const parsed = schema.safeParse(document.toJS())
  if (parsed.success) return { value: parsed.data, faults: [], lineOf }
  return {
    value: null,
    lineOf,
    faults: parsed.error.issues.map((issue) => ({
      file,
      line: lineOf(issue.path),
      message: sentence(issue),
    })),
  }
}
