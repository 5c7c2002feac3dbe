import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { bundleForNode } from './bundle.ts'
import { buildContent } from './content.ts'
import { buildDictionary } from './dictionary.ts'
import { ROOT } from './inputs.ts'
import { buildModel } from './model.ts'
import type { Built } from './stages.ts'
import { buildWorker } from './worker.ts'

/** One stage of the build: `node src/build/make.ts <stage> <folder> <places of all stages, as JSON>`. */
const [stage, folder, places] = process.argv.slice(2)
if (!stage || !folder || !places) throw new Error('usage: make.ts <stage> <folder> <places>')
const built = JSON.parse(places) as Built
mkdirSync(folder, { recursive: true })

const ENTRIES = [
  'start',
  'node',
  'cli/chat',
  'cli/triage',
  'cli/find',
  'cli/tokenize',
  'cli/evaluate',
  'cli/directory',
  'cli/flows',
  'cli/readings',
  'cli/staff',
  'cli/demo',
  'cli/line',
]

if (stage === 'dictionary') await buildDictionary(folder)
else if (stage === 'app')
  await bundleForNode(
    {
      ...Object.fromEntries(
        ENTRIES.map((entry) => [entry.replace('cli/', ''), join(ROOT, `src/entry/${entry}.ts`)]),
      ),
      // A thread's program is a file of its own (`stores/sqlite/writer.ts`).
      'sqlite-writer': join(ROOT, 'src/stores/sqlite/writer-thread.ts'),
    },
    folder,
  )
else if (stage === 'model') await buildModel(folder, built.dictionary)
else if (stage === 'worker') await buildWorker(folder, built)
else if (stage === 'content') {
  const faults = await buildContent(folder)
  for (const { file, line, message } of faults.slice(0, 50)) console.error(`${file}:${line} ${message}`)
  if (faults.length > 0) {
    console.error(`内容に ${faults.length} か所の誤りがあります。直してから、もう一度お試しください。`)
    process.exitCode = 1
  }
} else throw new Error(`no such stage: ${stage}`)
