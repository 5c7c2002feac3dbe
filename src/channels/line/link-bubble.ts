import type { messagingApi } from '@line/bot-sdk'
import { clip } from './cut.ts'
import { flexText } from './point-bubble.ts'

const LABEL = { graphemes: 40, units: 200 }

/** Words and one button that opens a page. The label is read aloud, the address is not shown. */
export function linkBubble(
  text: string,
  link: { readonly label: string; readonly url: string },
): messagingApi.FlexBubble {
  return {
    type: 'bubble',
    body: {
      type: 'box',
      layout: 'vertical',
      spacing: 'md',
      contents: [
        ...flexText(text, { color: '#1a1a1a', size: 'md' }, { units: 1_000 }),
        {
          type: 'button',
          style: 'primary',
          height: 'md',
          adjustMode: 'shrink-to-fit',
          action: { type: 'uri', label: clip(link.label, LABEL), uri: link.url },
        },
      ],
    },
  }
}
