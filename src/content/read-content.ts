import type * as z from 'zod'
import { type CannedReply, cannedFile } from './canned-reply.ts'
import { checkFlows, type FlowSource, type RuleNames } from './check-flows.ts'
import { checkPatterns } from './check-patterns.ts'
import {
  checkCannedPlaceholders,
  checkPatternPlaceholders,
  checkPhrasePlaceholders,
  checkPlaceholders,
} from './check-placeholders.ts'
import { type Concept, conceptClashes, conceptFile } from './concept-lexicon.ts'
import {
  type DangerExamples,
  dangerExamples,
  type HarmlessExamples,
  harmlessExamples,
} from './danger-examples.ts'
import type { Fault } from './fault.ts'
import { type Flow, flow } from './flow.ts'
import { type Intent, intentFile } from './intent.ts'
import { type Neighbour, parseNeighbours } from './neighbours.ts'
import { type PatternFile, type Patterns, patternFile } from './pattern.ts'
import { type DangerTexts, dangerFile, type Phrases, phraseFile } from './phrases.ts'
import { readWards } from './read-wards.ts'
import { checkReadings, type ReadingsFile, readingsFile } from './readings-file.ts'
import { residentTexts } from './resident-texts.ts'
import { type SpeakerExamples, speakerExamples } from './speaker-examples.ts'
import { textsIn } from './text.ts'
import { AREAS, areaOf, DANGER_KINDS, NEEDS } from './vocabulary.ts'
import type { Ward } from './ward.ts'
import { readYaml, type YamlFile } from './yaml-file.ts'

/** Everything officials own, checked. */
export interface Content {
  readonly flows: readonly Flow[]
  readonly intents: readonly Intent[]
  readonly phrases: Phrases
  readonly danger: DangerTexts
  /** Prepared replies of the staff. */
  readonly canned: readonly CannedReply[]
  /** Words read otherwise than the dictionary says. */
  readonly readings: ReadingsFile
  /** Compound cases and what is said of them. */
  readonly patterns: Patterns
  /** Ideas, and the many words residents have for them. */
  readonly concepts: readonly Concept[]
  /** What the model of who writes learns from. */
  readonly speakers: readonly SpeakerExamples[]
  /** What the danger model learns from. */
  readonly dangerExamples: {
    readonly dangerous: readonly DangerExamples[]
    readonly harmless: HarmlessExamples
  }
  readonly wards: readonly Ward[]
  /** Other municipalities: the towns that tell them apart and their general contact. */
  readonly neighbours: readonly Neighbour[]
  /** Texts no person has approved, by language. */
  readonly unreviewed: Readonly<Record<'ja' | 'easy' | 'en', number>>
}

const CANNED = 'flows/canned.yaml'
const READINGS = 'flows/readings.yaml'
const PATTERNS_FILE = 'flows/patterns.yaml'

/**
 * Reads all content from its texts, by path (`flows/ageing.yaml`, `wards/chuo/points.csv` …). `content`
 * is null when anything at all is wrong: what is broken is not served.
 */
