import { linkSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { AssetManifest } from '../entry/workers/load-assets.ts'
import { bundleForWorkers } from './bundle.ts'
import { ROOT } from './inputs.ts'

const PARTS = ['dictionary', 'content', 'model'] as const

/** Bundle and assets of the Worker: `bundle/` and `assets/`, whose files are those of the other stages. */
export async function buildWorker(
  folder: string,
  built: Readonly<Record<(typeof PARTS)[number], string>>,
): Promise<void> {
  const assets = join(folder, 'assets')
  for (const part of PARTS) {
    mkdirSync(join(assets, part), { recursive: true })
    for (const name of readdirSync(built[part])) linkSync(join(built[part], name), join(assets, part, name))
  }
  const manifest: AssetManifest = {
    wards: readdirSync(built.content).flatMap((name) => /^ward-([a-z]+)\.json$/.exec(name)?.[1] ?? []),
    dictionary: readdirSync(built.dictionary),
  }
  writeFileSync(join(assets, 'manifest.json'), JSON.stringify(manifest))
  await bundleForWorkers(join(ROOT, 'src/entry/worker.ts'), join(folder, 'bundle/index.mjs'))
}
