import type { Lang } from '../../content/vocabulary.ts'

export const SIZES = ['normal', 'large', 'larger'] as const
export type Size = (typeof SIZES)[number]

/** How the page is shown. `ruby` null: nobody has chosen, and the language decides. */
export interface Look {
  readonly size: Size
  readonly ruby: boolean | null
}

export const PLAIN_LOOK: Look = { size: 'normal', ruby: null }

/** Whether ふりがな is drawn: やさしい日本語 begins with it. */
export function drawsRuby({ ruby }: Look, lang: Lang): boolean {
  return ruby ?? lang === 'easy'
}

/** A look as it came over the wire or out of the store; anything else is the plain one. */
export function readLook(value: unknown): Look {
  const { size, ruby } = (value ?? {}) as Record<string, unknown>
  return {
    size: SIZES.find((one) => one === size) ?? 'normal',
    ruby: typeof ruby === 'boolean' ? ruby : null,
  }
}
