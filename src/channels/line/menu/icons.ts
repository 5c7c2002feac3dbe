import type { MenuIcon } from './menu.ts'

/** Line drawings in a field of 24 by 24, stroked in the colour of the words beside them. */
export const ICONS: Readonly<Record<MenuIcon, string>> = {
  talk: '<path d="M4 4h16a2 2 0 0 1 2 2v9a2 2 0 0 1-2 2h-9l-5 4v-4H4a2 2 0 0 1-2-2V6a2 2 0 0 1 2-2z"/><path d="M7 9h10M7 12.5h6"/>',
  person: '<circle cx="12" cy="7.5" r="4.5"/><path d="M3 22c0-5 4-8 9-8s9 3 9 8"/>',
  again: '<path d="M4 12a8 8 0 1 0 2.6-5.9"/><path d="M3.2 3.6l.8 5 5-.8"/>',
  phone:
    '<path d="M5 3h4l2 5-2.6 1.9a12 12 0 0 0 5.7 5.7L16 13l5 2v4a2 2 0 0 1-2.2 2A17 17 0 0 1 3 5.2 2 2 0 0 1 5 3z"/>',
  language:
    '<circle cx="12" cy="12" r="9.5"/><path d="M2.5 12h19M12 2.5c3.4 2.6 4.4 6 4.4 9.5s-1 6.9-4.4 9.5c-3.4-2.6-4.4-6-4.4-9.5s1-6.9 4.4-9.5z"/>',
  write:
    '<path d="M4 20l1-5L16.5 3.5a2.1 2.1 0 0 1 3 0l1 1a2.1 2.1 0 0 1 0 3L9 19z"/><path d="M14.5 5.5l4 4"/>',
  urgent: '<path d="M12 2.8L22.4 21H1.6z"/><path d="M12 9.5v5.5M12 18v.2"/>',
}
