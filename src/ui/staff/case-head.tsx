import { allowedActs } from './allowed-acts.ts'
import { sheetAt } from './api.ts'
import { Chips, ownerText } from './case-row.tsx'
import { doAct, keyOf } from './commands.ts'
import { ConflictBox } from './conflict-box.tsx'
import { momentText } from './moments.ts'
import { placeIn } from './place.ts'
import type { StaffConsole } from './staff-console.ts'
import type { Act, CaseWhole, Viewer } from './wire.ts'
import { ACT_NAMES, CHANNEL_NAMES, DANGER_NAMES, dangerKindName, LANG_NAMES, REASON_NAMES } from './words.ts'

/** What one does most stands first. */
const ORDER: readonly Act[] = [
  'accept',
  'decline',
  'claim',
  'acknowledge',
  'resolve',
  'transfer',
  'consult',
  'wait',
  'snooze',
  'return',
  'release',
  'consent',
  'merge',
  'reopen',
]
/** So many stand on the screen; the others behind 「ほか」 and on their keys. */
const AT_HAND = 4
const FIRST: ReadonlySet<Act> = new Set<Act>(['claim', 'accept', 'reopen'])

/** Why it is urgent, the gravest first: what was found, when, and whether a promise has passed. */
function urgencyOf({ facts, stopped }: CaseWhole, now: number): readonly string[] {
  const found = facts.dangers
    .filter(({ danger }) => danger !== 'none')
    .sort((a, b) => Number(b.danger === 'emergency') - Number(a.danger === 'emergency'))
    .map(
      ({ danger, kind, at }) =>
        `${DANGER_NAMES[danger]}：${dangerKindName(kind) || '危険のことば'}（${momentText(at, now)}）`,
    )
  return [
    ...new Set(found),
    ...(facts.violence ? ['DV・虐待のおそれ：本人以外に知らせない、折り返し電話をしない'] : []),
    ...(stopped ? ['本人が「やめる」と言いました'] : []),
  ]
}

/** 「佐藤さんが閲覧中」 */
function othersText(others: readonly Viewer[]): string {
  const writing = others.filter(({ doing }) => doing === 'typing')
  const names = (some: readonly Viewer[]) => some.map(({ name }) => `${name}さん`).join('、')
  if (writing.length > 0) return `${names(writing)}が返信を書いています`
  return others.length > 0 ? `${names(others)}が閲覧中` : ''
}

function ActButton({ desk, act }: { readonly desk: StaffConsole; readonly act: Act }) {
  const key = keyOf(act)
  return (
    <button
      type="button"
      class={FIRST.has(act) ? 'primary' : ''}
      aria-disabled={desk.store.state.busy !== null}
      onClick={() => doAct(desk, act)}
    >
      {ACT_NAMES[act]}
      {key && <kbd>{key.toUpperCase()}</kbd>}
    </button>
  )
}

export function CaseHead({ desk, whole }: { readonly desk: StaffConsole; readonly whole: CaseWhole }) {
  const { now, session, view, conflict, dialog, viewers } = desk.store.state
  const me = session?.me.username ?? ''
  const can = session ? allowedActs(whole, session.me) : []
  const { facts, transfer } = whole
  const urgency = urgencyOf(whole, now)
  const acts = ORDER.filter((act) => can.includes(act))
  const firstActs = acts.slice(0, AT_HAND)
  const moreActs = acts.slice(AT_HAND)
  return (
    <header class={`head ${whole.danger}`}>
      <p class="back">
        <a href={placeIn({ page: 'cases', view, openId: null })}>← 一覧</a>
      </p>
      <div class="title">
        <Chips line={whole} now={now} />
        <h2 id="case-name" tabIndex={-1}>
          {whole.phase === 'erased' ? '消された相談' : whole.summary}
        </h2>
        <p class="meta">
          {whole.phase !== 'erased' && (
            <b>担当：{whole.owner.kind === 'queue' && !transfer ? 'なし' : ownerText(whole, me)}</b>
          )}
          {whole.lead && <span>主担当：{whole.lead.name}</span>}
          {whole.channel && whole.lang && (
            <span>
              {CHANNEL_NAMES[whole.channel]}・{LANG_NAMES[whole.lang]}
            </span>
          )}
          {whole.reason && <span>{REASON_NAMES[whole.reason]}</span>}
          {whole.notes.length > 0 && <span class="has-notes">メモ{whole.notes.length}件</span>}
          {whole.opened_at && (
            <span>
              {whole.phase === 'erased' ? '消去' : '受付'} {momentText(whole.opened_at, now)}
            </span>
          )}
          {whole.next_date && <span>次回 {momentText(whole.next_date, now)}</span>}
          {facts.consulted.length > 0 && (
            <span>意見を求めた先：{facts.consulted.map(({ name }) => name).join('、')}</span>
          )}
        </p>
        <p class="others" role="status">
          {othersText(viewers.filter(({ id }) => id !== me))}
        </p>
      </div>
      {urgency.length > 0 && whole.phase !== 'erased' && (
        <div class="why">
          <h3>急ぐ理由</h3>
          <ul>
            {urgency.map((reason) => (
              <li key={reason}>{reason}</li>
            ))}
          </ul>
        </div>
      )}
      {transfer && (
        <p class="box soft">
          <b>
            {transfer.from.name}さんから{transfer.to.name}
            {transfer.to.kind === 'person' && 'さん'}への引き渡し
          </b>
          {facts.transfer_reason && `：${facts.transfer_reason}`}
        </p>
      )}
      {facts.follow_up && (
        <p class="box soft">
          自動案内への指示：{momentText(facts.follow_up.on, now)}　{facts.follow_up.text}
        </p>
      )}
      {conflict?.case === whole.id && conflict.act !== 'reply' && conflict.act !== 'note' && !dialog && (
        <ConflictBox conflict={conflict} now={now} />
      )}
      <fieldset class="acts">
        <legend class="unseen">この相談にすること</legend>
        {firstActs.map((act) => (
          <ActButton key={act} desk={desk} act={act} />
        ))}
        {whole.phase !== 'erased' && session?.me.role !== 'auditor' && (
          <>
            <a class="as-button" href={sheetAt(whole.id)} target="_blank" rel="noreferrer">
              相談受付票<kbd>P</kbd>
              <span class="unseen">（別の画面）</span>
            </a>
            <a class="as-button" href={`${sheetAt(whole.id)}.csv`} download>
              CSV
            </a>
          </>
        )}
        {moreActs.length > 0 && (
          <details class="more">
            <summary>ほか（{moreActs.length}）</summary>
            <div>
              {moreActs.map((act) => (
                <ActButton key={act} desk={desk} act={act} />
              ))}
            </div>
          </details>
        )}
      </fieldset>
    </header>
  )
}
