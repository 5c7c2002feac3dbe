import { runCommand, WrongUsage } from './options.ts'

/** What `npm run directory -- <verb>` does with a ward's files; each verb is a file beside this one. */
const VERBS = {
  review: async () => (await import('./directory/review.ts')).review,
  import: async () => (await import('./directory/import-facilities.ts')).importFacilities,
  catchments: async () => (await import('./directory/import-catchments.ts')).importCatchments,
  export: async () => (await import('./directory/export-hsds.ts')).exportHsds,
  hsds: async () => (await import('./directory/import-hsds.ts')).importHsds,
  map: async () => (await import('./directory/map.ts')).drawMap,
} as const

const USAGE = `usage: npm run --silent directory -- <${Object.keys(VERBS).join('|')}> … (see docs/ja/ward-files.md)`

/** `npm run directory -- <verb> …`: a ward's facts looked over, brought in, taken out, drawn. */
export function main({ argv }: { readonly argv: readonly string[] }): Promise<number> {
  return runCommand(USAGE, async () => {
    const [verb = '', ...rest] = argv
    if (!Object.hasOwn(VERBS, verb)) throw new WrongUsage(`unknown: ${verb === '' ? '(nothing)' : verb}`)
    const run = await VERBS[verb as keyof typeof VERBS]()
    return run(rest)
  })
}
