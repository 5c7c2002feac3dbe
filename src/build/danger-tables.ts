import type { Plugin } from 'esbuild'

/** The compiled danger tables become part of a bundle, which then starts without compiling them. */
export const dangerTables: Plugin = {
  name: 'danger-tables',
  setup(builder) {
    builder.onLoad({ filter: /[\\/]text[\\/]danger[\\/]tables\.ts$/ }, () => ({
      contents: `
        import key from 'danger-table:KEY'
        import latin from 'danger-table:LATIN'
        import { decodeTables } from './tables-file.ts'
        export const KEY = decodeTables(key)
        export const LATIN = decodeTables(latin)`,
      loader: 'js',
    }))
    builder.onResolve({ filter: /^danger-table:/ }, ({ path }) => ({
      path: path.slice('danger-table:'.length),
      namespace: 'danger-table',
    }))
    builder.onLoad({ filter: /.*/, namespace: 'danger-table' }, async ({ path }) => {
      const tables = await import('../text/danger/tables.ts')
      const { encodeTables } = await import('../text/danger/tables-file.ts')
      return { contents: encodeTables(path === 'KEY' ? tables.KEY : tables.LATIN), loader: 'binary' }
    })
  },
}
