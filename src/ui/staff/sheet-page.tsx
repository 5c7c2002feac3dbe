import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { memberText, placeText } from './case-facts.tsx'
import { urgencyOf } from './case-head.tsx'
import { dateText, timeText } from './moments.ts'
import { placeIn } from './place.ts'
import type { StaffConsole } from './staff-console.ts'
import type { CaseWhole } from './wire.ts'
import { CHANNEL_NAMES, CONSENT_NAMES, LANG_NAMES, SPEAKER_NAMES } from './words.ts'

function Line({ name, children }: { readonly name: string; readonly children?: ComponentChildren }) {
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>{children}</td>
    </tr>
  )
}

/** 相談受付票, filled from the talk, to print. What was not told stays blank to be written by hand. */
export function SheetPage({ desk }: { readonly desk: StaffConsole }) {
  const { whole, missing, now, view, session } = desk.store.state
  const place = useRef<HTMLElement>(null)
  const there = whole !== null
  useEffect(() => {
    if (there) place.current?.querySelector<HTMLElement>('h2')?.focus()
  }, [there])
  if (!whole) return <main class="page">{missing ?? '読み込んでいます…'}</main>
  const { facts } = whole
  const erased = whole.phase === 'erased'
  return (
    <main ref={place} class="page sheet">
      <p class="row tools">
        <a href={placeIn({ page: 'cases', view, openId: whole.id })}>← 相談に戻る</a>
        {!erased && (
          <>
            <button type="button" class="primary" onClick={() => print()}>
              印刷する
            </button>
            <a class="as-button" href={`/api/staff/cases/${encodeURIComponent(whole.id)}/sheet.csv`} download>
              CSV
            </a>
          </>
        )}
      </p>
      <h2 tabIndex={-1}>相談受付票</h2>
      {erased ? (
        <p>本人が記録を消したので、書けることはありません。</p>
      ) : (
        <Sheet whole={whole} now={now} by={whole.owner.name ?? session?.me.name ?? ''} />
      )}
      <p class="hint">空欄は、聞いていないことです。{facts.answers ? '' : 'お話はまだありません。'}</p>
    </main>
  )
}

function Sheet({ whole, now, by }: { readonly whole: CaseWhole; readonly now: number; readonly by: string }) {
  const { facts } = whole
  const { household = [], told = [], answers = [], sheet = [], suggested, consent } = facts
  return (
    <>
      <table>
        <tbody>
          <Line name="受付番号">{whole.id.slice(0, 8)}</Line>
          <Line name="受付日時">
            {whole.opened_at && `${dateText(whole.opened_at)} ${timeText(whole.opened_at)}`}
          </Line>
          <Line name="受付者">{by}</Line>
          <Line name="受付の方法">
            {whole.channel && CHANNEL_NAMES[whole.channel]}
            {whole.lang && `（${LANG_NAMES[whole.lang]}）`}
          </Line>
          <Line name="氏名・ふりがな" />
          <Line name="性別・生年月日" />
          <Line name="住所">{placeText(facts)}</Line>
          <Line name="電話" />
          <Line name="相談した人">{facts.speaker && SPEAKER_NAMES[facts.speaker]}</Line>
        </tbody>
      </table>
      <h3>相談の内容（◎ 最も困っていること　○ ほかに困っていること）</h3>
      <ul class="marks">
        {sheet.map(({ id, label, mark }) => (
          <li key={id} class={mark === '◎' ? 'main' : ''}>
            <b>{mark || '　'}</b> {label}
          </li>
        ))}
      </ul>
      <table>
        <tbody>
          <Line name="具体的な内容">{whole.summary}</Line>
          <Line name="世帯">
            {household
              .map((one) =>
                one.needs.length > 0 ? `${memberText(one)}（${one.needs.join('・')}）` : memberText(one),
              )
              .join('、')}
          </Line>
          <Line name="危険・緊急">{urgencyOf(whole, now).join('、') || 'なし'}</Line>
          <Line name="聞いたこと">
            <ul>
              {answers.map(({ question, answer }, i) => (
                <li key={`${i}${question}`}>
                  {question}：{answer}
                </li>
              ))}
            </ul>
          </Line>
          <Line name="伝えた相談先">{told.map(({ name }) => name).join('、')}</Line>
          <Line name="相談先の案">
            {suggested && `${suggested.point.name}　${suggested.point.phone ?? ''}`}
          </Line>
          <Line name="情報共有の同意">
            {CONSENT_NAMES[consent.basis]}
            {consent.scope.length > 0 && `（${consent.scope.join('、')}）`}
            {consent.basis === 'none' && '　署名：　　　　　　　　　　日付：　　　　'}
          </Line>
        </tbody>
      </table>
    </>
  )
}
