import type { MenuKind } from '../../../ports.ts'

/** What officials call the menus. */
export const MENU_NAMES: Readonly<Record<MenuKind, string>> = {
  consult: '相談する',
  talking: '担当者と話し中',
  closed: '時間外',
}
