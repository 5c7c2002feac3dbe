import { expect, test } from 'vitest'
import type { PointRow, Ward } from '../content/ward.ts'
import { createDirectory } from './directory.ts'
import { findPoint, whatDecides } from './find-point.ts'
import { findResources } from './find-resources.ts'
import { linesForDanger } from './lines.ts'
import type { Place } from './place.ts'
import type { PointQuery } from './point-query.ts'
import { confirmationText } from './reasons.ts'
import { catchmentRow, hotlineRow, pointRow, resourceRow, source, testWard } from './test-ward.ts'

const TUESDAY = Date.parse('2026-11-24T10:00:00+09:00')
const NIGHT = Date.parse('2026-11-24T23:00:00+09:00')
const at = (town: string, block: number | null = null): Place => ({
  town,
  block,
  number: null,
  approximate: false,
})
const CHUO3 = { town: '中央三丁目', lat: 35.7, lng: 139.685 }
const CHUO4 = { town: '中央四丁目', lat: 35.7, lng: 139.69 }

const ward = (points: PointRow[] = [], more: Partial<Ward> = {}) =>
  createDirectory(
    testWard({
      points: [
        pointRow('general', { phone: '03-0000-0009' }),
        pointRow('outreach', { kind: 'shakyo', phone: '03-0000-0008', channels: ['phone', 'home'] }),
        pointRow('momozono', {
          kind: 'centre',
          serves: ['ageing.*'],
          phone: '03-0000-0010',
          address: '中央4-57-1',
          ...CHUO4,
        }),
        pointRow('tobu', {
          kind: 'centre',
          serves: ['ageing.*'],
          phone: '03-0000-0011',
          address: '中央2-18-21',
          ...CHUO3,
        }),
        pointRow('kurashi', {
          kind: 'money',
          serves: ['hardship.*'],
          phone: '03-0000-0012',
          bring: ['通帳'],
        }),
        pointRow('josei', {
          kind: 'dv',
          serves: ['legal.dv'],
          phone: '03-0000-0013',
          hideAddress: true,
          address: '秘密1-2-3',
          ...CHUO3,
          notice: '中央三丁目に移転しました',
        }),
        ...points,
      ],
      partitions: { kumin: { name: '区民活動センター', points: ['momozono', 'tobu'] } },
      responsibility: [
        { needs: ['legal.dv'], point: 'josei' },
        { needs: ['ageing.*'], partition: 'kumin' },
        { needs: ['hardship.*'], point: 'kurashi' },
      ],
      catchments: [
        catchmentRow('kumin', 'momozono', { town: '中央三丁目', blocks: [[3, 21]] }),
        catchmentRow('kumin', 'tobu', { town: '中央三丁目', blocks: [[1, 2]] }),
        catchmentRow('kumin', 'momozono', { town: '中央四丁目' }),
      ],
      hotlines: [
        hotlineRow('yorisoi', {
          serves: ['other.unknown', 'other.listen', 'hardship.money', 'legal.dv'],
          number: '0120-000-111',
          rank: 1,
        }),
        hotlineRow('dv-plus', { serves: ['legal.dv'], dangers: ['dv'], number: '0120-000-112', rank: 2 }),
        hotlineRow('day', {
          serves: ['ageing.care'],
          number: '0120-000-113',
          hours: 'Mo-Fr 10:00-15:00; PH off',
        }),
      ],
      ...more,
    }),
  )
const find = (query: Partial<PointQuery>, directory = ward()) =>
  findPoint(directory, { needs: ['ageing.dementia'], place: null, now: TUESDAY, lang: 'ja', ...query })
const told = (query: Partial<PointQuery>, directory = ward()) =>
  find(query, directory).points.map((point) => `${point.id} ${point.basis} ${point.why}`)

test('番まで区域で決まれば、その窓口だけを担当という', () => {
  const found = find({ place: at('中央三丁目', 21) })
  expect(found).toMatchObject({ decided: true, ask: null, candidates: [] })
  expect(found.points[0]).toMatchObject({
    id: 'momozono',
    basis: 'catchment',
    why: '中央三丁目21番の担当です',
    distance_m: 450,
  })
  expect(found.points.map((point) => point.id)).not.toContain('tobu')
})

test('区全体の窓口は場所を聞かずに決まる', () => {
  expect(find({ needs: ['hardship.rent'] })).toMatchObject({
    decided: true,
    points: [{ id: 'kurashi', basis: 'wardwide', why: '区全体の窓口です', bring: ['通帳'] }],
  })
})

