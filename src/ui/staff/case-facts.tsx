import type { ComponentChildren } from 'preact'
import { dateText, momentText } from './moments.ts'
import { PointShown } from './point-shown.tsx'
import type { CaseWhole, FactsShown } from './wire.ts'
import { ACCESS_NAMES, AREA_NAMES, CONSENT_NAMES, LANG_NAMES, SPEAKER_NAMES } from './words.ts'

/** A name and what is known under it. */
export function Row({ name, children }: { readonly name: string; readonly children: ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

/** 「母・80代・同居」 */
function memberText({ who, decade, together }: NonNullable<FactsShown['household']>[number]): string {
  return [who, decade === null ? null : `${decade}代`, together ? '同居' : null].filter(Boolean).join('・')
}

/** Where they live, as far as they said: never more than a block. */
function placeText(facts: FactsShown): string {
  if (facts.violence) return '（DV・虐待のため出していません）'
  if (facts.place) return `${facts.place.town}${facts.place.block === null ? '' : `${facts.place.block}番`}`
  if (facts.elsewhere) return `区の外（${facts.elsewhere}）`
  return facts.place_declined ? '答えたくない' : '聞いていません'
}

/** What the resident told and was told: nobody asks it a second time. */
export function CaseFacts({ whole, now }: { readonly whole: CaseWhole; readonly now: number }) {
  const { facts } = whole
  const opening = whole.messages.find(({ from }) => from === 'resident')?.text
  const { consent, needs = [], household = [], words = [], told = [], access = [], suggested } = facts
  return (
    <section aria-labelledby="facts-name" class="facts">
      <h3 id="facts-name">わかっていること</h3>
      <dl>
        {opening && (
          <Row name="最初のことば">
            <q>{opening}</q>
          </Row>
        )}
        <Row name="困りごと">
          {needs.length > 0 ? needs.map(({ name }) => name).join('、') : 'まだ聞いていません'}
          {whole.areas.length > 0 && (
            <span class="hint">
              {whole.areas.map((area) => AREA_NAMES[area]).join('・')}
              {words.length > 0 && `　ことば：${words.map((word) => `「${word}」`).join('')}`}
            </span>
          )}
        </Row>
        <Row name="話している人">{facts.speaker ? SPEAKER_NAMES[facts.speaker] : 'わかりません'}</Row>
        {household.length > 0 && (
          <Row name="世帯">
            <ul>
              {household.map((member, i) => (
                <li key={`${i}${member.who}`}>
                  <b>{memberText(member)}</b>
                  {member.needs.length > 0 && `：${member.needs.join('・')}`}
                </li>
              ))}
            </ul>
          </Row>
        )}
        {facts.patterns.length > 0 && (
          <Row name="複合課題">
            {facts.patterns.map(({ name }) => name).join('、')}
            <span class="hint">多機関協働を考えてください。</span>
          </Row>
        )}
        <Row name="場所">{placeText(facts)}</Row>
        <Row name="ことば・配慮">
          {[
            whole.lang ? LANG_NAMES[whole.lang] : null,
            ...access.map((one) => ACCESS_NAMES[one] ?? one),
            facts.visit ? '訪問を希望' : null,
          ]
            .filter(Boolean)
            .join('、')}
        </Row>
        <Row name="同意">
          <span class={consent.basis === 'none' ? 'warn' : ''}>{CONSENT_NAMES[consent.basis]}</span>
          {consent.scope.length > 0 && `　範囲：${consent.scope.join('、')}`}
          {consent.until && `　${dateText(consent.until)}まで`}
          {consent.basis === 'none' && <span class="hint">区の職員だけが見られます。</span>}
        </Row>
        <Row name="伝えた相談先">
          {told.length === 0
            ? 'まだありません'
            : `${told.map(({ name }) => name).join('、')}（${momentText(told[0]?.at ?? '', now)}〜）`}
        </Row>
        <Row name="相談先の案">
          {suggested ? <PointShown point={suggested.point} /> : 'まだ決まっていません'}
        </Row>
      </dl>
    </section>
  )
}
