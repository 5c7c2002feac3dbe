import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { contentFiles, ROOT } from '../../src/build/inputs.ts'
import type { Fault } from '../../src/content/fault.ts'
import { readContent } from '../../src/content/read-content.ts'
import {
  AREAS,
  type Area,
  areaOf,
  DANGER_KINDS,
  type DangerKind,
  NEEDS,
} from '../../src/content/vocabulary.ts'
import { CONDITIONS, KNOWN } from '../../src/triage/rules.ts'

/** The intents of an area with one sentence each: thousands of examples take long to read again and again. */
function shortIntents(area: Area): string {
  const intents = NEEDS.filter((need) => areaOf(need) === area).map(
    (id) => `  - id: ${id}\n    name: { ja: 名前, easy: なまえ, en: Name }\n    examples: [困っています]\n`,
  )
  return `area: ${area}\nintents:\n${intents.join('')}`
}

const shortDanger = (kind: DangerKind): [string, string] => [
  `intents/danger/${kind.replaceAll('_', '-')}.yaml`,
  `kind: ${kind}\nemergency: [助けてください]\nconcern: [心配です]\n`,
]

/** The ideas that patterns look for, with one word each. */
function shortLexicon(): string {
  const patterns = readFileSync(join(ROOT, 'flows/patterns.yaml'), 'utf8')
  const signs = [...patterns.matchAll(/signs: \[([^\]]*)\]/g)].flatMap(([, list]) =>
    (list ?? '').split(/,\s*/),
  )
  const ideas = [...new Set(signs)].map((id, i) => `  - id: ${id}\n    words: [しるしのことば${i}]\n`)
  return `theme: signs\nconcepts:\n${ideas.join('')}`
}

const read = (path: string): [string, string] => [path, readFileSync(join(ROOT, path), 'utf8')]
const shipped: ReadonlyMap<string, string> = new Map([
  ...contentFiles()
    .filter((path) => path.startsWith('flows/') || /^wards\/(mihon\/|[^/]+$)/.test(path))
    .map(read),
  ...AREAS.map((area): [string, string] => [`intents/${area}.yaml`, shortIntents(area)]),
  read('intents/legal.yaml'),
  ['intents/lexicon/signs.yaml', shortLexicon()],
  ...DANGER_KINDS.map(shortDanger),
  [
    'intents/danger/harmless.yaml',
    'kind: harmless\nlook_alikes: [死ぬほど笑った]\nordinary: [住民票がほしい]\n',
  ],
])

export const RULES = {
  conditions: new Set(Object.keys(CONDITIONS)),
  known: new Set(Object.keys(KNOWN)),
}

/** A file of the content as it is shipped, what is learnt from mostly shortened. */
export function shippedText(file: string): string {
  const text = shipped.get(file)
  if (text === undefined) throw new Error(`no such content file: ${file}`)
  return text
}

/** What the check says when these files have these texts (null: deleted) and all others are as shipped. */
export function faultsWithFiles(changed: Readonly<Record<string, string | null>>): readonly Fault[] {
  const files = new Map(shipped)
  for (const [path, text] of Object.entries(changed))
    if (text === null) files.delete(path)
    else files.set(path, text)
  return readContent(files, RULES).faults
}

/** The shipped file with one place replaced, and the line where that place begins. */
export function planted(file: string, from: string, to: string): { text: string; line: number } {
  const before = shippedText(file)
  const at = before.indexOf(from)
  if (at < 0) throw new Error(`nothing to replace in ${file}: ${from}`)
  return {
    text: before.slice(0, at) + to + before.slice(at + from.length),
    line: before.slice(0, at).split('\n').length,
  }
}
