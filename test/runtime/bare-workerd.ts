import { spawn } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { experimental_readRawConfig } from 'wrangler'
import { built } from '../support/built.ts'
import { root } from './worker.ts'

const { default: WORKERD } = createRequire(import.meta.resolve('wrangler'))('workerd') as { default: string }
/** `/proc` counts processor time in these. */
const TICK_MS = 10

export interface BareWorkerd {
  readonly url: string
  /** Processor time of the process so far. Linux only. */
  cpuMs(): number
  /** Memory of the isolate after a collection, in bytes: V8's heap, and what array buffers hold beside it. */
  memory(): Promise<{ readonly heap: number; readonly buffers: number }>
  stop(): Promise<void>
}

const text = (value: string) => JSON.stringify(value)

/** The deployment's bundle and assets in workerd with nothing of wrangler around it, so that it can be measured. */
export async function bareWorkerd(variables: Readonly<Record<string, string>>): Promise<BareWorkerd> {
  const { rawConfig } = experimental_readRawConfig({ config: `${root}/wrangler.toml` })
  // What a configuration embeds lies beside it.
  const scratch = mkdtempSync(join(tmpdir(), 'madoguchi-workerd-'))
  cpSync(join(built.worker, 'bundle/index.mjs'), join(scratch, 'index.mjs'))
  const bindings = Object.entries(variables).map(
    ([name, value]) => `(name = ${text(name)}, text = ${text(value)})`,
  )
  const config = `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "main", worker = (
      modules = [(name = "index.mjs", esModule = embed "index.mjs")],
      compatibilityDate = ${text(String(rawConfig.compatibility_date))},
      compatibilityFlags = ${JSON.stringify(rawConfig.compatibility_flags)},
      bindings = [
        (name = "ASSETS", service = "assets"),
        (name = "CONTINUATION", durableObjectNamespace = "Continuation"),
        ${bindings.join(', ')}
      ],
      durableObjectNamespaces = [(className = "Continuation", uniqueKey = "continuation")],
      durableObjectStorage = (inMemory = void),
      globalOutbound = "net"
    )),
    (name = "assets", disk = (path = ${text(`${built.worker}/assets/`)})),
    (name = "net", network = (allow = ["public", "private", "local"]))
  ],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")]
);`
  const file = join(scratch, 'workerd.capnp')
  writeFileSync(file, config)
  const child = spawn(
    WORKERD,
    ['serve', file, '--experimental', '--control-fd=3', '--inspector-addr=127.0.0.1:0'],
    { stdio: ['ignore', 'ignore', 'inherit', 'pipe'] },
  )
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const ports = await new Promise<Readonly<Record<string, number>>>((resolve, reject) => {
    const known: Record<string, number> = {}
    child.once('exit', (code) => reject(new Error(`workerd ended with ${code}`)))
    child.stdio[3]?.on('data', (lines: Buffer) => {
      for (const line of lines.toString().trim().split('\n')) {
        const { event, socket, port } = JSON.parse(line) as { event: string; socket?: string; port: number }
        known[event === 'listen-inspector' ? 'inspector' : String(socket)] = port
      }
      if (known.http && known.inspector) resolve(known)
    })
  })

  const url = `http://127.0.0.1:${ports.http}`
  const memory: BareWorkerd['memory'] = async () => {
    const socket = new WebSocket(`ws://127.0.0.1:${ports.inspector}/main`)
    await new Promise((resolve) => socket.addEventListener('open', resolve))
    const waiting = new Map<number, (result: Record<string, number>) => void>()
    socket.addEventListener('message', ({ data }) => {
      const { id, result } = JSON.parse(String(data)) as { id?: number; result: Record<string, number> }
      if (id !== undefined) waiting.get(id)?.(result)
    })
    let asked = 0
    const ask = (method: string) => {
      asked += 1
      const id = asked
      const answer = new Promise<Record<string, number>>((resolve) => waiting.set(id, resolve))
      socket.send(JSON.stringify({ id, method }))
      return answer
    }
    await ask('HeapProfiler.enable')
    const collected = ask('HeapProfiler.collectGarbage')
    // An isolate at rest collects with its next request.
    await (await fetch(`${url}/healthz`)).text()
    await collected
    const { usedSize = 0, backingStorageSize = 0 } = await ask('Runtime.getHeapUsage')
    socket.close()
    return { heap: usedSize, buffers: backingStorageSize }
  }
  return {
    url,
    cpuMs() {
      const fields = readFileSync(`/proc/${child.pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
      return (Number(fields[11]) + Number(fields[12])) * TICK_MS
    },
    memory,
    async stop() {
      child.kill()
      await ended
      rmSync(scratch, { recursive: true, force: true })
    },
  }
}
