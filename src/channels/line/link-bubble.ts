import type { messagingApi } from '@line/bot-sdk'
import { clip } from './cut.ts'
import { flexText } from './point-bubble.ts'

const LABEL = { graphemes: 40, units: 200 }
/** UTF-16 units that stand in the bubble; longer words need a message of their own. */
export const LINK_WORDS = 1_000

/** Whether LINE takes the address for a button. */
export const opens = (url: string): boolean => url.length <= 1_000 && /^https?:\/\/[!-~]+$/.test(url)

/** Words and one button. */
function withButton(text: string, action: messagingApi.Action): messagingApi.FlexBubble {
  return {
    type: 'bubble',
    body: {
      type: 'box',
      layout: 'vertical',
      spacing: 'md',
      contents: [
        ...flexText(text, { color: '#1a1a1a', size: 'md' }, { units: LINK_WORDS }),
        {
          type: 'button',
          style: 'primary',
          height: 'md',
          adjustMode: 'shrink-to-fit',
          action,
        },
      ],
    },
  }
}

/** Words and one button that opens a page. The label is read aloud, the address is not shown. */
export function linkBubble(
  text: string,
  link: { readonly label: string; readonly url: string },
): messagingApi.FlexBubble {
  const label = clip(link.label, LABEL) || link.url.slice(0, LABEL.graphemes)
  return withButton(text, { type: 'uri', label, uri: link.url })
}

/** Words and one button that asks for something. What it asks for can also be typed. */
export function askBubble(text: string, label: string, data: string): messagingApi.FlexBubble {
  const shown = clip(label, LABEL) || '→'
  return withButton(text, { type: 'postback', label: shown, data, displayText: shown })
}
