import type { CaseLine } from './wire.ts'

const TITLE = '職員の窓口'

/**
 * Tells of new cases where the browser was allowed to: that there is one and how grave, nothing of what it
 * is about, since it stands on the screen for everybody who passes.
 */
export function notifier() {
  return {
    announce({ danger }: CaseLine): void {
      if (!('Notification' in window) || Notification.permission !== 'granted' || !document.hidden) return
      const text = danger === 'none' ? '新しい相談があります' : '危険のある相談があります'
      new Notification(TITLE, { body: text, tag: 'madoguchi', requireInteraction: danger === 'emergency' })
    },
    showCount(count: number): void {
      const title = count > 0 ? `(${count}) ${TITLE}` : TITLE
      if (document.title !== title) document.title = title
    },
  }
}
