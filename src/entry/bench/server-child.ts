import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { ROOT } from '../../build/inputs.ts'
import type { Probed } from './probe.ts'

export interface ServerChild {
  readonly url: string
  /** From the start of the process until it said that it was ready. */
  readonly readyMs: number
  readonly process: ChildProcess
  /** What its probe has told so far. */
  readonly probed: readonly Probed[]
  stop(): Promise<void>
}

const BENCH = 'src/entry/bench'
export const SECRET = 'a-channel-secret-for-benches'

/** Starts a program that says `"event":"ready"` with its port on standard error. */
export async function serverChild(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<ServerChild> {
  const from = performance.now()
  const made = spawn(process.execPath, args, {
    cwd: ROOT,
    env: { PATH: process.env.PATH ?? '', ...env },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
  const ended = once(made, 'close')
  const withUs = () => void made.kill('SIGKILL')
  process.once('exit', withUs)
  const probed: Probed[] = []
  const port = await new Promise<number>((resolve, reject) => {
    const said: string[] = []
    const lines = made.stderr ? createInterface({ input: made.stderr }) : null
    lines?.on('line', (line) => {
      if (line.startsWith('{"probed":')) probed.push((JSON.parse(line) as { probed: Probed }).probed)
      else if (line.includes('"event":"ready"')) resolve((JSON.parse(line) as { port: number }).port)
      else if (said.length < 20) said.push(line)
    })
    void ended.then(() => reject(new Error(`${args.join(' ')} ended:\n${said.join('\n')}`)))
  })
  return {
    url: `http://127.0.0.1:${port}`,
    readyMs: performance.now() - from,
    process: made,
    probed,
    async stop() {
      made.kill('SIGTERM')
      const hard = setTimeout(() => made.kill('SIGKILL'), 12_000)
      await ended
      clearTimeout(hard)
      process.off('exit', withUs)
    },
  }
}

/** One of the bench's own programs. */
export const benchChild = (name: string, env: Readonly<Record<string, string>> = {}) =>
  serverChild([join(BENCH, `${name}.ts`)], env)

/** The service itself, with LINE standing at `lineUrl`; a probe costs a fifth of the ready time. */
export const serviceChild = (
  lineUrl: string,
  env: Readonly<Record<string, string>>,
  { probed = true }: { readonly probed?: boolean } = {},
) =>
  serverChild([...(probed ? ['--import', `./${BENCH}/probe.ts`] : []), 'src/build/launch.mjs', 'node'], {
    WARD: 'mihon',
    HOST: '127.0.0.1',
    PORT: '0',
    APP_SECRET: 'an-application-secret-for-benches',
    LINE_CHANNEL_SECRET: SECRET,
    LINE_CHANNEL_ACCESS_TOKEN: 'an-access-token-for-benches',
    LINE_API_BASE_URL: lineUrl,
    ...env,
  })

/** A folder for a bench's data that goes away with it. */
export function benchFolder(): string {
  const path = mkdtempSync(join(tmpdir(), 'madoguchi-bench-'))
  process.once('exit', () => rmSync(path, { recursive: true, force: true }))
  return path
}
