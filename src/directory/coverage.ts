import type { Ward } from '../content/ward.ts'
import { type BlockRange, blockText, extentText, mergedBlocks, missingBlocks } from './blocks.ts'
import { isValidShare, reachesFromOne } from './catchment.ts'
import { partitionOf, type Share } from './partition.ts'

/** How far the sources settle who is responsible in a town, the best first. */
export const COVERAGES = ['decided', 'by-block', 'inside-block', 'named', 'nobody'] as const
export type Coverage = (typeof COVERAGES)[number]

export const COVERAGE_NAMES: Readonly<Record<Coverage, string>> = {
  decided: '決まる',
  'by-block': '番で分かれる',
  'inside-block': '番の中で分かれる',
  named: '名前だけ（境は未確認）',
  nobody: 'だれもいない',
}

/** One town of a partition on a day. */
export interface TownCoverage {
  readonly town: string
  readonly coverage: Coverage
  /** Valid on that day. */
  readonly shares: readonly Share[]
  /** Not valid yet, soonest first. */
  readonly later: readonly Share[]
  /** Blocks below the highest named one that nobody has; empty where no row names blocks. */
  readonly missing: readonly BlockRange[]
  /** The highest block a row names: what lies beyond no source says. Null where no row names blocks. */
  readonly highest: number | null
}

/** Every town of the ward, in the order of towns.csv, on a day (yyyy-mm-dd, Asia/Tokyo). */
export function coverageOf(
  ward: Pick<Ward, 'catchments' | 'towns' | 'partitions'>,
  partition: string,
  today: string,
): readonly TownCoverage[] {
  const { shares } = partitionOf(ward, partition)
  return ward.towns.map(({ name }) => {
    const all = shares.get(name) ?? []
    const now = all.filter((share) => isValidShare(share, today))
    const later = all
      .filter(({ validFrom }) => validFrom !== null && validFrom > today)
      .sort((a, b) => (a.validFrom ?? '').localeCompare(b.validFrom ?? ''))
    const firm = now.filter(({ extent }) => extent !== 'named')
    const named = firm.flatMap(({ blocks }) => blocks ?? [])
    const open = named.length > 0 && firm.every(({ blocks }) => blocks !== null)
    return {
      town: name,
      coverage: coverage(now, firm),
      shares: now,
      later,
      missing: open ? missingBlocks(named) : [],
      highest: open ? Math.max(...named.map(([, high]) => high)) : null,
    }
  })
}

function coverage(now: readonly Share[], firm: readonly Share[]): Coverage {
  if (now.length === 0) return 'nobody'
  const [first] = firm
  if (!first) return 'named'
  const whole = firm.some(({ blocks, extent }) => blocks === null && extent === 'whole')
  if ((whole || reachesFromOne(firm)) && firm.every(({ point }) => point === first.point)) return 'decided'
  return firm.some(({ extent }) => extent === 'part') || whole ? 'inside-block' : 'by-block'
}

/** 「3-21番、6番の一部」: one point's shares of a town. */
export function sharesText(own: readonly Share[]): string {
  return [...Map.groupBy(own, ({ extent }) => extent)]
    .flatMap(([extent, same]) => {
      const town = same.some(({ blocks }) => blocks === null)
      const named = same.flatMap((share) => share.blocks ?? [])
      // 「20番の一部、21番の一部」 is not 「20-21番の一部」.
      const blocks = extent === 'part' ? named : mergedBlocks(named)
      return [...(town ? [{ extent, blocks: null }] : []), ...(blocks.length > 0 ? [{ extent, blocks }] : [])]
    })
    .map(extentText)
    .join('、')
}

/** The blocks no row gives to anybody: 「1-2番、22-26番と52番から先」; null where no row names blocks. */
export function missingText({ missing, highest }: TownCoverage): string | null {
  if (highest === null) return null
  const beyond = `${highest + 1}番から先`
  return missing.length > 0 ? `${blockText(missing)}と${beyond}` : beyond
}
