import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import {
  AREAS,
  areaOf,
  DANGER_KINDS,
  DANGERS,
  NEEDS,
  type Need,
  SPEAKERS,
} from '../../src/content/vocabulary.ts'

const ROOT = new URL('../../', import.meta.url)
const UTTERANCES = readTable('utterances.tsv', 'text\tareas\tneeds\tdanger\tdanger_kind\tspeaker')
const UNSEEN_UTTERANCES = readTable(
  'utterances-unseen.tsv',
  'text\tareas\tneeds\tdanger\tdanger_kind\tspeaker',
)
const DANGER = readTable('danger.tsv', 'text\tdanger\tdanger_kind\tnote')
const IN_TALK = readTable('danger-in-talk.tsv', 'text\tdanger\tdanger_kind\tnote')
const TUNING = readTable('danger-tuning.tsv', 'text\tdanger\tdanger_kind\tnote')
const UNSEEN = readTable('danger-unseen.tsv', 'text\tdanger\tdanger_kind\tnote')
const BLIND = readTable('danger-blind.tsv', 'text\tdanger\tdanger_kind\tnote')
const DANGERS_JUDGED = [...DANGER, ...IN_TALK, ...TUNING, ...UNSEEN, ...BLIND]

/** Two sentences this alike (shared part of all their 3-grams) are one sentence said twice. */
const ALIKE = 0.6
/** 「死にたい」「消えたい」 can be said in no other words: dangers this short may stand in both. */
const UNAVOIDABLE = 6

function readTable(file: string, head: string): readonly string[][] {
  const [first, ...lines] = readFileSync(new URL(`test/corpus/${file}`, ROOT), 'utf8')
    .trimEnd()
    .split('\n')
  if (first !== head) throw new Error(`${file}: the first line must be ${JSON.stringify(head)}`)
  return lines.map((line) => line.split('\t'))
}

function cell(row: readonly string[], at: number): string {
  return row[at] ?? ''
}

/** The rows of a table for which `wrong` holds, as their texts. */
function texts(rows: readonly string[][], wrong: (row: readonly string[]) => boolean): string[] {
  return rows.filter(wrong).map((row) => cell(row, 0))
}

function tally(values: Iterable<string>): Map<string, number> {
  const counts = new Map<string, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return counts
}

/** Of `labels`, those that stand fewer than `least` times, with how often. */
function scarce(labels: readonly string[], values: Iterable<string>, least: number): string[] {
  const counts = tally(values)
  return labels.filter((l) => (counts.get(l) ?? 0) < least).map((l) => `${l}: ${counts.get(l) ?? 0}`)
}

function isOneOf(known: readonly string[], value: string): boolean {
  return known.includes(value)
}

function dangerIsSound(danger: string, kind: string): boolean {
  return danger === 'none' ? kind === '-' : isOneOf(DANGERS, danger) && isOneOf(DANGER_KINDS, kind)
}

/** Kanji apart, nothing of how it was typed: 「デイサービス」 and 「でい さ-びす」 are the same. */
function fold(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[ァ-ヶ]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) - 0x60))
    .replace(/[\s\p{P}\p{S}ー]/gu, '')
}

function threeGrams(text: string): ReadonlySet<string> {
  const marked = [...`^${fold(text)}$`]
  return new Set(marked.slice(2).map((_, at) => marked.slice(at, at + 3).join('')))
}

