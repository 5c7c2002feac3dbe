import { expect, it } from 'vitest'
import { ROOT } from '../../src/build/inputs.ts'
import { responsibleFor } from '../../src/directory/catchment.ts'
import { coverageOf } from '../../src/directory/coverage.ts'
import { readWardFolder } from '../../src/entry/cli/directory/ward-folder.ts'

const days = ['2026-11-24', '2027-04-01']

it.each(['mihon', 'nakano', 'chuo'])(
  '%sの報告が「決まる」という町だけ、町の名前で担当が決まる。抜けた番はだれの担当にもならない',
  (id) => {
    const { ward } = readWardFolder(id, ROOT)
    for (const today of days)
      for (const partition of Object.keys(ward.partitions))
        for (const { town, coverage, missing, highest } of coverageOf(ward, partition, today)) {
          const at = (block: number | null) =>
            responsibleFor(ward, partition, { town, block, number: null, approximate: false }, today)
          expect([partition, town, at(null).kind === 'decided']).toEqual([
            partition,
            town,
            coverage === 'decided',
          ])
          const nobodys = [...missing.map(([low]) => low), ...(highest === null ? [] : [highest + 1])]
          for (const block of nobodys)
            expect(at(block)).toEqual({ kind: 'ward-must-confirm', candidates: [] })
        }
  },
)
