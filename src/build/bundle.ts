import { fileURLToPath } from 'node:url'
import { build, type Plugin } from 'esbuild'
import { browserFiles } from './browser-files.ts'

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

/** Bundles each entry to `<outdir>/<name>.mjs` for Node. Rejects with esbuild's own messages. */
export async function bundleForNode(
  entries: Readonly<Record<string, string>>,
  outdir: string,
): Promise<void> {
  await build({
    entryPoints: { ...entries },
    outdir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    chunkNames: 'shared-[hash]',
    format: 'esm',
    platform: 'node',
    target: 'node22',
    sourcemap: 'linked',
    sourcesContent: false,
    minifySyntax: true,
    alias: { botbuilder: 'botbuilder-core' },
    banner: { js: COMMONJS },
    plugins: [leanBotkit, browserFiles],
    logLevel: 'silent',
  })
}
