import type { Flow } from './flow.ts'
import type { Intent } from './intent.ts'
import type { Patterns } from './pattern.ts'
import type { DangerTexts, Phrases } from './phrases.ts'
import type { Ward } from './ward.ts'

/** A Japanese text that residents read, and where it stands. */
export interface ResidentText {
  readonly file: string
  /** The node, phrase or row, and the part of it: `whose.text`, `chuo-kirara.name`. */
  readonly at: string
  readonly lang: 'ja' | 'easy'
  readonly text: string
}

export interface TextSources {
  readonly flows: readonly Flow[]
  readonly phrases: Phrases
  readonly danger: DangerTexts
  readonly patterns: Patterns
  readonly intents: readonly Pick<Intent, 'id' | 'name'>[]
  readonly wards: readonly Ward[]
}

type Found = (at: string, lang: ResidentText['lang'], text: string) => void

/** Every text in both kinds of Japanese under a value of parsed content; list items go by their own id. */
function walk(value: unknown, path: string, found: Found): void {
  if (typeof value !== 'object' || value === null) return
  if ('ja' in value && 'easy' in value && typeof value.ja === 'string' && typeof value.easy === 'string') {
    found(path, 'ja', value.ja)
    found(path, 'easy', value.easy)
    return
  }
  for (const [key, inner] of Object.entries(value)) {
    const id = (inner as { id?: unknown } | null)?.id
    walk(inner, [path, typeof id === 'string' ? id : key].filter((part) => part !== '').join('.'), found)
  }
}

const POINT_FIELDS = ['name', 'address', 'building', 'hoursText', 'notice', 'phoneNote'] as const

/** All Japanese texts of the content that residents read: flows, phrases, dangers, patterns, names of needs, the wards' rows. */
export function residentTexts(sources: TextSources): readonly ResidentText[] {
  const texts: ResidentText[] = []
  const into =
    (file: string): Found =>
    (at, lang, text) =>
      texts.push({ file, at, lang, text })
  for (const { id, title, nodes } of sources.flows) {
    walk(title, 'title', into(`flows/${id}.yaml`))
    for (const node of nodes) walk(node, node.id, into(`flows/${id}.yaml`))
  }
  walk(sources.phrases, '', into('flows/phrases.yaml'))
  walk(sources.danger, '', into('flows/danger.yaml'))
  walk(sources.patterns, '', into('flows/patterns.yaml'))
  for (const { id, name } of sources.intents)
    walk(name, `${id}.name`, into(`intents/${id.slice(0, id.indexOf('.'))}.yaml`))
  for (const ward of sources.wards) {
    const { points, resources, towns, hotlines, catchments: _, ...file } = ward
    const folder = `wards/${ward.id}`
    walk(file, '', into(`${folder}/ward.yaml`))
    into(`${folder}/ward.yaml`)('name', 'ja', ward.name)
    for (const [name, rows] of [
      ['points.csv', points],
      ['resources.csv', resources],
    ] as const)
      for (const row of rows) {
        const say = into(`${folder}/${name}`)
        for (const field of POINT_FIELDS) {
          const text = row[field]
          if (text !== null) say(`${row.id}.${field}`, 'ja', text)
        }
        row.bring.forEach((thing, i) => {
          say(`${row.id}.bring.${i}`, 'ja', thing)
        })
      }
    for (const { name } of towns) into(`${folder}/towns.csv`)(name, 'ja', name)
    for (const { id, name } of hotlines) into(`${folder}/hotlines.csv`)(`${id}.name`, 'ja', name)
  }
  return texts
}
