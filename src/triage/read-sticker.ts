import type { Session } from './conversation.ts'
import type { Guide } from './guide.ts'
import { optionsOf } from './options.ts'
import { matchOption } from './read-answer.ts'
import { walk } from './walk.ts'

const YES = /^(yes|ok|okay|agree|thumbs ?up|nod|good|はい|うん|いいね|了解|オッケー)$/i
const NO = /^(no|nope|disagree|いいえ|だめ|ちがう)$/i

/** A sticker is a word when it names an answer, はい or いいえ when it shows one. */
export function stickerWords(
  guide: Guide,
  session: Session,
  keywords: readonly string[],
  now: number,
): string {
  const { asking } = walk(guide, session, now)
  const options = asking ? optionsOf(guide, asking, session.lang) : []
  const named = keywords.find((word) => matchOption(guide, options, word, true))
  if (named) return named
  if (keywords.some((word) => YES.test(word.trim()))) return 'はい'
  if (keywords.some((word) => NO.test(word.trim()))) return 'いいえ'
  return keywords.join(' ')
}
