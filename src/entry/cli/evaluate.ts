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

/** Thresholds were chosen on the second; the others only judge. */
const DANGER_TABLES = ['danger.tsv', 'danger-tuning.tsv', 'danger-unseen.tsv', 'danger-in-talk.tsv'] as const

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

/** Without files: the product itself on the corpus that judges it. */
async function evaluateCorpus(folders: Omit<Invocation, 'argv'>): Promise<number> {
  const [ward = ''] = await wardsIn(folders.content)
  const { guide, findDanger } = await loadGuide(folders, ward)
  const utterances = readUtterances(await readText('test/corpus/utterances.tsv'))
  const score = scoreCorpus(utterances, (text) => guide.understand(text, []))
  const dangers = new Map(
    await Promise.all(
      DANGER_TABLES.map(async (file) => {
        const texts = readDangerTexts(await readText(`test/corpus/${file}`))
        return [file, scoreDangers(texts, (text) => findDanger(text))] as const
      }),
    ),
  )
  await writeLine(corpusReport(score, dangers))
  return 0
}
