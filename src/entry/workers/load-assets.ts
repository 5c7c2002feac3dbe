import type { GuideFiles } from '../make-guide.ts'
import type { Assets } from './platform.ts'

/** `manifest.json` of the assets, as `src/build/worker.ts` writes it. */
export interface AssetManifest {
  /** The wards this deployment was built with. */
  readonly wards: readonly string[]
  /** The files of the dictionary. */
  readonly dictionary: readonly string[]
}

async function read(assets: Assets, path: string): Promise<Response> {
  // The host is not looked at: the binding serves this deployment's own files.
  const response = await assets.fetch(`https://assets.invalid/${path}`)
  if (!response.ok) throw new Error(`the asset ${path} answered ${response.status}`)
  return response
}
const bytes = async (assets: Assets, path: string) =>
  new Uint8Array(await (await read(assets, path)).arrayBuffer())
const text = async (assets: Assets, path: string) => (await read(assets, path)).text()

export async function loadManifest(assets: Assets): Promise<AssetManifest> {
  return JSON.parse(await text(assets, 'manifest.json')) as AssetManifest
}

/** The built files, from the assets binding. */
export async function loadAssets(
  assets: Assets,
  { dictionary }: AssetManifest,
  ward: string,
): Promise<GuideFiles> {
  const [words, guide, wardText, names, concepts, needs, danger, speaker] = await Promise.all([
    Promise.all(dictionary.map(async (name) => [name, await bytes(assets, `dictionary/${name}`)] as const)),
    text(assets, 'content/guide.json'),
    text(assets, `content/ward-${ward}.json`),
    bytes(assets, 'content/names.bin'),
    bytes(assets, 'content/concepts.bin'),
    bytes(assets, 'model/needs.bin'),
    bytes(assets, 'model/danger.bin'),
    bytes(assets, 'model/speaker.bin'),
  ])
  return { dictionary: new Map(words), guide, ward: wardText, names, concepts, needs, danger, speaker }
}
