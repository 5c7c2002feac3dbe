import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Invocation } from '../../build/run.ts'
import { residentTexts } from '../../content/resident-texts.ts'
import type { Ward } from '../../content/ward.ts'
import type { Ruby } from '../../text/readings.ts'
import { loadTokeniser, wardsIn } from '../load.ts'
import { type CompiledGuide, readingsFor } from '../make-guide.ts'
import { writeLine } from './lines.ts'
import { runCommand, WrongUsage } from './options.ts'

const USAGE = 'usage: npm run --silent readings -- [--missing]'

const HAN = /\p{Script=Han}/u

/** 相談(そうだん)できます */
const shown = (pieces: readonly Ruby[]): string =>
  pieces.map(({ text, ruby }) => (ruby === undefined ? text : `${text}(${ruby})`)).join('')

/** Kanji that bear no reading, apart from those whose reading the text itself says: 相談（そうだん）. */
const bare = (pieces: readonly Ruby[]): boolean =>
  pieces.some(
    ({ text, ruby }) => ruby === undefined && HAN.test(text.replace(/[^（）]*（[ぁ-ゖー\s・]+）/g, '')),
  )

function missingOnly(argv: readonly string[]): boolean {
  try {
    return parseArgs({ args: [...argv], options: { missing: { type: 'boolean' } } }).values.missing ?? false
  } catch (fault) {
    throw new WrongUsage((fault as Error).message)
  }
}

/** `npm run --silent readings`: every text residents read with its readings, for an official to check. */
export function main({ argv, ...folders }: Invocation): Promise<number> {
  return runCommand(USAGE, async () => {
    const missing = missingOnly(argv)
    const compiled = JSON.parse(await readFile(join(folders.content, 'guide.json'), 'utf8')) as CompiledGuide
    const tokenise = await loadTokeniser(folders.dictionary, 'whole')
    let first = true
    for (const id of await wardsIn(folders.content)) {
      const ward = JSON.parse(await readFile(join(folders.content, `ward-${id}.json`), 'utf8')) as Ward
      const readings = readingsFor(tokenise, compiled.readings, ward)
      // What all wards say is listed once.
      const shared = first ? compiled : { flows: [], intents: [], phrases: {}, danger: {} }
      first = false
      for (const { file, at, lang, text } of residentTexts({
        ...(shared as CompiledGuide),
        wards: [ward],
      })) {
        const pieces = readings(text)
        if (missing && !bare(pieces)) continue
        await writeLine([file, at, lang, shown(pieces).replaceAll('\n', '／')].join('\t'))
      }
    }
    return 0
  })
}
