import type { Phrases } from '../content/phrases.ts'
import { inLang } from '../content/text.ts'
import type { Lang } from '../content/vocabulary.ts'
import type { WardFile } from '../content/ward.ts'
import type { Batch } from '../ports.ts'
import type { InboundContent } from '../triage/conversation.ts'
import { type Message, type Outbound, tokyoIso } from '../triage/message.ts'
import type { OneTimeLinks } from './one-time-link.ts'

interface Parts {
  readonly lane: WardFile['lineLane']
  readonly phrases: Pick<Phrases, 'reply-notice' | 'reply-read' | 'reply-way' | 'link-open'>
  readonly links: Pick<OneTimeLinks, 'make'>
  /** The address of the page a link's token is appended to. */
  readonly page: string
  /** Whether a private person could be found by what stands in a text. */
  readonly isPersonal: (text: string) => boolean
}

/** What a messenger is told of an answer whose words are read on the ward's own page. */
export interface ReplyNotice {
  /** Whether these words of staff may stand on the messenger's servers. */
  readonly mayStand: (text: string) => boolean
  /** That there is an answer, with a button that asks for the way to it: good also hours later. */
  readonly notice: (reply: Message) => Outbound
  /** 「返事を読む」, pressed or typed. */
  readonly asksWay: (content: InboundContent) => boolean
  /** The way, made now: write the put in one step with what tells it. */
  readonly way: (
    conversation: string,
    lang: Lang,
    at: number,
  ) => { readonly message: Outbound; readonly put: NonNullable<Batch['puts']>[number] }
}

const READ = '!reply'

/** As somebody types a button's words: without readings, spaces and case. */
const typed = (text = '') =>
  text
    .normalize('NFKC')
    .replaceAll(/\([^)]*\)|[\s「」。.!]/g, '')
    .toLowerCase()

/**
 * Words of staff stay off the messenger, which says only that they are there. In a ward that has approved
 * talking on it they stand there, but for what a private person could be found by.
 */
export function replyNotice({ lane, phrases, links, page, isPersonal }: Parts): ReplyNotice {
  const labels = new Set(Object.values(phrases['reply-read']).map((label) => typed(label)))
  return {
    mayStand: (text) => lane === 'in_line_with_notice' && !isPersonal(text),
    notice: ({ id, at, lang }) => ({
      id,
      at,
      from: 'system',
      lang,
      text: inLang(phrases['reply-notice'], lang),
      ask: { id: READ, label: inLang(phrases['reply-read'], lang) },
    }),
    asksWay: (content) =>
      content.kind === 'tap'
        ? content.choice === READ
        : content.kind === 'text' && content.text.length <= 60 && labels.has(typed(content.text)),
    way(conversation, lang, at) {
      const { token, put } = links.make(conversation)
      const link = { label: inLang(phrases['link-open'], lang), url: `${page}${token}?openExternalBrowser=1` }
      const text = inLang(phrases['reply-way'], lang)
      return { message: { id: 'way', at: tokyoIso(at), from: 'system', lang, text, link }, put }
    },
  }
}
