import { parseArgs } from 'node:util'

/** A command was called in a way it does not know; exit code 2. */
export class WrongUsage extends Error {
  override readonly name = 'WrongUsage'
}

/** Reads `--name value` options; anything else is wrong usage. */
export function optionsFrom<N extends string>(
  argv: readonly string[],
  names: readonly N[],
): Partial<Record<N, string>> {
  try {
    const { values } = parseArgs({
      args: [...argv],
      options: Object.fromEntries(names.map((name) => [name, { type: 'string' as const }])),
      strict: true,
    })
    return values as Partial<Record<N, string>>
  } catch (fault) {
    throw new WrongUsage((fault as Error).message)
  }
}

/** `--at`: an ISO 8601 moment as epoch ms; now when absent. Without an offset it is Tokyo time. */
export function momentFrom(text: string | undefined): number {
  if (text === undefined) return Date.now()
  const withZone = /(?:Z|[+-]\d\d:?\d\d)$/.test(text)
    ? text
    : `${text.length === 10 ? `${text}T00:00` : text}+09:00`
  const at = Date.parse(withZone)
  if (Number.isNaN(at))
    throw new WrongUsage('--at must be an ISO 8601 time such as 2026-11-24T10:00:00+09:00')
  return at
}

/** Runs a command; wrong usage exits 2, a fault exits 1, each with one sentence on standard error. */
export async function runCommand(usage: string, work: () => Promise<number>): Promise<number> {
  try {
    return await work()
  } catch (fault) {
    if (fault instanceof WrongUsage) {
      console.error(`${fault.message}\n${usage}`)
      return 2
    }
    console.error((fault as Error).message)
    return 1
  }
}
