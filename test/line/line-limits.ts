/**
 * What LINE accepts, written from its published limits and from nothing in `src`: a second opinion on
 * every request we make. Returns one sentence a fault; empty means LINE would take it.
 */
export function faultsOf(messages: readonly unknown[]): string[] {
  const faults: string[] = []
  if (messages.length < 1 || messages.length > 5) faults.push(`${messages.length} messages in a request`)
  const whole = JSON.stringify(messages)
  if (bytes(whole) > 2_000_000) faults.push('a body over 2 MB')
  if (/\\ud[89a-f][0-9a-f]{2}/i.test(whole)) faults.push('half a surrogate pair')
  messages.forEach((message, i) => {
    faults.push(
      ...messageFaults(message as Json, i === messages.length - 1).map((f) => `messages[${i}]: ${f}`),
    )
  })
  return faults
}

type Json = Record<string, unknown>
const segmenter = new Intl.Segmenter('ja', { granularity: 'grapheme' })
const graphemes = (text: string) => [...segmenter.segment(text)].length
const bytes = (text: string) => new TextEncoder().encode(text).length
const isText = (value: unknown): value is string => typeof value === 'string'
const filled = (value: unknown): value is string => isText(value) && value.trim() !== ''

function messageFaults(message: Json, last: boolean): string[] {
  const faults: string[] = []
  const known = ['type', 'text', 'altText', 'contents', 'sender', 'quickReply']
  for (const key of Object.keys(message)) if (!known.includes(key)) faults.push(`an unknown property ${key}`)
  // Words of a resident or of staff in braces would be read as substitutions.
  if (message.type === 'textV2') faults.push('a textV2')
  else if (message.type === 'text') {
    if (!filled(message.text)) faults.push('a blank text')
    else if (message.text.length > 5000) faults.push(`a text of ${message.text.length} units`)
  } else if (message.type === 'flex') {
    if (!filled(message.altText) || message.altText.length > 1500) faults.push('an altText LINE refuses')
    faults.push(...containerFaults(message.contents as Json))
  } else faults.push(`a message of type ${String(message.type)}`)
  const sender = message.sender as Json | undefined
  if (
    sender &&
    (!filled(sender.name) || sender.name.length > 20 || /line/i.test(sender.name.normalize('NFKC')))
  )
    faults.push('a sender LINE refuses')
  const quick = message.quickReply as { items?: Json[] } | undefined
  if (quick) {
    const items = quick.items ?? []
    if (!last) faults.push('a quick reply nobody sees')
    if (items.length < 1 || items.length > 13) faults.push(`${items.length} quick replies`)
    for (const item of items) faults.push(...actionFaults(item.action as Json, 20, true))
  }
  return faults
}

function containerFaults(container: Json): string[] {
  if (container.type === 'bubble') return bubbleFaults(container)
  if (container.type !== 'carousel') return [`a container of type ${String(container.type)}`]
  const bubbles = container.contents as Json[]
  return [
    ...(bubbles.length < 1 || bubbles.length > 12 ? [`${bubbles.length} bubbles`] : []),
    ...(bytes(JSON.stringify(container)) > 50_000 ? ['a carousel over 50 KB'] : []),
    ...(new Set(bubbles.map((bubble) => bubble.size ?? 'mega')).size > 1 ? ['bubbles of several sizes'] : []),
    ...bubbles.flatMap(bubbleFaults),
  ]
}

const SIZES = ['nano', 'micro', 'deca', 'hecto', 'kilo', 'mega', 'giga']

function bubbleFaults(bubble: Json): string[] {
  const size = bytes(JSON.stringify(bubble))
  return [
    ...(bubble.size === undefined || SIZES.includes(String(bubble.size)) ? [] : ['a size LINE has not']),
    ...(size > 30_000 ? [`a bubble of ${size} bytes`] : []),
    ...['header', 'body', 'footer'].flatMap((part) =>
      bubble[part] ? componentFaults(bubble[part] as Json) : [],
    ),
  ]
}

function componentFaults(component: Json): string[] {
  const action = component.action ? actionFaults(component.action as Json, 40, false) : []
  switch (component.type) {
    case 'box': {
      const contents = component.contents as Json[]
      return [
        ...(contents.length === 0 ? ['an empty box'] : []),
        ...action,
        ...contents.flatMap(componentFaults),
      ]
    }
    case 'text':
      return [...(filled(component.text) ? [] : ['a blank text component']), ...action]
    case 'button':
      return component.action ? action : ['a button that does nothing']
    case 'separator':
      return []
    default:
      return [`a component of type ${String(component.type)}`]
  }
}

function actionFaults(action: Json, mostLabel: number, quick: boolean): string[] {
  const faults: string[] = []
  if (!filled(action.label)) faults.push('an action without a label')
  else if (graphemes(action.label) > mostLabel) faults.push(`a label of ${graphemes(action.label)} graphemes`)
  switch (action.type) {
    case 'postback':
      if (!isText(action.data) || action.data.length < 1 || bytes(action.data) > 300)
        faults.push('postback data')
      if (!filled(action.displayText) || graphemes(action.displayText) > 300) faults.push('a displayText')
      break
    case 'uri':
      if (!isText(action.uri) || action.uri.length > 1000 || !/^(https?|line|tel):[!-~]+$/.test(action.uri))
        faults.push('a uri')
      break
    case 'message':
      if (!filled(action.text) || graphemes(action.text) > 300) faults.push('the text of a message action')
      break
    case 'clipboard':
      if (
        !isText(action.clipboardText) ||
        action.clipboardText.length < 1 ||
        action.clipboardText.length > 1000
      )
        faults.push('the text of a clipboard action')
      break
    case 'datetimepicker':
      if (!isText(action.data) || action.data.length < 1 || bytes(action.data) > 300)
        faults.push('datetimepicker data')
      if (!['date', 'time', 'datetime'].includes(String(action.mode))) faults.push('a datetimepicker mode')
      break
    case 'location':
    case 'camera':
    case 'cameraRoll':
      if (!quick) faults.push(`a ${action.type} action outside a quick reply`)
      break
    default:
      faults.push(`an action of type ${String(action.type)}`)
  }
  return faults
}
