import type { CasePacket } from '../../cases/case-packet.ts'
import { h, type Markup } from '../markup.ts'
import { pageHead } from '../page-head.ts'

export interface SheetPage {
  readonly ward: string
  readonly style: string
  /** Who takes it down. */
  readonly by: string
  /** Epoch ms. */
  readonly at: number
  readonly case: { readonly id: string; readonly opened_at: string | null; readonly summary: string }
  readonly facts: CasePacket & {
    readonly consent: { readonly basis: string; readonly scope: readonly string[] }
  }
}

const SPEAKERS: Readonly<Record<string, string>> = {
  self: '本人',
  family: '家族',
  neighbour: '近所・知人',
  professional: '支援者',
}
const CONSENTS: Readonly<Record<string, string>> = {
  person: '本人の同意あり',
  conference: '支援会議（社会福祉法106条の6）',
  none: '同意なし・未確認',
}

const row = (name: string, text: string) =>
  h('tr', {}, h('th', { scope: 'row' }, name), h('td', {}, text === '' ? '　' : text))
const table = (caption: string, ...rows: readonly Markup[]) => tableOf('', caption, rows)
const tableOf = (look: string, caption: string, rows: readonly Markup[]) =>
  h('table', { class: look || null }, h('caption', {}, caption), h('tbody', {}, ...rows))

/** 相談受付・申込票（自立相談支援機関 A票）as far as the talk has filled it in, to print. Names are written by hand. */
export function intakeSheetPage({ ward, style, by, at, case: found, facts }: SheetPage): Markup {
  const day = new Date(at + 9 * 3_600_000).toISOString().slice(0, 10)
  const people = facts.household.map(
    ({ who, decade, needs }) =>
      `${who}${decade === null ? '' : `（${decade}代）`}${needs.length > 0 ? `：${needs.join('・')}` : ''}`,
  )
  return h(
    'html',
    { lang: 'ja' },
    pageHead({ title: `相談受付票（${ward}）`, style, script: null }),
    h(
      'body',
      { class: 'sheet' },
      h(
        'main',
        {},
        h('h1', {}, '相談受付・申込票'),
        h('p', { class: 'screen' }, 'お話から埋めたものです。空いているところは、印刷して手で書きます。'),
        table(
          '受付',
          row('ID', found.id),
          row('受付日', (found.opened_at ?? '').slice(0, 10)),
          row('受付者', `${by}（${day} 作成）`),
        ),
        table(
          '本人',
          row('ふりがな・氏名', ''),
          row('性別・生年月日', ''),
          row(
            '住所',
            facts.place
              ? `${ward}${facts.place.town}（番地は聞き取り）`
              : facts.place_declined
                ? '答えない'
                : '',
          ),
          row('電話・E-mail', ''),
          row('相談している人', facts.speaker ? (SPEAKERS[facts.speaker] ?? facts.speaker) : ''),
          row('世帯', people.join('、')),
        ),
        tableOf(
          'marks',
          'ご相談されたい内容（◎は最も重いもの）',
          facts.sheet.map(({ label, mark }) => row(label, mark)),
        ),
        table(
          '聞いたこと',
          ...facts.answers.map(({ question, answer }) => row(question, answer)),
          row('本人の言葉', facts.words.map((word) => `「${word}」`).join('')),
          row('すでに案内した先', facts.told.map(({ name }) => name).join('、')),
        ),
        table(
          '同意',
          row(
            '情報共有',
            `${CONSENTS[facts.consent.basis] ?? ''}${facts.consent.scope.length > 0 ? `（${facts.consent.scope.join('・')}）` : ''}`,
          ),
          row('署名・日付', ''),
        ),
      ),
    ),
  )
}
