import type { Neighbour } from '../content/neighbours.ts'
import type { DangerKind, Lang, Need } from '../content/vocabulary.ts'
import type { HotlineRow } from '../content/ward.ts'
import { readAddress } from '../directory/address.ts'
import type { ConsultationPoint } from '../directory/consultation-point.ts'
import type { Directory } from '../directory/directory.ts'
import { findElsewhere } from '../directory/find-elsewhere.ts'
import { findPoint, whatDecides } from '../directory/find-point.ts'
import { findResources } from '../directory/find-resources.ts'
import { createGazetteer } from '../directory/gazetteer.ts'
import { hoursNow } from '../directory/hours.ts'
import { linesForDanger } from '../directory/lines.ts'
import { nearestTown } from '../directory/nearest-town.ts'
import { presentPoint } from '../directory/present.ts'
import { readBlock } from '../directory/read-block.ts'
import type { Reason } from '../directory/reasons.ts'
import type { Desk } from './guide.ts'
import { ownersOf } from './household.ts'

/** Nobody looks at more than three places at once. */
const MOST_POINTS = 3
/** 居場所 stand beside the desks and never crowd them. */
const MOST_PLACES = 2

/** What triage asks of one ward's directory. */
export function createDesk(directory: Directory, neighbours: readonly Neighbour[]): Desk {
  const { ward } = directory
  const gazetteer = createGazetteer(ward, neighbours)
  const contacts = new Map(neighbours.map(({ municipality, contact }) => [municipality, contact]))

  const desk = (id: string, now: number, lang: Lang, reason: Reason) => {
    const row = directory.point(id)
    if (!row) throw new Error(`ward.yaml names ${id}, which is not in points.csv`)
    return presentPoint(row, {
      now,
      lang,
      from: null,
      hidePlaces: false,
      basis: 'wardwide',
      reason,
      script: [],
    })
  }

  return {
    wardName: ward.name,
    switchboard: ward.switchboard.phone,
    outreach: ward.outreach,
    readAddress: (text) => readAddress(text, gazetteer),
    readBlock,
    nearestTown: (lat, lng) => nearestTown(lat, lng, gazetteer),
    elsewhereContact: (municipality) => contacts.get(municipality) ?? null,

    undecided({ needs, place }, now) {
      const asked: readonly Need[] = needs.length > 0 ? needs : ['other.unknown']
      return whatDecides(directory, { needs: asked, place, now })
    },

    places({ needs, place, access, elsewhere }, { now, lang, exclude }) {
      if (elsewhere !== null) return []
      const found = needs
        .slice(0, 2)
        .flatMap((need) =>
          findResources(directory, { need, place, now, lang, access, exclude, limit: MOST_PLACES + 3 }),
        )
      const reachable = found.filter(({ phone, address }) => phone !== null || address !== null)
      return [...new Map(reachable.map((one) => [one.id, one])).values()].slice(0, MOST_PLACES)
    },

    points(situation, { now, lang, exclude, outreach }) {
      const needs: readonly Need[] = situation.needs.length > 0 ? situation.needs : ['other.unknown']
      if (situation.elsewhere) {
        const contact = contacts.get(situation.elsewhere) ?? null
        return findElsewhere(directory, contact, { needs, now, lang, limit: MOST_POINTS + exclude.length })
          .filter(({ id }) => !exclude.includes(id))
          .slice(0, MOST_POINTS)
      }
      const { points: found } = findPoint(directory, {
        needs,
        place: situation.place,
        now,
        lang,
        access: situation.access,
        visit: situation.visit,
        speaker: situation.speaker,
        members: situation.members,
        whose: ownersOf(situation),
        exclude,
        limit: MOST_POINTS,
      })
      if (!outreach) return found
      const first = desk(ward.outreachDesk, now, lang, { kind: 'outreach' })
      return [first, ...found.filter((point) => point.id !== first.id)].slice(0, 2)
    },

    lines: (kind, { now, lang }) =>
      talkFirst(kind, linesForDanger(directory, kind, now)).flatMap((row) => {
        if (row.number === null) return []
        const hours = hoursNow({ ...row, lastReception: null, closedOn: [] }, now, lang)
        return [
          {
            name: row.name,
            number: row.number,
            hours: row.hours === '24/7' ? (ALWAYS[lang] ?? ALWAYS.en) : hours.text,
            open: hours.open,
          },
        ]
      }),

    lineNow(now, lang) {
      const line = findPoint(directory, {
        needs: ['other.listen'],
        place: null,
        now,
        lang,
        limit: 5,
      }).points.find((point) => point.basis === 'national' && point.hours.open)
      return line ?? null
    },

    coreDesk: (now, lang) => desk(ward.core ?? ward.generalDesk, now, lang, { kind: 'core' }),

    generalDesk: (now, lang): ConsultationPoint =>
      desk(ward.generalDesk, now, lang, { kind: 'knows', why: ward.generalDeskWhy }),
  }
}

/** Dangers in which police or an ambulance come first; in all others somebody to talk to does. */
const CALL_OUT: ReadonlySet<DangerKind> = new Set(['medical', 'crime', 'disaster', 'missing'])

function talkFirst(kind: DangerKind, lines: readonly HotlineRow[]): readonly HotlineRow[] {
  if (CALL_OUT.has(kind)) return lines
  const callsOut = (line: HotlineRow) => line.number === '110' || line.number === '119'
  const talk = lines.filter((line) => !callsOut(line))
  // Both kinds of help are always among the first four.
  return [...talk.slice(0, 2), ...lines.filter(callsOut), ...talk.slice(2)]
}

const ALWAYS: Readonly<Record<string, string>> & { readonly en: string } = {
  ja: '24時間',
  easy: '24時間（じかん）',
  en: '24 hours',
  zh: '24小时',
  ko: '24시간',
  vi: '24 giờ',
  ne: '२४ घण्टा',
}