test('番がなければ番を聞き、区全体の窓口を先に、担当とはいわない', () => {
  const found = find({ place: at('中央三丁目') })
  expect(found).toMatchObject({
    decided: false,
    ask: 'block',
    candidates: [
      { point: 'momozono', name: 'momozono窓口', when: '3–21番' },
      { point: 'tobu', name: 'tobu窓口', when: '1–2番' },
    ],
  })
  expect(told({ place: at('中央三丁目') })).toEqual([
    'general wardwide 区全体の窓口です。担当の窓口がどこかも聞けます',
    'momozono distance 番地で分かれます（ここは3–21番）。番がわかると決まります',
    'tobu distance 番地で分かれます（ここは1–2番）。番がわかると決まります',
  ])
})

test('場所がわからなければ、町を聞いて、区全体と全国の窓口だけを出す', () => {
  const found = find({ needs: ['ageing.care'] })
  expect(found.ask).toBe('town')
  expect(found.points.map((point) => [point.id, point.basis])).toEqual([
    ['general', 'wardwide'],
    ['day', 'national'],
  ])
})

test('区域のわからない町では区が確かめる。近い窓口は近いという', () => {
  expect(told({ place: at('中央五丁目') })).toEqual([
    'general wardwide 区全体の窓口です。担当の窓口がどこかも聞けます',
    'momozono distance 近い（担当かどうかは区の確認が必要です）',
    'tobu distance 近い（担当かどうかは区の確認が必要です）',
  ])
  expect(whatDecides(ward(), { needs: ['ageing.care'], place: at('中央五丁目'), now: TUESDAY })).toBe(
    'ward_must_confirm',
  )
})

test('地図の位置だけでは担当といわない', () => {
  const found = find({ place: { ...at('中央四丁目'), approximate: true } })
  expect(found).toMatchObject({ decided: false, ask: 'town' })
  expect(found.points.some((point) => point.why.includes('担当です'))).toBe(false)
})

test('担当の電話がわからなければ、すぐ次に区全体の窓口を出す', () => {
  const silent = ward([], {
    points: ward().ward.points.map((row) =>
      row.id === 'momozono' ? { ...row, staffOnlyFields: ['phone', 'address'] } : row,
    ),
  })
  const found = find({ place: at('中央四丁目') }, silent)
  expect(found.points[0]).toMatchObject({
    id: 'momozono',
    phone: null,
    address: null,
    lat: null,
    distance_m: null,
  })
  expect(found.points[1]).toMatchObject({ id: 'general', phone: '03-0000-0009' })
})

test('担当が職員だけの情報なら、決まったとはいわない', () => {
  for (const hidden of [
    { staffOnly: true },
    { provenance: { ...source, confidence: 'C' as const } },
    { validTo: '2026-11-23' },
  ]) {
    const directory = ward([], {
      points: ward().ward.points.map((row) => (row.id === 'momozono' ? { ...row, ...hidden } : row)),
    })
    const found = find({ place: at('中央四丁目') }, directory)
    expect(found).toMatchObject({ decided: false, ask: 'ward_must_confirm' })
    expect(found.points.map((point) => point.id)).not.toContain('momozono')
  }
})

test('暴力の相談では、そのための窓口だけを、場所を出さずに案内する', () => {
  const found = find({ needs: ['childcare.single', 'legal.dv'], place: at('中央三丁目', 5) })
  expect(found.points.map((point) => point.id)).toEqual(['josei', 'dv-plus', 'yorisoi'])
  const said = JSON.stringify(found)
  for (const secret of ['秘密', '移転', '中央三丁目', '03-0000-0009', '35.7'])
    expect(said).not.toContain(secret)
  expect(found.points[0]).toMatchObject({
    address: null,
    town: null,
    lat: null,
    lng: null,
    distance_m: null,
    notice: null,
  })
})

test('暴力の相談の窓口がほかに一つもないときだけ、区全体の窓口を出す', () => {
  const none = ward([], { points: ward().ward.points.filter((row) => row.id !== 'josei'), hotlines: [] })
  expect(find({ needs: ['legal.dv'] }, none).points.map((point) => point.id)).toEqual(['general'])
})

test('閉まっている夜は、今つながる電話をすぐ次に出す', () => {
  expect(find({ needs: ['hardship.money'], now: NIGHT }).points.map((point) => point.id)).toEqual([
    'kurashi',
    'yorisoi',
  ])
  expect(find({ needs: ['hardship.money'], now: NIGHT }).points[1]).toMatchObject({
    basis: 'national',
    why: '全国どこからでも使える電話です',
    hours: { open: true },
  })
})

