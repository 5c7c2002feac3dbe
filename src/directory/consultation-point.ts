import type { Confidence, PointChannel } from '../content/vocabulary.ts'

/**
 * 相談先 as a resident or a member of staff sees it now (`contract.md`, ConsultationPoint). `id` is the
 * id column of the ward's CSV. Everything in it comes from a source row; what is not known is null.
 */
export interface ConsultationPoint {
  readonly id: string
  readonly name: string
  readonly kind: string
  /** Why it is named: it is responsible for the address, for the whole ward, is merely near, or answers nationwide. */
  readonly basis: 'catchment' | 'wardwide' | 'distance' | 'national'
  readonly why: string
  readonly phone: string | null
  /** Always null, like `lat` and `lng`, for points whose place must stay hidden (DV). */
  readonly address: string | null
  readonly town: string | null
  readonly lat: number | null
  readonly lng: number | null
  readonly hours: {
    /** For people: 「今開いています（17:00まで）」, 「開いている時間は確認中です」. */
    readonly text: string
    /** null = not known. */
    readonly open: boolean | null
    /** ISO 8601 with +09:00, when open and known to close. */
    readonly until: string | null
    /** ISO 8601 with +09:00, when closed. */
    readonly next_open: string | null
  }
  readonly distance_m: number | null
  readonly channels: readonly PointChannel[]
  readonly bring: readonly string[]
  /** 電話台本: what to say, line by line. */
  readonly script: readonly string[]
  readonly languages: readonly string[]
  readonly source: { readonly name: string; readonly url: string | null; readonly date: string | null }
  /** yyyy-mm-dd when the ward has confirmed it; null = 「区の確認はまだです」. */
  readonly confirmed: string | null
  readonly confidence: Confidence
  readonly notice: string | null
}
