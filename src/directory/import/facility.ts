import type { AddressReading } from '../place.ts'

/** One row of an open-data list, read and plain: what is not known is null. */
export interface Facility {
  /** The line it begins on in the list. */
  readonly line: number
  readonly name: string
  readonly kana: string
  readonly english: string
  readonly operator: string | null
  readonly address: string | null
  readonly reading: AddressReading
  readonly building: string | null
  /** As towns.csv spells it. */
  readonly town: string | null
  /** Another municipality, where the address is one of it. */
  readonly elsewhere: string | null
  readonly lat: number | null
  readonly lng: number | null
  readonly phone: string | null
  readonly phoneNote: string | null
  readonly hours: string | null
  readonly hoursText: string | null
  readonly services: string | null
  readonly url: string | null
  readonly access: readonly string[]
  /** What says where it belongs, besides its name. */
  readonly category: string
  readonly description: string
}

/** A row that is not taken, and why: Japanese, what is wrong and what to do. */
export interface Refusal {
  readonly line: number
  readonly name: string
  readonly reason: string
}

/** Something to know about rows that are taken all the same. */
export interface Remark {
  readonly message: string
  readonly lines: readonly number[]
}

/** Gathers one remark for many lines. */
export class Remarks {
  readonly #lines = new Map<string, number[]>()

  add(message: string, line: number): void {
    const lines = this.#lines.get(message)
    if (lines) lines.push(line)
    else this.#lines.set(message, [line])
  }

  all(): Remark[] {
    return [...this.#lines].map(([message, lines]) => ({ message, lines }))
  }
}
