import type { Phrases } from '../content/phrases.ts'
import { inLang } from '../content/text.ts'
import type { WardFile } from '../content/ward.ts'
import type { Batch } from '../ports.ts'
import type { Effect, Inbound } from '../triage/conversation.ts'
import { type Message, type Outbound, tokyoIso } from '../triage/message.ts'
import type { OneTimeLinks } from './one-time-link.ts'

interface Parts {
  readonly lane: WardFile['lineLane']
  readonly phrases: Pick<Phrases, 'link-offer' | 'link-open' | 'notice-line'>
  readonly links: Pick<OneTimeLinks, 'make'>
  /** The address of the page a link's token is appended to. */
  readonly page: string
}

/** An answer with what is told beside it on a messenger whose servers keep what is written there; null when it stands alone. */
export type Beside = (
  inbound: Inbound,
  messages: readonly Message[],
  effects: readonly Effect[],
) => { readonly messages: readonly Outbound[]; readonly puts: NonNullable<Batch['puts']> } | null

/**
 * Personal matters stay off the messenger: whoever asks for a person, or writes what need not stand there,
 * is offered the same talk on the ward's own page. In a ward that has approved talking there, they are told
 * that it stays there. Everybody is told so in the greeting, before they are asked anything.
 */
export function protectedLane({ lane, phrases, links, page }: Parts): Beside {
  return (inbound, messages, effects) => {
    const { content, conversation, id } = inbound
    const lang = messages.at(-1)?.lang ?? 'ja'
    const told = { id: `${id}-link`, at: tokyoIso(inbound.at), from: 'bot' as const, lang }
    const notice = { ...told, text: inLang(phrases['notice-line'], lang) }
    if (content.kind === 'arrive' && messages.length > 0) {
      const question = messages.findIndex(({ choices }) => choices)
      return { messages: messages.toSpliced(question < 0 ? messages.length : question, 0, notice), puts: [] }
    }
    // A house number is dropped and advised on; it alone is no reason to go elsewhere.
    const personal = content.kind === 'text' && (content.left ?? []).some((kind) => kind !== 'house')
    const wanted = personal || effects.some(({ kind }) => kind === 'handoff')
    if (!wanted || lane === 'open_only') return null
    if (lane === 'in_line_with_notice') return { messages: [...messages, notice], puts: [] }
    const { token, put } = links.make(conversation)
    const link = { label: inLang(phrases['link-open'], lang), url: `${page}${token}?openExternalBrowser=1` }
    return {
      messages: [...messages, { ...told, text: inLang(phrases['link-offer'], lang), link }],
      puts: [put],
    }
  }
}
