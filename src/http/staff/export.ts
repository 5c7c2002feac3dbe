import { stringify } from 'csv-stringify/sync'
import { Hono } from 'hono'
import { mayRead } from '../../cases/access.ts'
import type { AuditTrail } from '../../cases/audit-trail.ts'
import type { BusinessTime } from '../../cases/business-time.ts'
import type { CaseBook } from '../../cases/case-book.ts'
import type { CaseIndex } from '../../cases/case-index.ts'
import { listed } from '../../cases/case-views.ts'
import { actorOf } from '../../cases/staff-account.ts'
import type { StaffAccounts } from '../../cases/staff-accounts.ts'
import type { Clock } from '../../ports.ts'
import { intakeSheetPage, type SheetPage } from '../../ui/sheet/intake-sheet-page.ts'
import { toDocument } from '../../ui/to-html.ts'
import { sendPage } from '../page-headers.ts'
import { problem } from '../problem.ts'
import { headJson, namesOf, type TeamNameOf } from './case-json.ts'
import type { CaseView } from './case-view.ts'
import type { StaffContext, StaffEnv } from './guard.ts'

export interface ExportParts {
  readonly book: CaseBook
  readonly index: CaseIndex
  readonly accounts: StaffAccounts
  readonly audit: AuditTrail
  readonly time: BusinessTime
  readonly clock: Clock
  readonly teamName: TeamNameOf
  readonly view: CaseView
  readonly ward: string
  /** The name of the style sheet. */
  readonly style: string
}

const csv = (rows: readonly (readonly unknown[])[]): string =>
  // A cell that a spreadsheet would compute is shown instead; the mark makes Excel read it as UTF-8.
  stringify(rows as unknown[][], { bom: true, record_delimiter: 'windows', escape_formulas: true })

function sendCsv(c: StaffContext, name: string, text: string): Response {
  return c.body(text, 200, {
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': `attachment; filename="${name}.csv"`,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  })
}

/** 相談受付票 of a case, to print (`sheet`) and as data (`sheet.csv`); one row a case for whoever plans (`export.csv`). Each is on record. */
export function exportRoutes(parts: ExportParts): Hono<StaffEnv> {
  const { book, index, accounts, audit, time, clock, teamName } = parts
  const app = new Hono<StaffEnv>()

  async function sheetOf(c: StaffContext, what: string): Promise<SheetPage | Response> {
    const me = c.get('me')
    const actor = actorOf(me)
    const id = c.req.param('id') ?? ''
    const found = await book.open(id, actor)
    if (!found) return problem(c, 404, 'その相談は見つかりません。')
    if (!mayRead(actor)) return problem(c, 403, '監査の役割では、書き出せません。')
    await audit.note({ who: actor.id, what, case: id, detail: null })
    const whole = await parts.view.whole(found, me)
    const packet = await parts.view.packet(found)
    if (!packet) return problem(c, 409, 'この相談は、本人の希望で消去されました。')
    const facts = { ...packet, consent: whole.facts.consent }
    return { ward: parts.ward, style: parts.style, by: me.name, at: clock(), case: whole, facts }
  }

  app.get('/api/staff/cases/:id/sheet', async (c) => {
    const sheet = await sheetOf(c, 'export-sheet')
    return sheet instanceof Response ? sheet : sendPage(c, toDocument(intakeSheetPage(sheet)))
  })

  app.get('/api/staff/cases/:id/sheet.csv', async (c) => {
    const sheet = await sheetOf(c, 'export-sheet')
    if (sheet instanceof Response) return sheet
    const { facts } = sheet
    const rows = [
      ['項目', '内容'],
      ['受付番号', sheet.case.id],
      ['受付日時', sheet.case.opened_at ?? ''],
      ['受付者', sheet.by],
      ['相談者', facts.speaker ?? ''],
      [
        '世帯',
        facts.household
          .map(({ who, decade }) => `${who}${decade === null ? '' : `（${decade}代）`}`)
          .join('・'),
      ],
      ['お住まいの町', facts.place?.town ?? (facts.place_declined ? '答えない' : '')],
      ...facts.sheet.map(({ label, mark }) => [label, mark]),
      ...facts.answers.map(({ question, answer }) => [question, answer]),
      ['本人の言葉', facts.words.join('・')],
      ['同意', facts.consent.basis],
    ]
    return sendCsv(c, 'soudan-uketsuke', csv(rows))
  })

  app.get('/api/staff/export.csv', async (c) => {
    const actor = actorOf(c.get('me'))
    if (actor.role === 'staff') return problem(c, 403, 'この操作をする役割ではありません。')
    await index.catchUp()
    await audit.note({ who: actor.id, what: 'export', case: null, detail: null })
    const names = { person: namesOf(await accounts.all()), team: teamName }
    const now = clock()
    const rows = index.seenBy(actor).map((found) => {
      const head = headJson(listed(found, time, now), names)
      const { state } = found
      const good = state.ratings.find(({ face }) => face !== null)?.face ?? ''
      const forward = state.ratings.findLast((one) => one.forward !== null)?.forward
      return [
        head.opened_at,
        head.channel,
        head.lang,
        head.areas.join(' '),
        found.facts?.needs.join(' ') ?? '',
        head.danger,
        head.reason,
        head.lead?.name ?? '',
        head.phase,
        head.outcome,
        head.replied_at,
        head.closed_at,
        state.bounces,
        good,
        forward === undefined || forward === null ? '' : forward ? 'はい' : 'いいえ',
      ]
    })
    const header = [
      '受付日時',
      '経路',
      'ことば',
      '分野',
      '困りごと',
      '危険',
      'きっかけ',
      '主担当',
      '状態',
      '結果',
      'はじめの返事',
      '完了',
      '差し戻し',
      '満足',
      '前に進んだ',
    ]
    return sendCsv(c, 'soudan-ichiran', csv([header, ...rows]))
  })

  return app
}
