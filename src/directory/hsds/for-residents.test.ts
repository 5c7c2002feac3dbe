import { describe, expect, test } from 'vitest'
import { isForResidents, isValidOn } from '../directory.ts'
import { presentPoint } from '../present.ts'
import { serviceId } from './ids.ts'
import { wardOf } from './test-hsds.ts'
import { toHsds } from './to-hsds.ts'
import type { Row } from './ward-tables.ts'

const TODAY = '2026-11-24'
const NOW = Date.parse(`${TODAY}T10:00:00+09:00`)
const HOW = {
  now: NOW,
  lang: 'ja',
  basis: 'wardwide',
  reason: { kind: 'wardwide' },
  from: null,
  hidePlaces: false,
  script: [],
} as const

describe.each(['chuo', 'nakano', 'mihon'])('%s の住民向けの書き出し', (id) => {
  const { ward, tables } = wardOf(id)
  const document = toHsds(ward, tables, 'resident', TODAY)
  const services = new Map(document.contents.map((service) => [service.id, service]))

  test('案内で住民に見せる相談先と居場所だけがあり、電話も住所も位置も案内と同じ', () => {
    for (const table of ['points', 'resources'] as const)
      for (const row of ward[table]) {
        const service = services.get(serviceId(id, table, row.id))
        expect(`${row.id} ${service !== undefined}`).toBe(
          `${row.id} ${isForResidents(row) && isValidOn(row, TODAY)}`,
        )
        if (service === undefined) continue
        const shown = presentPoint(row, HOW)
        const location = service.service_at_locations?.[0]?.location
        const address = location?.addresses?.[0]
        expect({
          name: service.name,
          phone: service.phones?.find(({ type }) => type === 'voice')?.number ?? null,
          address: [address?.address_1, address?.address_2].filter(Boolean).join(' ') || null,
          town: address?.region ?? null,
          lat: location?.latitude ?? null,
          lng: location?.longitude ?? null,
        }).toEqual({
          name: shown.name,
          phone: shown.phone,
          address: shown.address,
          town: shown.town,
          lat: shown.lat,
          lng: shown.lng,
        })
      }
  })

  test('職員のためのメモと確かめた課の名前がなく、区に戻せないと書いてある', () => {
    const json = JSON.stringify(document)
    for (const { rows } of [
      tables.points,
      tables.resources,
      tables.hotlines,
      tables.catchments,
      tables.towns,
    ])
      for (const { caveat = '' } of rows) if (caveat.length > 20) expect(json).not.toContain(caveat)
    expect(json).not.toMatch(/"(?:caveat|confirmed_by|staff_only|ward_yaml)"/)
    expect(document.contents[0]?.metadata?.[0]?.replacement_value).toContain('区のファイルには戻せません')
  })
})

test.each(['chuo', 'nakano', 'mihon'])('%s のDVの相談先は、職員向けでも場所を書き出さない', (id) => {
  const { ward, tables } = wardOf(id)
  const hidden = ward.points.filter(({ hideAddress }) => hideAddress)
  expect(hidden.length).toBeGreaterThan(0)
  for (const audience of ['resident', 'staff'] as const) {
    const { contents } = toHsds(ward, tables, audience, TODAY)
    for (const row of hidden) {
      const service = contents.find((one) => one.id === serviceId(id, 'points', row.id))
      expect(service?.phones?.[0]?.number).toBe(row.phone)
      expect(service?.service_at_locations).toBeUndefined()
      expect(JSON.stringify(service)).not.toMatch(/latitude|longitude|address_1/)
    }
  }
})

test('DVの相談先の行にまちがって住所があっても、どの書き出しにも出ない', () => {
  const { ward, tables } = wardOf('mihon')
  const secret = {
    address: 'みほん区秘密町9-8-7',
    building: '秘密ビル',
    town: '白帆町',
    lat: '35.53339',
    lng: '139.90429',
  }
  const rows = tables.points.rows.map((row): Row => (row.id === 'mihon-dv' ? { ...row, ...secret } : row))
  for (const audience of ['resident', 'staff'] as const) {
    const leaky = { ...tables, points: { ...tables.points, rows } }
    const json = JSON.stringify(toHsds(ward, leaky, audience, TODAY))
    expect(json).not.toMatch(/秘密|35\.53339|139\.90429/)
  }
})

test('食い違う電話は住民向けになく、職員向けでは職員だけと印が付く', () => {
  const { ward, tables } = wardOf('nakano')
  const of = (audience: 'resident' | 'staff') =>
    toHsds(ward, tables, audience, TODAY).contents.find(
      ({ id }) => id === serviceId('nakano', 'points', 'nakano-sukoyaka-hokubu'),
    )
  expect(of('resident')?.phones).toBeUndefined()
  expect(of('staff')?.phones?.[0]?.number).toBe('03-3389-4321')
  expect(of('staff')?.phones?.[0]?.attributes?.[0]).toMatchObject({
    value: 'staff',
    taxonomy_term: { code: 'audience' },
  })
})

test('期限の切れた行は、職員向けでは inactive、住民向けにはない', () => {
  const { ward, tables } = wardOf('mihon')
  const [first, ...others] = tables.resources.rows
  const ended = {
    ...tables,
    resources: { ...tables.resources, rows: [{ ...first, valid_to: '2026-11-23' }, ...others] },
  }
  const id = serviceId('mihon', 'resources', first?.id ?? '')
  const statusFor = (audience: 'resident' | 'staff') =>
    toHsds(ward, ended, audience, TODAY).contents.find((one) => one.id === id)?.status
  expect(statusFor('staff')).toBe('inactive')
  expect(statusFor('resident')).toBeUndefined()
})
