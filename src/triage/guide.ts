import type { Flow, FlowNode, NodeKey } from '../content/flow.ts'
import { nodeKey } from '../content/flow.ts'
import type { Intent } from '../content/intent.ts'
import type { Patterns } from '../content/pattern.ts'
import type { DangerTexts, Phrases } from '../content/phrases.ts'
import type { LocalText } from '../content/text.ts'
import type { Lang, Need } from '../content/vocabulary.ts'
import { areaOf } from '../content/vocabulary.ts'
import type { ConsultationPoint } from '../directory/consultation-point.ts'
import type { AddressReading, Place } from '../directory/place.ts'
import type { Understanding } from '../text/understanding.ts'
import type { Situation } from './conversation.ts'

export interface PlaceQuestion {
  readonly needs: readonly Need[]
  readonly place: Place | null
}

/** What triage asks of the directory; pure, the time is an argument. */
export interface Desk {
  readonly wardName: string
  readonly switchboard: string
  readAddress(text: string): AddressReading
  readBlock(text: string): number | null
  nearestTown(lat: number, lng: number): AddressReading
  /** The general contact of another municipality, where a source states one. */
  elsewhereContact(municipality: string): { readonly name: string; readonly phone: string } | null
  /** What would decide who is responsible for these needs here. */
  undecided(question: PlaceQuestion, now: number): 'town' | 'block' | 'ward_must_confirm' | null
  /** 居場所・活動 that serve these needs near the place, best first; nothing without a way to reach it. */
  places(
    situation: Situation,
    options: { readonly now: number; readonly lang: Lang; readonly exclude: readonly string[] },
  ): readonly ConsultationPoint[]
  points(
    situation: Situation,
    options: {
      readonly now: number
      readonly lang: Lang
      readonly exclude: readonly string[]
      readonly outreach: boolean
    },
  ): readonly ConsultationPoint[]
  /** The lines that answer this danger now, best first. */
  lines(
    kind: NonNullable<Understanding['danger']['kind']>,
    options: { readonly now: number; readonly lang: Lang; readonly gravity: 'emergency' | 'concern' },
  ): readonly {
    readonly name: string
    readonly number: string
    readonly hours: string
    readonly open: boolean | null
  }[]
  /** A line where somebody listens at this hour; null when none is known to be open. */
  lineNow(now: number, lang: Lang): ConsultationPoint | null
  /** The ward-wide desk, always reachable. */
  generalDesk(now: number, lang: Lang): ConsultationPoint
  /** The desk that brings others to the table (多機関協働). */
  coreDesk(now: number, lang: Lang): ConsultationPoint
  /** What the ward's outreach covers (訪問・アウトリーチ). */
  readonly outreach: LocalText
}

/** Everything a turn reads: content and the pure functions over it. */
export interface Guide {
  readonly flows: ReadonlyMap<string, Flow>
  readonly nodes: ReadonlyMap<NodeKey, { readonly flow: Flow; readonly node: FlowNode }>
  readonly intents: ReadonlyMap<Need, Pick<Intent, 'name'>>
  readonly phrases: Phrases
  readonly danger: DangerTexts
  readonly patterns: Patterns
  readonly desk: Desk
  understand(text: string, recent: readonly string[]): Understanding
  /** Kana-folded comparison key of a label or a typed answer. */
  key(text: string): string
  /** The same key of how a label is read: 「物忘れ」 → ものわすれ. */
  reading(label: string): string
}

/** The nodes of all flows under their full keys. */
export function indexNodes(flows: Iterable<Flow>): Map<NodeKey, { flow: Flow; node: FlowNode }> {
  const nodes = new Map<NodeKey, { flow: Flow; node: FlowNode }>()
  for (const flow of flows)
    for (const node of flow.nodes) nodes.set(nodeKey(flow.id, node.id), { flow, node })
  return nodes
}

/** Where the conversation about this need begins; the flow that serves the area when none serves the need. */
export function entryFor(need: Need, flows: Iterable<Flow>): NodeKey {
  const wholeArea = `${areaOf(need)}.*`
  let ofArea: Flow | null = null
  let fallback: Flow | null = null
  for (const flow of flows) {
    if (flow.serves.includes(need)) return nodeKey(flow.id, flow.start)
    if (flow.serves.includes(wholeArea)) ofArea ??= flow
    if (flow.serves.includes('other.unknown')) fallback ??= flow
  }
  const found = ofArea ?? fallback
  return found ? nodeKey(found.id, found.start) : 'start.story'
}
