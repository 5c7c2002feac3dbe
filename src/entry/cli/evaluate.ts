import { readFile } from 'node:fs/promises'
import type { Invocation } from '../../build/run.ts'
import { loadDictionary } from '../../text/dictionary.ts'
import { createTokeniser } from '../../text/tokenise.ts'
import { loadGuide, wardsIn } from '../load.ts'
import { readDictionary } from '../read-dictionary.ts'
import { corpusReport } from './evaluate-corpus.ts'
import { evaluateFiles } from './evaluate-files.ts'
import { writeLine } from './lines.ts'
import { optionsFrom, runCommand, WrongUsage } from './options.ts'
import { readUtterances, scoreCorpus } from './score-corpus.ts'
import { readDangerTexts, scoreDangers } from './score-dangers.ts'

const USAGE =
  'usage: npm run --silent evaluate -- --train a.tsv --test b.tsv  (a line is text<TAB>label|label)'

/** The second is by people who saw neither training nor results, and has been looked at less. */
const UTTERANCE_TABLES = ['utterances.tsv', 'utterances-unseen.tsv'] as const
/** Thresholds were chosen on the second; the others only judge. */
const DANGER_TABLES = [
  'danger.tsv',
  'danger-tuning.tsv',
  'danger-unseen.tsv',
  'danger-blind.tsv',
  'danger-in-talk.tsv',
] as const

/** `npm run --silent evaluate`: the classifier on anybody's labelled lines, as one JSON line. */
export function main({ argv, ...folders }: Invocation): Promise<number> {
  const { dictionary } = folders
  return runCommand(USAGE, async () => {
    const { train, test } = optionsFrom(argv, ['train', 'test'])
    if (!train && !test) return evaluateCorpus(folders)
    if (!train || !test) throw new WrongUsage('--train and --test name the two files')
    const [training, testing] = await Promise.all([readText(train), readText(test)])
    const tokenise = createTokeniser(loadDictionary(await readDictionary(dictionary)))
    const result = evaluateFiles(training, testing, tokenise, console.error)
    await writeLine(JSON.stringify(result))
    return 0
  })
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (fault) {
    throw new Error(`${path} cannot be read: ${(fault as NodeJS.ErrnoException).code}`)
  }
}

async function perTable<T>(
  files: readonly string[],
  score: (tsv: string) => T,
): Promise<ReadonlyMap<string, T>> {
  const scored = files.map(async (file) => [file, score(await readText(`test/corpus/${file}`))] as const)
  return new Map(await Promise.all(scored))
}

/** Without files: the product itself on the corpus that judges it. */
async function evaluateCorpus(folders: Omit<Invocation, 'argv'>): Promise<number> {
  const [ward = ''] = await wardsIn(folders.content)
  const { guide, findDanger } = await loadGuide(folders, ward)
  const scores = await perTable(UTTERANCE_TABLES, (tsv) =>
    scoreCorpus(readUtterances(tsv), (text) => guide.understand(text, [])),
  )
  const dangers = await perTable(DANGER_TABLES, (tsv) =>
    scoreDangers(readDangerTexts(tsv), (text) => findDanger(text)),
  )
  await writeLine(corpusReport(scores, dangers))
  return 0
}
