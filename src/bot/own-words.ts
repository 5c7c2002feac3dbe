import type { InboundContent } from '../triage/conversation.ts'

const LONGEST = 10_000

/** The resident's own words as a message, for the transcript; nothing for a tap's technical id. */
export function ownWords(content: InboundContent, label: (choice: string) => string | null): string | null {
  switch (content.kind) {
    case 'text':
      return content.text.slice(0, LONGEST)
    case 'tap':
      return label(content.choice)
    case 'sticker':
      return `（スタンプ：${content.keywords.join('・') || '不明'}）`
    case 'location':
      return '（地図の位置）'
    case 'media':
      return '（写真や音声など）'
    default:
      return null
  }
}
