import type { ConsultationPoint } from '../../directory/consultation-point.ts'

const BASIS = { catchment: '担当', wardwide: '区全体', distance: '近い', national: '全国' } as const

/** A consultation point in three lines: whose it is, why, how it is reached now. */
export function PointShown({ point }: { readonly point: ConsultationPoint }) {
  const { name, basis, why, phone, hours, confirmed, source } = point
  return (
    <>
      <b>{name}</b> <span class="tag">{BASIS[basis]}</span>
      <br />
      {phone && <a href={`tel:${phone.replace(/[^\d+#]/g, '')}`}>{phone}</a>} {hours.text}
      <span class="hint">
        {why}
        {confirmed === null && `（区の確認はまだです。${source.name}）`}
      </span>
    </>
  )
}
