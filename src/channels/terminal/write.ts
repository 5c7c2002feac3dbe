import type { ConsultationPoint } from '../../directory/consultation-point.ts'
import type { Message } from '../../triage/message.ts'

const BASIS: Readonly<Record<ConsultationPoint['basis'], string>> = {
  catchment: '担当',
  wardwide: '区全体',
  distance: '近い',
  national: '全国・都',
}

function pointLines(point: ConsultationPoint): string[] {
  return [
    `■ ${point.name}［${BASIS[point.basis]}］`,
    `  ${point.why}`,
    ...(point.phone ? [`  電話 ${point.phone}`] : []),
    ...(point.address ? [`  場所 ${point.address}`] : []),
    `  ${point.hours.text}`,
    ...(point.notice ? [`  ※ ${point.notice}`] : []),
    ...point.script.map((line) => `  ${line}`),
    ...(point.bring.length > 0 ? [`  あるとよいもの：${point.bring.join('、')}`] : []),
    `  出典：${point.source.name}${point.source.date ? `（${point.source.date}）` : ''}${point.confirmed ? '' : '／区の確認はまだです'}`,
  ]
}

function cardLines(card: NonNullable<Message['card']>): string[] {
  return [
    '□ 窓口カード（お名前は入りません。窓口で見せるか、電話で読んでください）',
    ...card.lines.map((line) => `  ${line}`),
    `  受付のことば：${card.ticket}`,
    ...(card.bring.length > 0 ? [`  あるとよいもの：${card.bring.join('、')}`] : []),
  ]
}

/** Messages as lines of a terminal; choices numbered, as a resident answers with the number. */
export function writeTerminal(messages: readonly Message[]): string {
  const lines: string[] = []
  for (const message of messages) {
    if (message.from === 'resident') continue
    lines.push(message.from === 'system' ? `⚠ ${message.text}` : message.text)
    for (const point of message.points ?? []) lines.push(...pointLines(point))
    if (message.card) lines.push(...cardLines(message.card))
    message.choices?.forEach((choice, i) => {
      lines.push(`  ${i + 1}. ${choice.label}`)
    })
    lines.push('')
  }
  return lines.join('\n')
}
