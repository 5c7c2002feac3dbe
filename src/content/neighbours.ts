import type { Fault } from './fault.ts'
import { readTable, type SourceFile } from './read-table.ts'
import { CONFIDENCES, type Confidence } from './vocabulary.ts'

/** Another municipality of Tokyo: what tells its addresses apart, and where its residents can turn. */
export interface Neighbour {
  readonly municipality: string
  /** Town names without 丁目. */
  readonly towns: readonly string[]
  readonly contact: Contact | null
}

/** The general contact of another municipality, with its source. */
export interface Contact {
  /** `tokyo-` and the five digits of the municipality's code. */
  readonly id: string
  readonly municipality: string
  readonly name: string
  readonly phone: string
  readonly source: string
  readonly url: string
  readonly date: string
  readonly confidence: Confidence
}

const CONTACT_COLUMNS = [
  'lg_code',
  'municipality',
  'name',
  'phone',
  'source',
  'source_url',
  'source_date',
  'confidence',
  'caveat',
] as const
const TOWN_COLUMNS = ['municipality', 'town'] as const

/** Reads `wards/neighbours.csv` and `wards/tokyo-towns.csv`. */
export function parseNeighbours(contacts: SourceFile, towns: SourceFile, faults: Fault[]): Neighbour[] {
  const contactRows = readTable(contacts, CONTACT_COLUMNS)
  const townRows = readTable(towns, TOWN_COLUMNS)
  faults.push(...contactRows.faults, ...townRows.faults)
  const found = new Map<string, { towns: string[]; contact: Neighbour['contact'] }>()
  const of = (municipality: string) => {
    const made = found.get(municipality) ?? { towns: [], contact: null }
    found.set(municipality, made)
    return made
  }
  for (const { cells } of townRows.rows) of(cells.municipality).towns.push(cells.town)
  for (const { cells, file, line } of contactRows.rows) {
    if (!/^[\d-]{9,14}$/.test(cells.phone))
      faults.push({
        file,
        line,
        message: `「phone」が電話番号の形ではありません（今は「${cells.phone}」）。`,
      })
    const confidence = CONFIDENCES.find((one) => one === cells.confidence)
    if (!confidence)
      faults.push({
        file,
        line,
        message: `「confidence」は A・B・C のどれかです（今は「${cells.confidence}」）。`,
      })
    of(cells.municipality).contact = {
      id: `tokyo-${cells.lg_code}`,
      municipality: cells.municipality,
      name: cells.name,
      phone: cells.phone,
      source: cells.source,
      url: cells.source_url,
      date: cells.source_date,
      confidence: confidence ?? 'C',
    }
  }
  return [...found].map(([municipality, rest]) => ({ municipality, ...rest }))
}
