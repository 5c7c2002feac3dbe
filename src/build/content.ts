import { readFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Fault } from '../content/fault.ts'
import { type Content, readContent } from '../content/read-content.ts'
import { packLexicon } from '../text/lexicon.ts'
import { encodeLexicon } from '../text/lexicon-file.ts'
import { CONDITIONS, KNOWN } from '../triage/rules.ts'
import { contentFiles, ROOT } from './inputs.ts'

/** Reads and checks all content of the repository. */
export function readAllContent(): { readonly content: Content | null; readonly faults: readonly Fault[] } {
  const files = new Map(contentFiles().map((path) => [path, readFileSync(join(ROOT, path), 'utf8')]))
  return readContent(files, {
    conditions: new Set(Object.keys(CONDITIONS)),
    known: new Set(Object.keys(KNOWN)),
  })
}

/**
 * Compiles what officials own into files the service loads whole: `guide.json` (flows, phrases, intents'
 * names), their words as `names.bin`, the concepts as `concepts.bin`, and `ward-<id>.json`. Returns the faults
 * and writes nothing when there are any.
 */
export async function buildContent(folder: string): Promise<readonly Fault[]> {
  const { content, faults } = readAllContent()
  if (!content) return faults
  const { wards, intents, dangerExamples: _, speakers: __, concepts, ...guide } = content
  const light = intents.map(({ id, name }) => ({ id, name }))
  await Promise.all([
    writeFile(join(folder, 'guide.json'), JSON.stringify({ ...guide, intents: light })),
    writeFile(join(folder, 'names.bin'), encodeLexicon(packLexicon(intents))),
    writeFile(join(folder, 'concepts.bin'), encodeLexicon(packLexicon(concepts))),
    ...wards.map((ward) => writeFile(join(folder, `ward-${ward.id}.json`), JSON.stringify(ward))),
  ])
  return []
}
