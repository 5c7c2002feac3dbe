import { spawn } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, delimiter, join } from 'node:path'
import { ROOT } from '../../src/build/inputs.ts'
import type { Built } from '../../src/build/stages.ts'
import { built } from '../support/built.ts'

const PATH = `${join(ROOT, 'node_modules/.bin')}${delimiter}${process.env.PATH ?? ''}`
/** Longer than a whole build takes on a busy machine. */
const MOST_MS = 280_000

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
  { env = {}, input = '', cwd }: { env?: Environment; input?: string; cwd: string },
): Running {
  const child = spawn(command, args, {
    cwd,
    env: { PATH, HOME: process.env.HOME ?? '', ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  const late = setTimeout(() => child.kill('SIGKILL'), MOST_MS)
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

/** A folder of its own for one test's data. */
export function dataFolder(): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'madoguchi-data-'))
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) }
}

export interface Server extends Running {
  readonly url: string
  readonly port: number
  /** Ends it and waits until it has ended. */
  stop(name?: NodeJS.Signals): Promise<Ended>
}

export interface Program {
  readonly path: string
  /** `npm run --silent <command> -- <args>` as anybody calls it. */
  npm(command: string, args: readonly string[], input?: string, env?: Environment): Promise<Ended>
  node(args: readonly string[], input?: string): Promise<Ended>
  /** The service as `npm start` runs it, before it is known whether it will start. */
  launch(env: Environment): Running
  /** The service, started and ready. */
  start(env: Environment): Promise<Server>
  remove(): void
}

/**
 * A copy of the repository with these parts of it built. The tests run a copy, as a file saved while they
 * run would be built in their midst.
 */
export function copyOfProgram(parts: readonly (keyof Built)[]): Program {
  const path = mkdtempSync(join(tmpdir(), 'madoguchi-copy-'))
  for (const part of ['src', 'flows', 'intents', 'wards', 'package.json', 'package-lock.json'])
    cpSync(join(ROOT, part), join(path, part), { recursive: true })
  symlinkSync(join(ROOT, 'node_modules'), join(path, 'node_modules'))
  mkdirSync(join(path, 'build'))
  for (const part of parts) symlinkSync(built[part], join(path, 'build', basename(built[part])))

  const launch = (env: Environment) =>
    run('node', ['src/build/launch.mjs', 'node'], {
      env: { WARD: 'mihon', PORT: '0', HOST: '127.0.0.1', ...env },
      cwd: path,
    })
  return {
    path,
    launch,
    npm: (command, args, input = '', env = {}) =>
      run('npm', ['run', '--silent', command, '--', ...args], { env, input, cwd: path }).ended,
    node: (args, input = '') => run('node', args, { input, cwd: path }).ended,
    async start(env) {
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
    },
    remove: () => rmSync(path, { recursive: true, force: true }),
  }
}

/** A copy of the whole built program. What changed since the tests began is built once more. */
export async function builtProgram(): Promise<Program> {
  const program = copyOfProgram(['dictionary', 'content', 'app', 'model'])
  const { code, stderr } = await program.node(['src/build/launch.mjs'])
  if (code !== 0) throw new Error(`the build ended with ${code}:\n${stderr}`)
  return program
}
