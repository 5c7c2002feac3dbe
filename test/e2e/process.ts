import { spawn } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { built } from '../support/built.ts'

/** The repository's top folder. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const PATH = `${join(ROOT, 'node_modules/.bin')}${delimiter}${process.env.PATH ?? ''}`
/** A file changed since the tests began is built once more before the program starts. */
const START_MS = 120_000

type Environment = Readonly<Record<string, string>>

export interface Ended {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

export interface Running {
  readonly stderr: () => string
  /** Resolves with the first match in standard error; rejects when the process ends before. */
  until(pattern: RegExp): Promise<RegExpExecArray>
  signal(name: NodeJS.Signals): void
  readonly ended: Promise<Ended>
}

/** Starts a program with this environment and no other. Its process is killed when it outlives the limit. */
export function run(
  command: string,
  args: readonly string[],
  { env = {}, input = '', cwd = ROOT }: { env?: Environment; input?: string; cwd?: string } = {},
): Running {
  const child = spawn(command, args, {
    cwd,
    env: { PATH, HOME: process.env.HOME ?? '', ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  const late = setTimeout(() => child.kill('SIGKILL'), START_MS)
  let stdout = ''
  let stderr = ''
  let told = () => {}
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text
    told()
  })
  // A program that refuses its arguments does not read on.
  child.stdin.on('error', () => {})
  child.stdin.end(input)
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => {
      clearTimeout(late)
      resolve({ code, stdout, stderr })
    })
  })
  return {
    stderr: () => stderr,
    until: (pattern) =>
      new Promise((resolve, reject) => {
        told = () => {
          const match = pattern.exec(stderr)
          if (match) resolve(match)
        }
        told()
        ended.then(({ code }) => reject(new Error(`ended with ${code}:\n${stderr}`)), reject)
      }),
    signal: (name) => {
      child.kill(name)
    },
    ended,
  }
}

/** `npm run --silent <command> -- <args>` as anybody calls it. */
export function npmRun(command: string, args: readonly string[], input = '', env: Environment = {}) {
  return run('npm', ['run', '--silent', command, '--', ...args], { env, input }).ended
}

/** A copy of the repository to break, with the dictionary and the model that are built already. */
export function copyOfRepository(): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'madoguchi-copy-'))
  for (const part of ['src', 'flows', 'intents', 'wards', 'package.json', 'package-lock.json'])
    cpSync(join(ROOT, part), join(path, part), { recursive: true })
  symlinkSync(join(ROOT, 'node_modules'), join(path, 'node_modules'))
  mkdirSync(join(path, 'build'))
  // These two take long to make, and are made in the same way as the others.
  for (const folder of [built.dictionary, built.model])
    symlinkSync(folder, join(path, 'build', basename(folder)))
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) }
}

/** A folder of its own for one test's data. */
export function dataFolder(): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'madoguchi-data-'))
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) }
}

/** The service as `npm start` runs it, before it is known whether it will start. */
export function launch(env: Environment, cwd = ROOT): Running {
  return run('node', ['src/build/run.ts', 'node'], {
    env: { WARD: 'mihon', PORT: '0', HOST: '127.0.0.1', ...env },
    cwd,
  })
}

export interface Server extends Running {
  readonly url: string
  readonly port: number
  /** Ends it and waits until it has ended. */
  stop(name?: NodeJS.Signals): Promise<Ended>
}

/** The service, started and ready. */
export async function startServer(env: Environment): Promise<Server> {
  const running = launch(env)
  const [line] = await running.until(/^\{.*"event":"ready".*\}$/m)
  const { port } = JSON.parse(line) as { port: number }
  return {
    ...running,
    port,
    url: `http://127.0.0.1:${port}`,
    stop(name = 'SIGTERM') {
      running.signal(name)
      return running.ended
    },
  }
}
