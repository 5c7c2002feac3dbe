import type { Invocation } from '../../build/run.ts'
import { type FlowCount, flowCounts, flowPaths, placesOf, waysIn } from '../../triage/flow-paths.ts'
import type { Guide } from '../../triage/guide.ts'
import { tellPath, titleOf } from '../../triage/tell-path.ts'
import { loadGuide, wardsIn } from '../load.ts'
import type { Loaded } from '../make-guide.ts'
import { writeLine } from './lines.ts'
import { momentFrom, optionsFrom, runCommand, WrongUsage } from './options.ts'

const USAGE =
  'usage: npm run --silent flows -- paths [FLOW] | count  [--ward W] [--at ISO] [--format text|json]'

/** The word an official would type for a flow, where it is not the file's name. */
const ALSO: Readonly<Record<string, string>> = {
  kaigo: 'ageing',
  koureisha: 'ageing',
  shougai: 'disability',
  kosodate: 'childcare',
  kodomo: 'childcare',
  okane: 'hardship',
  kurashi: 'hardship',
  kokoro: 'health',
  sumai: 'housing',
  houritsu: 'legal',
  gaikokujin: 'foreigner',
  ibasho: 'community',
  kinjo: 'worry',
}

/** `npm run --silent flows`: the paths of the flows, listed or counted. */
export function main({ argv, ...folders }: Invocation): Promise<number> {
  return runCommand(USAGE, async () => {
    const [verb, flow, options] = readArguments(argv)
    const wards = await wardsIn(folders.content)
    const ward = options.ward ?? process.env.WARD ?? 'chuo'
    if (!wards.includes(ward)) throw new WrongUsage(`--ward must be one of: ${wards.join(', ')}`)
    const { format = 'text' } = options
    if (format !== 'text' && format !== 'json') throw new WrongUsage('--format must be text or json')
    const now = momentFrom(options.at)
    const loaded = await loadGuide(folders, ward)
    if (verb === 'paths') await listPaths(loaded, flow, format, now)
    else await writeCounts(loaded, format, now)
    return 0
  })
}

function readArguments(argv: readonly string[]) {
  const words = argv.findIndex((word) => word.startsWith('--'))
  const [verb, flow, ...more] = words < 0 ? argv : argv.slice(0, words)
  const options = optionsFrom(words < 0 ? [] : argv.slice(words), ['ward', 'at', 'format'])
  if (verb !== 'paths' && verb !== 'count')
    throw new WrongUsage(verb === undefined ? 'say what: paths or count' : `unknown: ${verb}`)
  if (more.length > 0 || (verb === 'count' && flow !== undefined))
    throw new WrongUsage(`too many words: ${[...(verb === 'count' ? [flow] : []), ...more].join(' ')}`)
  return [verb, flow ?? null, options] as const
}

/** The flows that word names: its id, its name or a part of it, or a word for it; all without a word. */
function flowsNamed(guide: Guide, word: string | null): readonly string[] {
  const ids = [...guide.flows.keys()]
  if (word === null) return ids
  const found = ids.find((id) => id === (ALSO[word] ?? word))
  const named = found ?? ids.find((id) => titleOf(guide, id).includes(word))
  if (!named) throw new WrongUsage(`no such flow: ${word}; there are: ${ids.join(', ')}`)
  return [named]
}

async function listPaths(
  { guide, ward }: Loaded,
  word: string | null,
  format: 'text' | 'json',
  now: number,
): Promise<void> {
  const places = placesOf(ward)
  const ways = waysIn(guide, now, places)
  for (const flow of flowsNamed(guide, word))
    for (const path of flowPaths(guide, flow, { now, places, ways }))
      await writeLine(format === 'json' ? JSON.stringify({ flow, ...path }) : tellPath(guide, flow, path))
}

async function writeCounts({ guide, ward }: Loaded, format: 'text' | 'json', now: number): Promise<void> {
  const counts = [...flowCounts(guide, now, placesOf(ward))]
  if (format === 'json') return writeLine(JSON.stringify(counts))
  await writeLine(`${pad('流れ', 32)}  質問  道すじ  最長  案内まで（中央値）`)
  for (const count of counts) await writeLine(countLine(guide, count))
}

function countLine(guide: Guide, { flow, questions, paths, longest, ...count }: FlowCount): string {
  const name = flow === null ? '全体（入口から）' : `${titleOf(guide, flow)}（${flow}）`
  const figure = (n: number | null, width: number) => (n === null ? '—' : `${n}`).padStart(width)
  const median = figure(count.medianAnswersToFirstPoint, 10)
  return `${pad(name, 32)}${figure(questions, 6)}${figure(paths, 8)}${figure(longest, 6)}${median}`
}

/** To so many columns of a terminal, where a Japanese letter takes two. */
function pad(text: string, columns: number): string {
  const taken = [...text].reduce((sum, sign) => sum + (sign < '⺀' ? 1 : 2), 0)
  return text + ' '.repeat(Math.max(0, columns - taken))
}
