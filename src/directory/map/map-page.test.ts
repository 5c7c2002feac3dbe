import { describe, expect, it } from 'vitest'
import type { Ward } from '../../content/ward.ts'
import { catchmentRow, pointRow, testWard } from '../test-ward.ts'
import { mapPage } from './map-page.ts'

const ward: Ward = testWard({
  partitions: { kumin: { name: '区民活動センター', points: ['momo', 'tobu', 'dv'] } },
  points: [
    pointRow('momo', { name: '桃園区民活動センター', lat: 35.7, lng: 139.68 }),
    pointRow('tobu', { name: '<東部>区民活動センター' }),
    pointRow('dv', { name: '秘密の窓口', lat: 35.7, lng: 139.69, hideAddress: true, address: '中央1-2-3' }),
  ],
  catchments: [
    catchmentRow('kumin', 'momo', { town: '中央一丁目' }),
    catchmentRow('kumin', 'momo', { town: '中央二丁目' }),
    catchmentRow('kumin', 'momo', { town: '中央三丁目', blocks: [[3, 21]] }),
    catchmentRow('kumin', 'momo', { town: '中央四丁目', blocks: [[6, 6]], extent: 'part' }),
    catchmentRow('kumin', 'tobu', { town: '本町一丁目', extent: 'named' }),
    catchmentRow('kumin', 'tobu', { town: '中央五丁目', validFrom: '2027-04-01' }),
  ],
})
const page = mapPage(ward, ['kumin'], '2026-11-24')

describe('担当区域の図', () => {
  it('スクリプトも外の資源も使わない', () => {
    expect(page).not.toMatch(/<script|<link|<img|@import|https?:|url\((?!#)/)
  })

  it('町の境ではないことを言う', () => {
    expect(page).toContain('法律上の町の境でも、担当区域の正式な境でもありません')
  })

  it('色のほかに番号と「なし」「※」「？」でも担当を示し、町ごとの番を題に書く', () => {
    expect(page).toContain(
      '<title>中央三丁目: 桃園区民活動センター 3-21番（担当が書かれていない番: 1-2番と22番から先）</title>',
    )
    expect(page).toMatch(/>中央1<\/tspan><tspan[^>]*>1<\/tspan>/)
    expect(page).toMatch(/>中央3<\/tspan><tspan[^>]*>1・なし<\/tspan>/)
    expect(page).toMatch(/>中央4<\/tspan><tspan[^>]*>1・なし※<\/tspan>/)
    expect(page).toMatch(/>本町1<\/tspan><tspan[^>]*>2？<\/tspan>/)
    expect(page).toMatch(/>中野1<\/tspan><tspan[^>]*>なし<\/tspan>/)
  })

  it('だれもいない町と、疑わしい点と、これから変わることを表に並べる', () => {
    expect(page).toContain('だれもいない（21）')
    expect(page).toContain('中野（全域）、東中野（全域）、本町二〜六丁目')
    expect(page).toContain('2027-04-01から &lt;東部&gt;区民活動センター 町全体')
    expect(page).toContain('区域が書かれていない相談先: </strong>3 秘密の窓口')
  })

  it('住所を見せない窓口は、場所も住所も描かない', () => {
    expect(page).not.toContain('中央1-2-3')
    expect(page.match(/<circle /g)).toHaveLength(1)
    expect(page).toContain('図にない相談先: &lt;東部&gt;区民活動センター、秘密の窓口')
  })

  it('いくつもの区域の種類を、別々の節に描く', () => {
    const two: Ward = {
      ...ward,
      partitions: { ...ward.partitions, sogo: { name: '総合相談センター', points: ['momo'] } },
    }
    const both = mapPage(two, ['kumin', 'sogo'], '2026-11-24')
    expect(both.match(/<section /g)).toHaveLength(2)
    expect(both).toContain('href="#sogo"')
    const ids = [...both.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id)
    expect(new Set(ids).size).toBe(ids.length)
  })
})