export function readContent(
  files: ReadonlyMap<string, string>,
  rules: RuleNames,
): { readonly content: Content | null; readonly faults: readonly Fault[] } {
  const faults: Fault[] = []
  const unreviewed = { ja: 0, easy: 0, en: 0 }
  const count = (of: { ja: boolean; easy: boolean; en: boolean }, value: unknown) => {
    const texts = textsIn(value)
    for (const lang of ['ja', 'easy', 'en'] as const) if (!of[lang]) unreviewed[lang] += texts
  }
  const under = (folder: string) =>
    [...files]
      .filter(([path]) => path.startsWith(`${folder}/`) && path.endsWith('.yaml'))
      .sort(([a], [b]) => (a < b ? -1 : 1))
  const all = <S extends z.ZodType>(folder: string, schema: S): readonly z.output<S>[] =>
    under(folder).flatMap(([path, text]) => {
      const read = readYaml(path, text, schema)
      faults.push(...read.faults)
      return read.value === null ? [] : [read.value]
    })
  const missing = (file: string): string => {
    faults.push({
      file,
      line: 0,
      message: 'このファイルがありません。消してしまったときは、元に戻してください。',
    })
    return ''
  }

  const sources: FlowSource[] = []
  let phrases: Phrases | null = null
  let danger: DangerTexts | null = null
  let readings: YamlFile<ReadingsFile> | null = null
  let patterns: YamlFile<PatternFile> | null = null
  let canned: readonly CannedReply[] = []
  const placeholders: Fault[] = []
  for (const [file, text] of under('flows')) {
    if (file === 'flows/phrases.yaml') {
      const read = readYaml(file, text, phraseFile)
      faults.push(...read.faults)
      if (read.value) {
        count(read.value.reviewed, read.value.phrases)
        placeholders.push(...checkPhrasePlaceholders(read.value.phrases, { file, lineOf: read.lineOf }))
      }
      phrases = read.value?.phrases ?? null
    } else if (file === 'flows/danger.yaml') {
      const read = readYaml(file, text, dangerFile)
      faults.push(...read.faults)
      if (read.value) {
        count(read.value.reviewed, read.value)
        placeholders.push(...checkPlaceholders(read.value, { file, lineOf: read.lineOf }))
      }
      danger = read.value
    } else if (file === READINGS) {
      readings = readYaml(file, text, readingsFile)
      faults.push(...readings.faults)
    } else if (file === CANNED) {
      const read = readYaml(file, text, cannedFile)
      faults.push(...read.faults)
      if (!read.value) continue
      count(read.value.reviewed, read.value.replies)
      placeholders.push(...checkCannedPlaceholders(read.value.replies, { file, lineOf: read.lineOf }))
      canned = read.value.replies
    } else if (file === PATTERNS_FILE) {
      patterns = readYaml(file, text, patternFile)
      faults.push(...patterns.faults)
      if (patterns.value) {
        count(patterns.value.reviewed, [patterns.value.compound, patterns.value.patterns])
        placeholders.push(...checkPatternPlaceholders(patterns.value, { file, lineOf: patterns.lineOf }))
      }
    } else {
      const read = readYaml(file, text, flow)
      faults.push(...read.faults)
      if (!read.value) continue
      count(read.value.reviewed, read.value)
      sources.push({ file, flow: read.value, lineOf: read.lineOf })
      placeholders.push(...checkPlaceholders(read.value, { file, lineOf: read.lineOf }))
    }
  }
  for (const path of ['flows/phrases.yaml', 'flows/danger.yaml', CANNED, READINGS, PATTERNS_FILE])
    if (!files.has(path)) missing(path)
  // A flow that could not be read leaves routes dangling everywhere: say the first thing first.
  if (faults.length === 0) faults.push(...checkFlows(sources, rules))
  faults.push(...placeholders)

  const intents: Intent[] = []
  const seen = new Set<string>()
  for (const [file, text] of under('intents').filter(([path]) => path.split('/').length === 2)) {
    const read = readYaml(file, text, intentFile)
    faults.push(...read.faults)
    read.value?.intents.forEach((intent, i) => {
      const at = { file, line: read.lineOf(['intents', i, 'id']) }
      if (areaOf(intent.id) !== read.value?.area)
        faults.push({
          ...at,
          message: `「${intent.id}」は分野「${read.value?.area}」のファイルには書けません。`,
        })
      if (seen.has(intent.id)) faults.push({ ...at, message: `「${intent.id}」が二度書かれています。` })
      seen.add(intent.id)
      intents.push(intent)
    })
    if (read.value)
      count(
        read.value.reviewed,
        read.value.intents.map(({ name }) => name),
      )
  }
  for (const area of AREAS) if (!files.has(`intents/${area}.yaml`)) missing(`intents/${area}.yaml`)
  if (faults.length === 0)
    for (const need of NEEDS.filter((need) => !seen.has(need)))
      faults.push({
        file: `intents/${areaOf(need)}.yaml`,
        line: 0,
        message: `「${need}」の例文がありません。`,
      })

  const concepts: readonly Concept[] = all('intents/lexicon', conceptFile).flatMap((one) => one.concepts)
  for (const clash of conceptClashes(concepts))
    faults.push({ file: 'intents/lexicon', line: 0, message: clash })
  const compounds = patterns?.value ?? null
  if (patterns && compounds) {
    const at = { file: PATTERNS_FILE, lineOf: patterns.lineOf }
    faults.push(...checkPatterns(compounds, new Set(concepts.map(({ id }) => id)), at))
  }

  const speakers: readonly SpeakerExamples[] = all('intents/speakers', speakerExamples)
  const dangerous: DangerExamples[] = []
  let harmless: HarmlessExamples | null = null
  for (const [path, text] of under('intents/danger')) {
    if (path === 'intents/danger/harmless.yaml') {
      const read = readYaml(path, text, harmlessExamples)
      faults.push(...read.faults)
      harmless = read.value
      continue
    }
    const read = readYaml(path, text, dangerExamples)
    faults.push(...read.faults)
    if (read.value) dangerous.push(read.value)
  }
  if (faults.length === 0)
    for (const kind of DANGER_KINDS.filter((kind) => !dangerous.some((of) => of.kind === kind)))
      missing(`intents/danger/${kind.replaceAll('_', '-')}.yaml`)
  if (!files.has('intents/danger/harmless.yaml')) missing('intents/danger/harmless.yaml')

  const file = (path: string) => ({ file: path, text: files.get(path) ?? missing(path) })
  const wards = readWards([...files.keys()], file, faults)
  const neighbours = parseNeighbours(file('wards/neighbours.csv'), file('wards/tokyo-towns.csv'), faults)

  const flows = sources.map((source) => source.flow)
  const known = readings?.value
  if (faults.length === 0 && phrases && danger && compounds && readings && known) {
    const texts = residentTexts({ flows, phrases, danger, patterns: compounds, intents, wards }).map(
      ({ text }) => text,
    )
    faults.push(...checkReadings(known, texts, { file: READINGS, lineOf: readings.lineOf }))
  }
  if (faults.length > 0 || !phrases || !danger || !harmless || !known || !compounds)
    return { content: null, faults }
  return {
    content: {
      flows,
      intents,
      concepts,
      speakers,
      phrases,
      danger,
      canned,
      readings: known,
      patterns: { compound: compounds.compound, patterns: compounds.patterns },
      dangerExamples: { dangerous, harmless },
      wards,
      neighbours,
      unreviewed,
    },
    faults,
  }
}
