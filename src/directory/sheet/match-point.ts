import type { PointRow, Ward } from '../../content/ward.ts'
import { nearestNames } from './nearest-names.ts'

/** The centre a sheet's cell means, or why it is none, in Japanese. */
export type MatchedPoint =
  | { readonly kind: 'point'; readonly point: PointRow }
  | { readonly kind: 'refused'; readonly message: string }

/**
 * A centre of the partition by id, or by name with what keyboards and sheets change: width, spaces, dots,
 * 「センタ」 for 「センター」, 「ヶ」 for 「が」. Anything further away is a question for the official.
 */
export function matchPoint(
  ward: Pick<Ward, 'points' | 'partitions'>,
  partition: string,
  cell: string,
): MatchedPoint {
  const own = new Set(ward.partitions[partition]?.points)
  const wanted = key(cell)
  const found = ward.points.filter(({ id, name }) => id === cell.trim() || key(name) === wanted)
  const centres = found.filter(({ id }) => own.has(id))
  const [only, ...more] = centres
  if (only && more.length === 0) return { kind: 'point', point: only }
  if (only)
    return refused(
      `「${cell}」という相談先が${centres.length}つあります（${centres.map(({ id }) => id).join('、')}）。idで書いてください。`,
    )
  const [other] = found
  const label = ward.partitions[partition]?.name ?? partition
  if (other)
    return refused(
      `「${other.name}」（${other.id}）は${label}（${partition}）の窓口ではありません。区域の種類（--partition）が正しければ、ward.yaml の partitions に加えてください。`,
    )
  const points = ward.points.filter(({ id }) => own.has(id))
  const near = nearestNames(
    wanted,
    points.map(({ name }) => key(name)),
  ).flatMap((name) => points.filter((point) => key(point.name) === name))
  const hint =
    near.length > 0
      ? `近い名前は ${near.map(({ id, name }) => `「${name}」（${id}）`).join('、')} です。名前かidを直してください。`
      : `${label}の相談先は ${points.map(({ name }) => `「${name}」`).join('、')} です。`
  return refused(`「${cell}」という相談先はありません。${hint}`)
}

function key(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s・･「」『』ー‐-―−-]/g, '')
    .replace(/[ヶケ]/g, 'が')
}

function refused(message: string): MatchedPoint {
  return { kind: 'refused', message }
}
