import type { MenuKind } from '../../../ports.ts'

/** What happens on a tap. A menu is the same for everybody, so it carries commands and numbers, nothing of a talk. */
export type MenuAction =
  /** As in `!person`. */
  | { readonly kind: 'command'; readonly command: `!${string}` }
  /** The keyboard opens, and nobody is told. */
  | { readonly kind: 'write' }
  | { readonly kind: 'call'; readonly phone: string }

export type MenuIcon = 'talk' | 'person' | 'again' | 'phone' | 'language' | 'write' | 'urgent'

export interface MenuArea {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly look: 'main' | 'plain' | 'urgent'
  readonly icon: MenuIcon
  /** Large, one or two lines. */
  readonly lines: readonly string[]
  /** Below, smaller: a number, or the same in another language. */
  readonly note: string
  /** Read aloud by screen readers; at most 20 graphemes. */
  readonly label: string
  readonly action: MenuAction
}

/** A standing menu below the talk, as it is drawn and as it works. Measures are pixels of its picture. */
export interface Menu {
  readonly kind: MenuKind
  readonly width: number
  readonly height: number
  /** At most 14 graphemes; says nothing about the talk to somebody who looks over a shoulder. */
  readonly bar: string
  /** Drawn above the areas: which state this is. */
  readonly title: string
  readonly areas: readonly MenuArea[]
}

/** LINE's name for whichever menu of that kind is the present one. */
export const aliasOf = (kind: MenuKind): string => `madoguchi-${kind}`

/** Menus whose name begins so are ours to replace; others on the account are left alone. */
export const OURS = 'madoguchi/'
