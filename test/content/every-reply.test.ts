import { describe, expect, test } from 'vitest'
import { lineKeys } from '../../src/channels/line/keys.ts'
import { postback } from '../../src/channels/line/postback.ts'
import { writeLine } from '../../src/channels/line/write.ts'
import { writeTerminal } from '../../src/channels/terminal/write.ts'
import { DANGER_KINDS } from '../../src/content/vocabulary.ts'
import type { Ward } from '../../src/content/ward.ts'
import { dangerCard } from '../../src/triage/danger-card.ts'
import { type Message, messageOf } from '../../src/triage/message.ts'
import { paths } from '../../src/triage/paths.ts'
import { tell } from '../../src/triage/tell.ts'
import { faultsOf } from '../line/line-limits.ts'
import { PHRASES } from '../line/samples.ts'
import { guideOf } from '../support/built.ts'

const NOW = Date.parse('2026-11-24T10:00:00+09:00')
const NUMBERS = /#\d{4}|(?<![\d-])0\d{1,4}-\d{1,4}-\d{3,5}(?!\d)|(?<![\d-])0\d{9,10}(?!\d)/g
const buttons = postback(lineKeys('a secret of the tests'))

/** Every number that stands in a source row of the ward, or in a note of one. */
function sourced(ward: Ward, contacts: readonly string[]): ReadonlySet<string> {
  const cells = [
    ward.switchboard.phone,
    ...contacts,
    ...[...ward.points, ...ward.resources].flatMap(({ phone, phoneNote, notice }) => [
      phone,
      phoneNote,
      notice,
    ]),
    ...ward.hotlines.flatMap(({ number, numberNote }) => [number, numberNote]),
  ]
  return new Set(cells.flatMap((cell) => cell?.match(NUMBERS) ?? []))
}

describe.each(['chuo', 'nakano', 'mihon'])('every reply of every path in %s', async (id) => {
  const { guide, ward } = await guideOf(id)
  const known = sourced(ward, [])
  const ways = [...paths(guide, NOW, { addresses: id === 'nakano' ? ['中央三丁目'] : [] })]

  test.each(['ja', 'easy', 'en'] as const)(
    '%s: no number without a source row, nothing LINE would refuse',
    (lang) => {
      const invented = new Set<string>()
      const refused = new Set<string>()
      const seen = new Set<string>()
      const judge = (messages: readonly Message[]) => {
        const shown = writeTerminal(messages)
        if (seen.has(shown)) return
        seen.add(shown)
        for (const number of shown.match(NUMBERS) ?? []) if (!known.has(number)) invented.add(number)
        const requests = writeLine(messages, {
          dataOf: (choice) => buttons.write('line-somebody', choice),
          phrases: PHRASES,
        })
        for (const request of requests) for (const fault of faultsOf(request)) refused.add(fault)
      }
      for (const { session } of ways) {
        const { replies } = tell(guide, { ...session, lang }, null, NOW, NOW)
        for (const reply of replies) judge([messageOf(reply, 'm', NOW)])
      }
      for (const kind of DANGER_KINDS)
        for (const danger of ['concern', 'emergency'] as const)
          judge([messageOf(dangerCard(guide, kind, danger, { lang, now: NOW }), 'm', NOW)])
      expect(seen.size).toBeGreaterThan(100)
      expect([...invented]).toEqual([])
      expect([...refused]).toEqual([])
    },
    120_000,
  )
})
