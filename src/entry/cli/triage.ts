import type { Invocation } from '../../build/run.ts'
import { findPoint } from '../../directory/find-point.ts'
import type { Place } from '../../directory/place.ts'
import { loadGuide, wardsIn } from '../load.ts'
import { inputLines, writeLine } from './lines.ts'
import { momentFrom, optionsFrom, runCommand, WrongUsage } from './options.ts'

const USAGE = 'usage: npm run --silent triage -- --ward W [--at ISO] [--address A] < utterances'

/** `npm run --silent triage`: one utterance a line in, what is meant and whom to name as one JSON a line out. */
export function main({ argv, ...folders }: Invocation): Promise<number> {
  return runCommand(USAGE, async () => {
    const options = optionsFrom(argv, ['ward', 'at', 'address'])
    const wards = await wardsIn(folders.content)
    if (!options.ward || !wards.includes(options.ward))
      throw new WrongUsage(`--ward must be one of: ${wards.join(', ')}`)
    const now = momentFrom(options.at)
    const { guide, directory } = await loadGuide(folders, options.ward)
    const reading = options.address ? guide.desk.readAddress(options.address) : null
    const place: Place | null = reading?.kind === 'place' ? reading.place : null
    for await (const text of inputLines()) {
      const meant = guide.understand(text, [])
      const found = findPoint(directory, {
        needs: meant.needs,
        place,
        now,
        lang: 'ja',
        speaker: meant.speaker,
      })
      await writeLine(
        JSON.stringify({
          text,
          areas: meant.areas,
          needs: meant.needs,
          danger: meant.danger.danger,
          danger_kind: meant.danger.kind,
          speaker: meant.speaker,
          confidence: meant.confidence,
          reasons: meant.reasons,
          points: found.points.slice(0, 3).map(({ id, name, basis, why }) => ({ id, name, basis, why })),
        }),
      )
    }
    return 0
  })
}
