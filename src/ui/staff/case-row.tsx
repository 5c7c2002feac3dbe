import { dueShown } from './due.ts'
import { momentText } from './moments.ts'
import type { CaseLine } from './wire.ts'
import {
  AREA_NAMES,
  CHANNEL_NAMES,
  DANGER_NAMES,
  dangerKindName,
  LANG_NAMES,
  OUTCOME_NAMES,
} from './words.ts'

/** Who answers this talk now, in as few words as possible. */
export function ownerText({ owner, phase, transfer }: CaseLine, me: string): string {
  if (phase === 'erased') return '記録は消されました'
  if (phase === 'merged') return 'ほかの相談と一つにしました'
  if (transfer) return transfer.to.id === me ? 'あなたへの引き渡し' : `${transfer.to.name}へ引き渡し中`
  if (owner.kind === 'person') return owner.id === me ? '自分' : (owner.name ?? '職員')
  return owner.kind === 'queue' ? '担当なし' : '自動案内'
}

/** What stands first of a case wherever it is named: danger, then what was promised. */
export function Chips({ line, now }: { readonly line: CaseLine; readonly now: number }) {
  const due = dueShown(line, now)
  return (
    <span class="chips">
      {line.danger !== 'none' && (
        <span class={`chip ${line.danger}`}>
          {DANGER_NAMES[line.danger]}
          {line.danger_kind && `：${dangerKindName(line.danger_kind)}`}
        </span>
      )}
      {due && <span class={`chip ${due.look}`}>{due.text}</span>}
      {line.outcome && <span class="chip calm">{OUTCOME_NAMES[line.outcome]}</span>}
    </span>
  )
}

export function CaseRow({
  line,
  now,
  me,
}: {
  readonly line: CaseLine
  readonly now: number
  readonly me: string
}) {
  const { phase, summary, areas, channel, lang, opened_at, heard_at } = line
  const unowned = line.owner.kind === 'queue' && phase === 'open'
  return (
    <>
      <Chips line={line} now={now} />
      <span class="summary">{phase === 'erased' ? '本人が記録を消しました' : summary}</span>
      <span class="about">
        <span class={unowned ? 'owner nobody' : 'owner'}>{ownerText(line, me)}</span>
        {[
          areas.map((area) => AREA_NAMES[area]).join('・'),
          channel === null ? null : CHANNEL_NAMES[channel],
          lang === null || lang === 'ja' ? null : LANG_NAMES[lang],
          heard_at
            ? `最後の発言 ${momentText(heard_at, now)}`
            : opened_at && `受付 ${momentText(opened_at, now)}`,
        ]
          .filter(Boolean)
          .join('　')}
      </span>
    </>
  )
}
