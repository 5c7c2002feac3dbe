import { createHash } from 'node:crypto'
import type { messagingApi } from '@line/bot-sdk'
import { KEYBOARD, type Postback } from '../postback.ts'
import { drawMenu } from './draw-menu.ts'
import { type Menu, type MenuArea, OURS } from './menu.ts'

type Action = messagingApi.PostbackAction | messagingApi.URIAction

function actionOf({ action, label }: MenuArea, buttons: Pick<Postback, 'writeForAll'>): Action {
  if (action.kind === 'call') return { type: 'uri', label, uri: `tel:${action.phone.replaceAll('-', '')}` }
  const command = action.kind === 'write' ? KEYBOARD : action.command
  const data = buttons.writeForAll(command)
  if (data === null) throw new Error(`${command} cannot be a button for everybody`)
  // What is shown in the talk as done by the resident; opening a keyboard is nothing to be shown.
  const shown = action.kind === 'write' ? { inputOption: 'openKeyboard' as const } : { displayText: label }
  return { type: 'postback', label, data, ...shown }
}

export interface MenuRequest {
  readonly menu: Menu
  readonly svg: string
  readonly request: messagingApi.RichMenuRequest & { readonly name: string }
}

/**
 * What LINE is asked to make of a menu. Its name carries a hash of picture and buttons, so that a menu that
 * changed in nothing has the same name, and one whose buttons are signed with another secret has not.
 */
export function menuRequest(menu: Menu, ward: string, buttons: Pick<Postback, 'writeForAll'>): MenuRequest {
  const svg = drawMenu(menu)
  const request = {
    size: { width: menu.width, height: menu.height },
    selected: true,
    chatBarText: menu.bar,
    areas: menu.areas.map((area) => ({
      bounds: { x: area.x, y: area.y, width: area.width, height: area.height },
      action: actionOf(area, buttons),
    })),
  }
  const hash = createHash('sha256')
    .update(svg)
    .update(JSON.stringify(request))
    .digest('base64url')
    .slice(0, 22)
  return { menu, svg, request: { ...request, name: `${OURS}${ward}/${menu.kind}/${hash}` } }
}
