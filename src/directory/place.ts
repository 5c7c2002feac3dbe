import type { Contact } from '../content/neighbours.ts'

/**
 * Where somebody is, as far as a consultation needs it: town and block (番), with the house number only
 * while a lookup runs. Never stored with the raw text it came from.
 */
export interface Place {
  /** As towns.csv spells it: 中央三丁目. */
  readonly town: string
  readonly block: number | null
  readonly number: number | null
  /** From a map position: the nearest town, to be said as approximate. */
  readonly approximate: boolean
}

/** What an address text turned out to be. Ambiguity is a value. */
export type AddressReading =
  | { readonly kind: 'place'; readonly place: Place }
  /** More than one town of the ward fits; ask which. */
  | { readonly kind: 'which-town'; readonly towns: readonly string[]; readonly block: number | null }
  /** Another municipality: 新宿区 …, with its general contact where a source states one. */
  | {
      readonly kind: 'elsewhere'
      readonly municipality: string
      readonly contact: Contact | null
    }
  | { readonly kind: 'unknown' }
