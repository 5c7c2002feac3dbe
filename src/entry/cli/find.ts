import type { Invocation } from '../../build/run.ts'
import { NEEDS, type Need } from '../../content/vocabulary.ts'
import { findElsewhere } from '../../directory/find-elsewhere.ts'
import { findPoint } from '../../directory/find-point.ts'
import { loadGuide, wardsIn } from '../load.ts'
import { writeLine } from './lines.ts'
import { momentFrom, optionsFrom, runCommand, WrongUsage } from './options.ts'

const USAGE = 'usage: npm run --silent find -- --ward W --need N --address A [--at ISO]'

/** `npm run --silent find`: who answers for this need at this address, as one JSON. */
export function main({ argv, ...folders }: Invocation): Promise<number> {
  return runCommand(USAGE, async () => {
    const options = optionsFrom(argv, ['ward', 'need', 'address', 'at'])
    const wards = await wardsIn(folders.content)
    if (!options.ward || !wards.includes(options.ward))
      throw new WrongUsage(`--ward must be one of: ${wards.join(', ')}`)
    if (!NEEDS.includes(options.need as Need))
      throw new WrongUsage(`--need must be one of: ${NEEDS.join(', ')}`)
    if (options.address === undefined) throw new WrongUsage('--address is missing')
    const now = momentFrom(options.at)
    const { guide, directory } = await loadGuide(folders, options.ward)
    const reading = guide.desk.readAddress(options.address)
    const place = reading.kind === 'place' ? reading.place : null
    const query = { needs: [options.need as Need], now, lang: 'ja', limit: 5 } as const
    // The address of another municipality: its own contact, never this ward's desks.
    const found =
      reading.kind === 'elsewhere'
        ? {
            decided: false,
            ask: null,
            candidates: [],
            points: findElsewhere(directory, reading.contact, query),
          }
        : findPoint(directory, { ...query, place })
    await writeLine(
      JSON.stringify({
        ward: options.ward,
        address: options.address,
        town: place?.town ?? null,
        block: place?.block ?? (reading.kind === 'which-town' ? reading.block : null),
        number: place?.number ?? null,
        decided: found.decided,
        ask: found.ask,
        candidates: found.candidates,
        points: found.points,
      }),
    )
    return 0
  })
}
