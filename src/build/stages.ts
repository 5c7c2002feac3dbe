import { spawnSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { basename, join } from 'node:path'
import { contentFiles, hashOf, ROOT, sourceFiles, stampOf } from './inputs.ts'

/** Where each part of the built program stands; the folder's name tells what it was made from. */
export interface Built {
  readonly dictionary: string
  readonly app: string
  readonly content: string
  readonly model: string
  /** Bundle and static assets for Cloudflare Workers. */
  readonly worker: string
}

/** In this order: mistakes in the content are said before anything long is made. */
const STAGES = ['content', 'dictionary', 'app', 'model', 'worker'] as const
export type Stage = (typeof STAGES)[number]

/** Said to whoever waits for them. */
const NAMES: Readonly<Record<Stage, string>> = {
  content: '内容（flows・intents・wards）',
  dictionary: '辞書',
  app: 'プログラム',
  model: 'ことばのモデル（1〜2分。初めてのときと、ことばの例が変わったときだけです）',
  worker: 'Workers 用のまとまり',
}

const OUT = join(ROOT, 'build')
/** What `wrangler.toml` names. */
const WORKER = join(OUT, 'worker')
const OLD_MS = 24 * 3_600_000

/** Node's, of `launch.mjs`. */
const COMPILED = join(OUT, 'compiled')
/** Where everything stood when it was last looked up, for the same files. */
const KNOWN = join(OUT, 'places.json')

/** Which source files a stage's result depends on, besides the content. */
function madeFrom(stage: Stage, source: readonly string[], content: readonly string[]): readonly string[] {
  const under = (...folders: string[]) =>
    source.filter((file) => folders.some((folder) => file.startsWith(folder)) || file === 'package-lock.json')
  if (stage === 'dictionary')
    return under(
      'src/build/dictionary',
      'src/build/stock-dictionary',
      'src/build/double-array',
      'src/text/dictionary',
    )
  if (stage === 'content')
    return [
      ...under('src/build/content', 'src/content/', 'src/directory/', 'src/text/', 'src/triage/rules'),
      ...content,
    ]
  if (stage === 'model')
    return [
      ...under('src/build/', 'src/text/').filter(
        (file) =>
          !/\/(browser-files|bundle|check|danger-tables|house-number|make|only-ascii|personal|test|run|stages|worker)\.ts$/.test(
            file,
          ),
      ),
      ...content.filter((file) => file.startsWith('intents/')),
    ]
  return source
}

/** The folders the present files belong in. */
export function placesNow(): Built {
  const source = sourceFiles()
  const content = contentFiles()
  // A folder that was moved is the same to the file system.
  const stamp = `${OUT} ${stampOf([...source, ...content])}`
  const known = readKnown()
  if (known?.stamp === stamp) return known.places
  const places = lookUp(source, content)
  remember(stamp, places)
  return places
}

function remember(stamp: string, places: Built): void {
  const aside = `${KNOWN}.${process.pid}`
  try {
    mkdirSync(OUT, { recursive: true })
    writeFileSync(aside, JSON.stringify({ stamp, places }))
    renameSync(aside, KNOWN)
  } catch {
    // What was built elsewhere may lie where nobody may write: then it is looked up each time.
  }
}

function readKnown(): { readonly stamp: string; readonly places: Built } | null {
  try {
    return JSON.parse(readFileSync(KNOWN, 'utf8'))
  } catch {
    return null
  }
}

/** Reads every file once. */
function lookUp(source: readonly string[], content: readonly string[]): Built {
  const place = (stage: Stage, salt = '') =>
    join(OUT, `${stage}-${hashOf(madeFrom(stage, source, content), salt)}`)
  const assets = { dictionary: place('dictionary'), content: place('content'), model: place('model') }
  const names = Object.values(assets).map((path) => basename(path))
  return { ...assets, app: place('app'), worker: place('worker', names.join()) }
}

/** Removes results that nothing has been made from for a day; a running process holds its own in memory. */
function forgetOld(keep: Built): void {
  for (const name of readdirSync(OUT)) {
    const path = join(OUT, name)
    if ([WORKER, KNOWN, COMPILED, ...Object.values(keep)].includes(path)) continue
    // Another build may have renamed it by now.
    const stats = statSync(path, { throwIfNoEntry: false })
    if (stats && Date.now() - stats.mtimeMs > OLD_MS) rmSync(path, { recursive: true, force: true })
  }
}

/** Has it lead to the newest, in one step. */
function pointAt(folder: string): void {
  const aside = join(OUT, `worker.${process.pid}`)
  rmSync(aside, { force: true })
  symlinkSync(basename(folder), aside, 'dir')
  renameSync(aside, WORKER)
}

/** Commands that need only some parts: nobody waits for a model to see what a file says. */
const NEEDED: Readonly<Record<string, readonly Stage[]>> = {
  '': STAGES,
  directory: ['app'],
  line: ['content', 'app'],
  tokenize: ['dictionary', 'app'],
  readings: ['content', 'dictionary', 'app'],
  staff: ['content', 'app'],
}

/**
 * Makes what is missing for a command (everything without one), in child processes so that nothing of the
 * building stays in memory. Each result is made aside and renamed into place whole: two builds at once, or a killed one, do no harm.
 * Returns null when a stage refused; it has said why on standard error.
 */
export function ensureBuilt(command = ''): Built | null {
  const needed = NEEDED[command] ?? ['content', 'dictionary', 'app', 'model']
  const places = placesNow()
  mkdirSync(OUT, { recursive: true })
  for (const stage of STAGES) {
    if (!needed.includes(stage) || existsSync(places[stage])) continue
    // Other commands are read by programs as well.
    if (command === 'node' || process.stderr.isTTY) console.error(`作っています： ${NAMES[stage]}`)
    const aside = `${places[stage]}.${process.pid}`
    rmSync(aside, { recursive: true, force: true })
    const made = spawnSync(
      process.execPath,
      [join(ROOT, 'src/build/make.ts'), stage, aside, JSON.stringify(places)],
      { stdio: ['ignore', 'ignore', 'inherit'] },
    )
    if (made.status !== 0) {
      rmSync(aside, { recursive: true, force: true })
      return null
    }
    try {
      renameSync(aside, places[stage])
    } catch (fault) {
      // Another build was first; its result is the same.
      rmSync(aside, { recursive: true, force: true })
      if (!existsSync(places[stage])) throw fault
    }
  }
  if (needed.includes('worker')) pointAt(places.worker)
  forgetOld(places)
  return places
}
