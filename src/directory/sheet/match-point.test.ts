import { expect, it } from 'vitest'
import { pointRow } from '../test-ward.ts'
import { matchPoint } from './match-point.ts'

const ward = {
  points: [
    pointRow('momozono', { name: '桃園区民活動センター' }),
    pointRow('tobu', { name: '東部区民活動センター' }),
    pointRow('one', { name: '中央センター' }),
    pointRow('two', { name: '中央センタ' }),
    pointRow('hoken', { name: '保健センター' }),
  ],
  partitions: { kumin: { name: '区民活動センター', points: ['momozono', 'tobu', 'one', 'two'] } },
}
const match = (cell: string) => {
  const found = matchPoint(ward, 'kumin', cell)
  return found.kind === 'point' ? found.point.id : found.message
}

it('idでも、空白・全角半角・「センタ」の違う名前でも見つける', () => {
  for (const cell of ['momozono', '桃園区民活動センター', '桃園　区民活動センタ', '桃園区民活動ｾﾝﾀｰ'])
    expect(match(cell)).toBe('momozono')
})

it('知らない名前は、近い名前を言って断る', () => {
  expect(match('桃園')).toContain('「桃園区民活動センター」（momozono）')
  expect(match('全然ちがう')).toContain('という相談先はありません')
})

it('同じに読める名前が2つあれば、idを求めて断る', () => {
  expect(match('中央センター')).toContain('2つあります（one、two）')
})

it('区域の種類に入っていない窓口は断る', () => {
  expect(match('保健センター')).toContain('区民活動センター（kumin）の窓口ではありません')
})
