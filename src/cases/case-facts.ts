import { inLang } from '../content/text.ts'
import type { Area, Lang, Need } from '../content/vocabulary.ts'
import type { Channel, Inbound, Session } from '../triage/conversation.ts'
import type { Guide } from '../triage/guide.ts'
import { aboutViolence } from '../triage/hand-over.ts'
import { householdOf } from '../triage/household.ts'
import { walk } from '../triage/walk.ts'

/** What a list shows of a talk: closed words of the field only, nothing anybody wrote. Kept sealed. */
export interface CaseFacts {
  readonly channel: Channel
  readonly lang: Lang
  readonly areas: readonly Area[]
  readonly needs: readonly Need[]
  /** 「母（80代）：物忘れ・介護／見本橋一丁目」 */
  readonly summary: string
  /** When the resident last wrote. Epoch ms. */
  readonly heardAt: number
  /** About violence at home: nothing is ever sent there unasked. */
  readonly violence: boolean
  /** やめる was said. */
  readonly stopped: boolean
}

/** The facts of a talk as it stands after this inbound. */
export function caseFacts(
  guide: Guide,
  session: Session,
  inbound: Pick<Inbound, 'channel' | 'at'>,
  now: number,
): CaseFacts {
  const { situation } = walk(guide, session, now)
  return {
    channel: inbound.channel,
    lang: session.lang,
    areas: situation.areas.length > 0 ? situation.areas : ['other'],
    needs: situation.needs,
    summary: summaryOf(guide, session, now),
    heardAt: inbound.at,
    violence: aboutViolence(session, situation),
    stopped: session.stopped,
  }
}

function summaryOf(guide: Guide, session: Session, now: number): string {
  const { situation } = walk(guide, session, now)
  const violence = aboutViolence(session, situation)
  const name = (need: Need) => {
    const known = guide.intents.get(need)?.name
    return known ? inLang(known, 'ja') : need
  }
  const told = householdOf(situation, violence)
    .members.filter(({ needs }) => needs.length > 0)
    .map(
      ({ who, decade, needs }) =>
        `${who}${decade === null ? '' : `（${decade}代）`}：${needs.map(name).join('・')}`,
    )
  const about = told.length > 0 ? told.join('、') : situation.needs.map(name).join('・')
  const place = violence ? null : (situation.place?.town ?? null)
  return [about || 'まだ内容を聞いていません', ...(place ? [place] : [])].join('／')
}
