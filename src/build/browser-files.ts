import { createHash } from 'node:crypto'
import { basename, extname, join } from 'node:path'
import { build, type Plugin } from 'esbuild'
import { ROOT } from './inputs.ts'

/** A script or style sheet of `src/ui`, bundled and minified, under a name that changes with its content. */
export async function browserFile(path: string): Promise<{ readonly name: string; readonly text: string }> {
  const built = await build({
    entryPoints: [join(ROOT, 'src/ui', path)],
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    platform: 'browser',
    target: ['chrome109', 'firefox115', 'safari16.4'],
    charset: 'utf8',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    legalComments: 'none',
    logLevel: 'silent',
  })
  const text = built.outputFiles[0]?.text ?? ''
  const hash = createHash('sha256').update(text).digest('hex').slice(0, 12)
  const type = extname(path) === '.css' ? 'css' : 'js'
  return { name: `${basename(path, extname(path))}-${hash}.${type}`, text }
}

/** `import { name, text } from 'browser:chat/client.ts'`: what browsers load becomes part of the server. */
export const browserFiles: Plugin = {
  name: 'browser-files',
  setup(builder) {
    builder.onResolve({ filter: /^browser:/ }, ({ path }) => ({
      path: path.slice('browser:'.length),
      namespace: 'browser-file',
    }))
    builder.onLoad({ filter: /.*/, namespace: 'browser-file' }, async ({ path }) => ({
      contents: JSON.stringify(await browserFile(path)),
      loader: 'json',
    }))
  },
}