test('見せた窓口は出さず、全部見せたあとも窓口は残る', () => {
  expect(told({ place: at('中央四丁目'), exclude: ['momozono'] })[0]).toMatch(/^general/)
  const all = find({ needs: ['hardship.rent'], exclude: ['kurashi', 'general', 'outreach'] })
  expect(all.points.length).toBeGreaterThan(0)
})

test('ほかの困りごとの担当も続けて出す', () => {
  expect(told({ needs: ['ageing.care', 'hardship.debt'], place: at('中央四丁目') }).slice(0, 2)).toEqual([
    'momozono catchment 中央四丁目の担当です',
    'kurashi wardwide 区全体の窓口です',
  ])
})

test('来てほしいときは、来てくれる窓口を二番目に出す', () => {
  expect(told({ place: at('中央四丁目'), visit: true })[1]).toBe('outreach wardwide 来てもらう相談もできます')
})

test('近い窓口は、開いている順、求める配慮のある順、近い順', () => {
  const near = (id: string, more: Partial<PointRow>) =>
    pointRow(id, { kind: 'hall', serves: ['hardship.money'], ...CHUO3, ...more })
  const directory = ward([
    near('a-closed', { hours: 'Sa 10:00-12:00' }),
    near('b-open-far', { ...CHUO4 }),
    near('c-open-near', {}),
    near('d-open-far-lift', { ...CHUO4, access: ['lift'] }),
  ])
  const order = (query: Partial<PointQuery>) =>
    find({ needs: ['hardship.money'], place: at('中央三丁目'), limit: 5, ...query }, directory).points.map(
      (point) => point.id,
    )
  expect(order({})).toEqual(['kurashi', 'c-open-near', 'b-open-far', 'd-open-far-lift', 'a-closed'])
  expect(order({ access: ['lift'] })[1]).toBe('d-open-far-lift')
})

test('電話台本は三行で、誰のことかをいい、名前はいわない', () => {
  expect(find({ members: ['山田花子', '母'], speaker: 'family' }).points[0]?.script).toEqual([
    '「相談したいことがあって電話しました」',
    '「母の物忘れ・認知症のことです」',
    '「担当の窓口がどこかも教えてください」',
  ])
  for (const lang of ['easy', 'en', 'vi'] as const) expect(find({ lang }).points[0]?.script).toHaveLength(3)
  expect(find({ members: ['山田花子'], speaker: 'neighbour' }).points[0]?.script[1]).toBe(
    '「近所の人の物忘れ・認知症のことです」',
  )
})

test('やさしい日本語と英語でも理由をいう', () => {
  expect(find({ place: at('中央三丁目', 21), lang: 'easy' }).points[0]?.why).toBe('中央三丁目21番の 担当です')
  expect(find({ place: at('中央三丁目', 21), lang: 'en' }).points[0]?.why).toBe(
    'Responsible for 中央三丁目21番',
  )
})

test('半年より前の確認は、日付を残して確認中という', () => {
  expect(confirmationText(null, TUESDAY, 'ja')).toBe('区の確認はまだです')
  expect(confirmationText('2026-11-01', TUESDAY, 'ja')).toBe('2026-11-01に区が確認')
  expect(confirmationText('2026-05-01', TUESDAY, 'ja')).toBe(
    '区の最後の確認は2026-05-01です（今の内容はまだ確認中）',
  )
})

test('居場所は、相談ではないといって近い順に出す', () => {
  const directory = ward([], {
    resources: [
      resourceRow('far', { serves: ['community.belong'], ...CHUO4 }),
      resourceRow('near', { serves: ['community.*'], ...CHUO3 }),
      resourceRow('no-place', { serves: ['community.belong'], town: null }),
    ],
  })
  const found = findResources(directory, {
    need: 'community.belong',
    place: at('中央三丁目'),
    now: TUESDAY,
    lang: 'ja',
  })
  expect(found.map((point) => point.id)).toEqual(['far', 'no-place', 'near'])
  expect(found[0]?.why).toMatch(/^相談ではなく居場所/)
})

test('危険の種類ごとに、つながる電話を順に返す', () => {
  expect(linesForDanger(ward(), 'dv', NIGHT).map((line) => line.id)).toEqual(['dv-plus'])
})
