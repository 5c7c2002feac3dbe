import { checkWard } from './check-ward.ts'
import type { Fault } from './fault.ts'
import type { Ward } from './ward.ts'
import { parseWard } from './ward-csv.ts'

/** The ward files every ward has, by name. */
export const WARD_FILES = [
  'ward.yaml',
  'points.csv',
  'resources.csv',
  'catchments.csv',
  'towns.csv',
  'hotlines.csv',
] as const

/** Every ward among these paths, read and checked; what is wrong is added to the faults. */
export function readWards(
  paths: readonly string[],
  file: (path: string) => { readonly file: string; readonly text: string },
  faults: Fault[],
): readonly Ward[] {
  const ids = [
    ...new Set(paths.map((path) => /^wards\/([a-z]+)\//.exec(path)?.[1]).filter((id) => id !== undefined)),
  ].sort()
  if (ids.length === 0)
    faults.push({ file: 'wards', line: 0, message: '区のフォルダーが一つもありません。元に戻してください。' })
  const wards: Ward[] = []
  for (const id of ids) {
    const [yaml, points, resources, catchments, towns, hotlines] = WARD_FILES.map((name) =>
      file(`wards/${id}/${name}`),
    )
    if (!yaml || !points || !resources || !catchments || !towns || !hotlines) continue
    const read = parseWard({
      yaml,
      points,
      resources,
      catchments,
      towns,
      hotlines,
      sharedHotlines: file('wards/hotlines.csv'),
    })
    faults.push(...read.faults)
    if (!read.ward) continue
    if (read.ward.id !== id)
      faults.push({
        ...read.where.yaml(['id']),
        message: `id が「${read.ward.id}」ですが、フォルダーは「${id}」です。`,
      })
    faults.push(...checkWard(read.ward, read.where))
    wards.push(read.ward)
  }
  return wards
}