/** Every sentence anything is trained on: intents, danger, speakers. Words and names are no sentences. */
function readExamples(): string[] {
  const sentences = (value: unknown): string[] => {
    if (typeof value === 'string') return [value]
    if (Array.isArray(value)) return value.flatMap(sentences)
    if (typeof value !== 'object' || value === null) return []
    return Object.entries(value).flatMap(([key, inner]) =>
      ['name', 'words', 'id', 'kind', 'is', 'also', 'area'].includes(key) ? [] : sentences(inner),
    )
  }
  return readdirSync(new URL('intents/', ROOT), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.yaml') && !file.startsWith('lexicon'))
    .flatMap((file) => sentences(parse(readFileSync(new URL(`intents/${file}`, ROOT), 'utf8'))))
}

/** Looks a text up among others: the one most alike, when it is a near-duplicate. */
function duplicateFinder(others: readonly string[]): (text: string) => string | undefined {
  const sizes: number[] = []
  const holders = new Map<string, number[]>()
  for (const [at, other] of others.entries()) {
    const grams = threeGrams(other)
    sizes.push(grams.size)
    for (const gram of grams) {
      const list = holders.get(gram)
      if (list) list.push(at)
      else holders.set(gram, [at])
    }
  }
  return (text) => {
    const grams = threeGrams(text)
    const shared = new Map<number, number>()
    for (const gram of grams)
      for (const at of holders.get(gram) ?? []) shared.set(at, (shared.get(at) ?? 0) + 1)
    for (const [at, count] of shared)
      if (count / (grams.size + (sizes[at] ?? 0) - count) >= ALIKE) return others[at]
    return undefined
  }
}

describe.each([
  ['utterances.tsv', UTTERANCES],
  ['utterances-unseen.tsv', UNSEEN_UTTERANCES],
])('%s', (_file, rows) => {
  test('every row has six cells and a text without stray spaces', () => {
    expect(texts(rows, (row) => row.length !== 6 || cell(row, 0) !== cell(row, 0).trim())).toEqual([])
  })

  test('every need is known, and the areas are the areas of the needs in the same order', () => {
    const wrong = (row: readonly string[]): boolean => {
      const needs = cell(row, 2).split('|')
      const areas = [...new Set(needs.map((need) => areaOf(need as Need)))]
      return needs.some((need) => !isOneOf(NEEDS, need)) || areas.join('|') !== cell(row, 1)
    }
    expect(texts(rows, wrong)).toEqual([])
  })

  test('danger, its kind and the speaker are words of the vocabulary', () => {
    const sound = (row: readonly string[]) =>
      dangerIsSound(cell(row, 3), cell(row, 4)) && isOneOf(SPEAKERS, cell(row, 5))
    expect(texts(rows, (row) => !sound(row))).toEqual([])
  })
})

describe('utterances.tsv', () => {
  test('no area is judged on a handful: at least 70 each, at least 10 a need', () => {
    const main = UTTERANCES.map((row) => cell(row, 1).split('|')[0] ?? '')
    const needs = UTTERANCES.flatMap((row) => cell(row, 2).split('|'))
    expect(UTTERANCES.length).toBeGreaterThanOrEqual(900)
    expect(scarce(AREAS, main, 70)).toEqual([])
    expect(scarce(['other'], main, 80)).toEqual([])
    expect(scarce(NEEDS, needs, 10)).toEqual([])
  })

  test('everyone who turns to the ward speaks: relatives, neighbours, professionals', () => {
    const speakers = UTTERANCES.map((row) => cell(row, 5))
    expect(scarce(['self', 'family'], speakers, 90)).toEqual([])
    expect(scarce(['neighbour'], speakers, 80)).toEqual([])
    expect(scarce(['professional'], speakers, 60)).toEqual([])
  })
})

test.each([
  ['danger.tsv', DANGER],
  ['danger-in-talk.tsv', IN_TALK],
  ['danger-tuning.tsv', TUNING],
  ['danger-unseen.tsv', UNSEEN],
  ['danger-blind.tsv', BLIND],
])('%s: every row has four cells, a known danger and a kind exactly when there is danger', (_file, rows) => {
  const sound = (row: readonly string[]) =>
    row.length === 4 && dangerIsSound(cell(row, 1), cell(row, 2)) && cell(row, 3) !== ''
  expect(texts(rows, (row) => !sound(row))).toEqual([])
})

describe('danger.tsv', () => {
  test('at least 500 dangers over all kinds, 600 dull questions, 300 look-alikes', () => {
    const kinds = DANGER.map((row) => cell(row, 2))
    const notes = DANGER.filter((row) => cell(row, 1) === 'none').map(
      (row) => cell(row, 3).split(/[: ]/)[0] ?? '',
    )
    expect(kinds.filter((kind) => kind !== '-').length).toBeGreaterThanOrEqual(500)
    expect(scarce(DANGER_KINDS, kinds, 20)).toEqual([])
    expect(scarce(['ordinary'], notes, 600)).toEqual([])
    expect(scarce(['look-alike'], notes, 300)).toEqual([])
  })
})

describe('the judge stands apart', () => {
  test('no text stands twice in the corpus', () => {
    const twice = [
      ...tally([...UTTERANCES, ...UNSEEN_UTTERANCES, ...DANGERS_JUDGED].map((row) => cell(row, 0))),
    ].filter(([, n]) => n > 1)
    expect(twice).toEqual([])
  })

  test('no sentence is a near-duplicate of an example in intents/', () => {
    const find = duplicateFinder(readExamples())
    const rows = [
      ...UTTERANCES,
      ...UNSEEN_UTTERANCES,
      ...DANGERS_JUDGED.filter((row) => cell(row, 1) === 'none' || fold(cell(row, 0)).length > UNAVOIDABLE),
    ]
    const found = rows.flatMap((row) => {
      const text = cell(row, 0)
      const other = find(text)
      return other === undefined ? [] : [`corpus「${text}」 intents「${other}」`]
    })
    expect(found).toEqual([])
  })
})
