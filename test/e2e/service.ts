import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { lastMetrics } from '../support/canaries/watch.ts'

const RUN = fileURLToPath(new URL('../../src/build/launch.mjs', import.meta.url))

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

export interface Service {
  readonly url: string
  /** Its data folder. */
  readonly data: string
  stop(): Promise<void>
}

/** The real process as `npm start` runs it, for みほん区, with an empty data folder of its own. */
export async function startService(env: Readonly<Record<string, string>> = {}): Promise<Service> {
  const port = await freePort()
  const data = mkdtempSync(join(tmpdir(), 'madoguchi-'))
  const child = spawn(process.execPath, [RUN, 'node'], {
    env: {
      PATH: process.env.PATH ?? '',
      WARD: 'mihon',
      PORT: String(port),
      HOST: '127.0.0.1',
      DATA_DIR: data,
      ...env,
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  let said = ''
  await new Promise<void>((resolve, reject) => {
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said += text
      if (said.includes('"event":"ready"')) resolve()
    })
    child.once('exit', (code) => reject(new Error(`the service ended with ${code}:\n${said}`)))
  })
  return {
    url: `http://127.0.0.1:${port}`,
    data,
    async stop() {
      await lastMetrics(`http://127.0.0.1:${port}`)
      child.kill('SIGTERM')
      // Open event streams keep a closing server alive; the tests are done with them.
      const hard = setTimeout(() => child.kill('SIGKILL'), 2_000)
      await ended
      clearTimeout(hard)
      rmSync(data, { recursive: true, force: true })
    },
  }
}
