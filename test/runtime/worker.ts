import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createTestHarness, experimental_readRawConfig } from 'wrangler'
import { bundleForWorkers } from '../../src/build/bundle.ts'
import type { WorkerEnv } from '../../src/entry/workers/platform.ts'
import { built } from '../support/built.ts'
import { lookAt } from '../support/canaries/watch.ts'

/** The repository's top folder. */
export const root = fileURLToPath(new URL('../..', import.meta.url))

// No word to anybody: neither figures about wrangler's use nor a look at where this machine is.
process.env.WRANGLER_SEND_METRICS = 'false'
process.env.CLOUDFLARE_CF_FETCH_ENABLED = 'false'

export interface RunningWorker {
  readonly url: string
  /** Cron's call. */
  cron(): Promise<void>
  /** Sets the alarm of what carries on work to now. */
  alarm(): Promise<void>
  /** What it logged, line by line. */
  said(): readonly string[]
  stop(): Promise<void>
}

/**
 * The deployment of `wrangler.toml` in workerd, with these variables: the same bundle, assets and settings.
 * `clocked` replaces the bundle by one whose clock each request sets (`test-clock`, epoch ms).
 */
export async function startWorker(
  variables: Readonly<Record<string, string>>,
  { clocked = false } = {},
): Promise<RunningWorker> {
  const scratch = mkdtempSync(join(tmpdir(), 'madoguchi-worker-'))
  let main = join(built.worker, 'bundle/index.mjs')
  if (clocked) {
    main = join(scratch, 'index.mjs')
    await bundleForWorkers(fileURLToPath(new URL('clocked-worker.ts', import.meta.url)), main)
  }
  const { rawConfig } = experimental_readRawConfig({ config: join(root, 'wrangler.toml') })
  const { build: _already, env: _none, ...config } = rawConfig
  const harness = createTestHarness({
    root: scratch,
    workers: [
      {
        config: {
          ...config,
          main,
          assets: { ...config.assets, directory: join(built.worker, 'assets') },
          vars: { ...config.vars, NODE_ENV: 'test', PUBLIC_URL: 'https://worker.test', ...variables },
        },
      },
    ],
  })
  const { url } = await harness.listen()
  return {
    url: url.origin,
    cron: async () => void (await harness.getWorker().scheduled({ cron: '* * * * *' })),
    async alarm() {
      const { CONTINUATION } = await harness.getWorker<WorkerEnv>().getEnv()
      await CONTINUATION.get(CONTINUATION.idFromName('queues')).fetch('https://continuation.invalid/')
    },
    said: () => harness.getLogs().map(({ message }) => message),
    async stop() {
      for (const { message } of harness.getLogs()) lookAt(message, 'the log of the Worker')
      await harness.close()
      rmSync(scratch, { recursive: true, force: true })
    },
  }
}
