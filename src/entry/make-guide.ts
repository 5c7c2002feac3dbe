import type { CannedReply } from '../content/canned-reply.ts'
import type { Flow } from '../content/flow.ts'
import type { Intent } from '../content/intent.ts'
import type { Neighbour } from '../content/neighbours.ts'
import type { Patterns } from '../content/pattern.ts'
import type { DangerTexts, Phrases } from '../content/phrases.ts'
import type { ReadingsFile } from '../content/readings-file.ts'
import type { Ward } from '../content/ward.ts'
import { createDirectory, type Directory } from '../directory/directory.ts'
import { findDanger as findByRules } from '../text/danger.ts'
import { dangerFinder, type FindDanger } from '../text/danger-model.ts'
import { loadDictionary } from '../text/dictionary.ts'
import { wordFinder } from '../text/lexicon.ts'
import { decodeLexicon } from '../text/lexicon-file.ts'
import { decodeModel } from '../text/model.ts'
import { decodeJudged, decodeNetwork } from '../text/network.ts'
import { kanaKey } from '../text/normalise.ts'
import { type Readings, reader } from '../text/reader.ts'
import { createTokeniser, type Tokenise } from '../text/tokenise.ts'
import { understander } from '../text/understand.ts'
import { createDesk } from '../triage/desk.ts'
import { type Guide, indexNodes } from '../triage/guide.ts'

/** The compiled content, as `src/build/content.ts` wrote it. */
export interface CompiledGuide {
  readonly flows: readonly Flow[]
  readonly intents: readonly Pick<Intent, 'id' | 'name'>[]
  readonly phrases: Phrases
  readonly danger: DangerTexts
  readonly readings: ReadingsFile
  readonly patterns: Patterns
  readonly neighbours: readonly Neighbour[]
  readonly canned: readonly CannedReply[]
}

export interface Loaded {
  readonly guide: Guide
  readonly ward: Ward
  readonly directory: Directory
  readonly tokenise: Tokenise
  readonly findDanger: FindDanger
  /** Prepared replies of the staff. */
  readonly canned: readonly CannedReply[]
  /** Furigana for any Japanese text, the ward's town names included. */
  readonly readings: Readings
}

/** Readings of labels as comparison keys, each looked up once: there are a few thousand. */
function readingKeys(readings: Readings): (label: string) => string {
  const known = new Map<string, string>()
  return (label) => {
    const read = known.get(label)
    if (read !== undefined) return read
    const pieces = readings(label)
    const key = kanaKey(pieces.map(({ text, ruby }) => ruby ?? text).join('')).text
    known.set(label, key)
    return key
  }
}

/** The readings of a ward's texts: what officials put right, then the readings of its towns, then the dictionary's. */
export function readingsFor(tokenise: Tokenise, { words, counts }: ReadingsFile, ward: Ward): Readings {
  return reader(tokenise, {
    words: new Map([
      ...ward.towns.flatMap(({ base, kana }) => (kana === null ? [] : [[base, kana] as const])),
      ...words.map(({ word, reading }) => [word, reading] as const),
    ]),
    counts: new Map(counts.map(({ word, reading }) => [word, reading])),
  })
}

/** The built files a turn is decided from, read from wherever the runtime keeps them. */
export interface GuideFiles {
  /** By name, as `loadDictionary` expects them. */
  readonly dictionary: ReadonlyMap<string, Uint8Array>
  /** `guide.json` and `ward-<id>.json`, as text. */
  readonly guide: string
  readonly ward: string
  /** Words that name a need, and words that hint at one, as `encodeLexicon` wrote them. */
  readonly names: Uint8Array
  readonly concepts: Uint8Array
  readonly needs: Uint8Array
  readonly danger: Uint8Array
  readonly speaker: Uint8Array
}

/** Everything a turn reads, made of the built files; they are viewed, not copied. */
export function makeGuide(files: GuideFiles): Loaded {
  const tokenise = createTokeniser(loadDictionary(files.dictionary), { runs: 'whole' })
  const ward = JSON.parse(files.ward) as Ward
  const named = files.guide.replaceAll('{ward}', ward.name).replaceAll('{ward_en}', ward.nameEn)
  const compiled = JSON.parse(named) as CompiledGuide
  const flows = new Map(compiled.flows.map((flow) => [flow.id, flow]))
  const concepts = wordFinder(decodeLexicon(files.concepts))
  const findDanger = dangerFinder(findByRules, decodeNetwork(files.danger), concepts)
  const understand = understander({
    tokenise,
    model: decodeJudged(files.needs),
    speakers: decodeModel(files.speaker),
    lexicon: wordFinder(decodeLexicon(files.names)),
    concepts,
    findDanger,
  })
  const directory = createDirectory(ward)
  const readings = readingsFor(tokenise, compiled.readings, ward)
  const guide: Guide = {
    flows,
    nodes: indexNodes(flows.values()),
    intents: new Map(compiled.intents.map((intent) => [intent.id, intent])),
    phrases: compiled.phrases,
    danger: compiled.danger,
    patterns: compiled.patterns,
    desk: createDesk(directory, compiled.neighbours),
    understand,
    key: (text) => kanaKey(text).text,
    reading: readingKeys(readings),
  }
  return { guide, ward, directory, tokenise, findDanger, canned: compiled.canned, readings }
}
