import type { Ward } from '../content/ward.ts'
import { type Partition, partitionOf, type Share } from './partition.ts'
import type { Place } from './place.ts'

/** A point that may be responsible, and for which part of the town. */
export interface Candidate {
  readonly point: string
  /** 「3–21番、27–29番」「6番の一部」 */
  readonly when: string
}

/** Who is responsible for a place, or what would decide it. Only `decided` may be called 担当. */
export type Responsible =
  | { readonly kind: 'decided'; readonly point: string }
  | { readonly kind: 'ask-town'; readonly candidates: readonly Candidate[] }
  | { readonly kind: 'ask-block'; readonly candidates: readonly Candidate[] }
  /** The sources do not settle it: a block shared by two areas, or nobody's. */
  | { readonly kind: 'ward-must-confirm'; readonly candidates: readonly Candidate[] }

/**
 * The point of a partition that is responsible for a place on a day (yyyy-mm-dd, Asia/Tokyo). A town that
 * a source merely names as an example, or a position merely near, decides nothing.
 */
export function responsibleFor(
  ward: Pick<Ward, 'catchments' | 'towns' | 'partitions'>,
  partitionName: string,
  place: Place | null,
  today: string,
): Responsible {
  const partition = partitionOf(ward, partitionName)
  if (place === null) return askTown(partition, today)
  const shares = (partition.shares.get(place.town) ?? []).filter((share) => isValidShare(share, today))
  const firm = shares.filter((share) => share.extent !== 'named')
  // 明石町 stands in the source as an example of an area whose edge is not known.
  if (firm.length === 0)
    return { kind: 'ward-must-confirm', candidates: candidates(shares, () => '区域の例に名前があります') }
  // A map position gives the nearest town, not the town.
  if (place.approximate) return { kind: 'ask-town', candidates: candidates(firm, () => place.town) }
  return place.block === null ? byTown(firm) : byBlock(firm, place.block)
}

function byTown(firm: readonly Share[]): Responsible {
  const whole = firm.find((share) => share.blocks === null && share.extent === 'whole')
  if (whole && firm.every((share) => share.point === whole.point))
    return { kind: 'decided', point: whole.point }
  const only = firm[0]?.point
  // 見本橋二丁目 is cut between two 区民センター that one あんしんセンター covers: no 番 would change the answer.
  if (only !== undefined && firm.every((share) => share.point === only) && reachesFromOne(firm))
    return { kind: 'decided', point: only }
  const kind = firm.some((share) => share.blocks !== null) ? 'ask-block' : 'ward-must-confirm'
  return { kind, candidates: candidates(firm, blocksOf) }
}

/** The blocks of these shares, all of them whole, are 1, 2, 3 … without a gap: any 番 the sources know. */
export function reachesFromOne(shares: readonly Share[]): boolean {
  if (shares.some((share) => share.extent !== 'whole' || share.blocks === null)) return false
  const ranges = shares.flatMap((share) => share.blocks ?? []).sort((a, b) => a[0] - b[0])
  let reached = 0
  for (const [from, to] of ranges) {
    if (from > reached + 1) return false
    reached = Math.max(reached, to)
  }
  return reached > 0
}

function byBlock(firm: readonly Share[], block: number): Responsible {
  const here = firm.filter((share) => covers(share, block))
  const whole = here.find((share) => share.extent === 'whole')
  if (whole && here.every((share) => share.point === whole.point))
    return { kind: 'decided', point: whole.point }
  const part = (own: readonly Share[]) => (own.some((share) => share.extent === 'whole') ? '' : 'の一部')
  return { kind: 'ward-must-confirm', candidates: candidates(here, (own) => `${block}番${part(own)}`) }
}

const townQuestions = new WeakMap<Partition, { readonly today: string; readonly answer: Responsible }>()

/** Asking is honest only where a town's name can settle it; in 中央区 no おとしより相談センター's area is known. */
function askTown(partition: Partition, today: string): Responsible {
  const known = townQuestions.get(partition)
  if (known?.today === today) return known.answer
  const answer = townQuestion(partition, today)
  townQuestions.set(partition, { today, answer })
  return answer
}

function townQuestion(partition: Partition, today: string): Responsible {
  const towns = new Map<string, string[]>(partition.points.map((point) => [point, []]))
  for (const [town, shares] of partition.shares)
    for (const share of shares)
      if (share.extent !== 'named' && isValidShare(share, today)) {
        const own = towns.get(share.point)
        if (own && own.at(-1) !== town) own.push(town)
      }
  const known = [...towns.values()].some((own) => own.length > 0)
  const list = (own: readonly string[]) =>
    own.length === 0 ? '区域は確認中です' : `${own.slice(0, 3).join('、')}${own.length > 3 ? ' ほか' : ''}`
  return {
    kind: known ? 'ask-town' : 'ward-must-confirm',
    candidates: [...towns].map(([point, own]) => ({ point, when: list(own) })),
  }
}

function candidates(shares: readonly Share[], when: (own: readonly Share[]) => string): Candidate[] {
  return [...Map.groupBy(shares, (share) => share.point)].map(([point, own]) => ({ point, when: when(own) }))
}

/** 「3–21番、27–29番、6番の一部」 */
function blocksOf(own: readonly Share[]): string {
  return own
    .flatMap(({ blocks, extent }) => {
      const doubt = extent === 'part' ? 'の一部' : ''
      return (
        blocks?.map(([from, to]) => `${from === to ? from : `${from}–${to}`}番${doubt}`) ?? `町全体${doubt}`
      )
    })
    .join('、')
}

function covers({ blocks }: Share, block: number): boolean {
  if (blocks === null) return true
  for (const range of blocks) if (range[0] <= block && block <= range[1]) return true
  return false
}

/** Whether a share holds on a day (yyyy-mm-dd). */
export function isValidShare(share: Share, today: string): boolean {
  return (
    (share.validFrom === null || share.validFrom <= today) &&
    (share.validTo === null || today <= share.validTo)
  )
}
