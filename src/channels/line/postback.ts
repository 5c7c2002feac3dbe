import type { LineKeys } from './keys.ts'

const VERSION = '1'
/** LINE's limit for `postback.data`. */
const MOST = 300
/** A button of the rich menu is the same for everybody. */
const ANYBODY = '*'

/** A button that opens the keyboard; nothing was said by tapping it. */
export const KEYBOARD = '!keyboard'

export interface Postback {
  /** The data of a button; null when the choice's id is too long for one, and must be typed instead. */
  write(conversation: string, choice: string): string | null
  /** The data of a button shown to everybody. Only commands (`!person`) can be one. */
  writeForAll(command: string): string | null
  /** The choice behind the data; null for another conversation's, an altered or an older version's. */
  read(conversation: string, data: string): string | null
}

/**
 * A button's data: opaque, versioned, signed for its conversation, no personal data. It comes back from
 * the resident's phone years later, so nothing in it is believed before the signature is.
 */
export function postback({ hide, reveal }: Pick<LineKeys, 'hide' | 'reveal'>): Postback {
  const dataOf = (conversation: string, choice: string): string | null => {
    if (choice === '') return null
    const data = VERSION + hide(conversation, choice).toString('base64url')
    return data.length <= MOST ? data : null
  }
  return {
    write: dataOf,
    writeForAll: (command) => (command.startsWith('!') ? dataOf(ANYBODY, command) : null),
    read(conversation, data) {
      if (!data.startsWith(VERSION) || data.length > MOST) return null
      const bytes = Buffer.from(data.slice(VERSION.length), 'base64url')
      const own = reveal(conversation, bytes)
      if (own !== null) return own
      const shared = reveal(ANYBODY, bytes)
      return shared?.startsWith('!') ? shared : null
    },
  }
}
