import { mkdir, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type BuildOptions, build, type Plugin } from 'esbuild'
import { browserFiles } from './browser-files.ts'
import { dangerTables } from './danger-tables.ts'
import { onlyAscii } from './only-ascii.ts'

const absent = fileURLToPath(new URL('./absent.cjs', import.meta.url))

/**
 * Botkit, imported whole, costs a second and 110 MB at start: a web server, a cloud connector and
 * language recognisers that this service never uses. They are left out of the bundle; `botbuilder`
 * becomes `botbuilder-core`, which holds all that Botkit really needs of it.
 */
const leanBotkit: Plugin = {
  name: 'lean-botkit',
  setup(builder) {
    builder.onResolve({ filter: /^(express|body-parser|botframework-connector)$/ }, () => ({ path: absent }))
    // Botkit's own adapter for Microsoft's cloud and its helpers.
    builder.onResolve({ filter: /^\.\/(adapter|teamsHelpers|testClient)$/ }, ({ importer }) =>
      /[\\/]botkit[\\/]lib[\\/]/.test(importer) ? { path: absent } : undefined,
    )
    builder.onResolve({ filter: /^(@microsoft\/recognizers-|@azure\/)/ }, () => ({ path: absent }))
  },
}

/** Bundled CommonJS modules (Botkit) expect these three; Node's own modules stay outside. */
const COMMONJS = [
  "import { createRequire as $createRequire } from 'node:module'",
  'const require = $createRequire(import.meta.url)',
  'const __filename = import.meta.filename',
  'const __dirname = import.meta.dirname',
].join(';')

/** What both bundles share. Names stay as they are: logs and Botkit read them. */
const SHARED = {
  bundle: true,
  format: 'esm',
  platform: 'node',
  minifySyntax: true,
  minifyWhitespace: true,
  // What `onlyAscii` moves within a line, the source map no longer finds: lines stay short.
  lineLimit: 200,
  sourcemap: 'linked',
  sourcesContent: false,
  alias: { botbuilder: 'botbuilder-core' },
  plugins: [leanBotkit, browserFiles, dangerTables],
  logLevel: 'silent',
} as const satisfies BuildOptions

async function bundle(options: BuildOptions): Promise<void> {
  const { outputFiles = [] } = await build({ ...options, write: false })
  for (const { path, text } of outputFiles) {
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, path.endsWith('.map') ? text : onlyAscii(text))
  }
}

/** Bundles each entry to `<outdir>/<name>.mjs` for Node. Rejects with esbuild's own messages. */
export async function bundleForNode(
  entries: Readonly<Record<string, string>>,
  outdir: string,
): Promise<void> {
  await bundle({
    ...SHARED,
    plugins: [...SHARED.plugins],
    entryPoints: { ...entries },
    outdir,
    outExtension: { '.js': '.mjs' },
    splitting: true,
    chunkNames: 'shared-[hash]',
    target: 'node22',
    banner: { js: COMMONJS },
  })
}

/** A Worker has no files: what asks where it stands is told a name. */
const NO_FILES = [
  "import { createRequire as $createRequire } from 'node:module'",
  "const require = $createRequire('/index.mjs')",
  "const __filename = '/index.mjs'",
  "const __dirname = '/'",
].join(';')

/** Bundles the entry into one module for Cloudflare Workers. Node's modules stay outside: the platform has them. */
export async function bundleForWorkers(entry: string, outfile: string): Promise<void> {
  await bundle({
    ...SHARED,
    plugins: [...SHARED.plugins],
    entryPoints: [entry],
    outfile,
    target: 'es2024',
    banner: { js: NO_FILES },
  })
}
