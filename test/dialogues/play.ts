import { expect } from 'vitest'
import { type Dialogue, deeds, type Exchange } from './dialogue.ts'
import type { Player, Seen } from './players.ts'

function expectExchange(exchange: Exchange, seen: Seen, channel: Player['channel']): void {
  const texts = seen.messages.map((message) => message.text).join('\n')
  for (const words of exchange.案内 ?? []) expect(seen.text).toContain(words)
  for (const words of exchange.言わない ?? []) expect(seen.text).not.toContain(words)
  for (const words of exchange.LINEだけ ?? [])
    if (channel === 'line') expect(seen.text).toContain(words)
    else expect(seen.text).not.toContain(words)
  const labels = seen.messages.flatMap((message) => message.choices ?? []).map((choice) => choice.label)
  for (const label of exchange.選択肢 ?? []) expect(labels).toContain(label)
  if (exchange.相談先) {
    const named = seen.messages.flatMap((message) => message.points ?? []).map((point) => point.id)
    expect(named.slice(0, exchange.相談先.length), texts).toEqual(exchange.相談先)
  }
  if (exchange.カード) {
    const card = seen.messages.findLast((message) => message.card)?.card
    if (exchange.カード[0] === 'なし') expect(card).toBe(undefined)
    else {
      expect(card?.ticket).toMatch(/^[あ-ん]{4}$/)
      expect(seen.text).toContain(card?.ticket)
      for (const words of exchange.カード) expect(JSON.stringify(card)).toContain(words)
    }
  }
  if (exchange.危険) expect(seen.messages.find((m) => m.danger)?.danger ?? 'none').toBe(exchange.危険)
  if (exchange.言語) for (const message of seen.messages) expect(message.lang).toBe(exchange.言語)
  if (exchange.返事 !== undefined) expect(seen.messages).toHaveLength(exchange.返事)
}

/** Plays the whole conversation and holds every answer against what the dialogue expects. */
export async function play(dialogue: Dialogue, player: Player): Promise<void> {
  let last = await player.arrive()
  for (const exchange of dialogue.会話) {
    const seen = deeds(exchange).length > 0 ? await player.act(exchange, last) : last
    expectExchange(exchange, seen, player.channel)
    if (seen.messages.length > 0) last = seen
  }
  await player.end()
}
