import { createReadStream, readdirSync } from 'node:fs'
import { join } from 'node:path'

/** One step of a conversation: what one commit wrote, whichever process asked for it. */
export interface Step {
  /** Events of LINE that are answered by this step. */
  readonly answered: string[]
  /** Jobs it gave to the outbox. */
  readonly jobs: string[]
  /** Attempts at sending that begin with it: the job, and how many there were with this one. */
  readonly marks: { readonly job: string; readonly attempts: number }[]
  /** Messages that came into the transcript. */
  readonly said: string[]
  /** Entries of the case's journal. */
  readonly entries: { readonly at: number; readonly value: string }[]
  /** Who owns the talk from now on, where that was written. */
  owner: string | null
}

const CRLF = Buffer.from('\r\n')
const OUTBOX_JOB = 'line-out'

/** The commands of an append-only file, in the order in which the server carried them out. */
async function* commandsOf(path: string): AsyncGenerator<readonly Buffer[]> {
  let rest: Buffer = Buffer.alloc(0)
  for await (const chunk of createReadStream(path, { highWaterMark: 4_000_000 })) {
    rest = rest.length === 0 ? (chunk as Buffer) : Buffer.concat([rest, chunk as Buffer])
    let from = 0
    for (;;) {
      const read = readCommand(rest, from)
      if (!read) break
      from = read.end
      yield read.parts
    }
    rest = rest.subarray(from)
  }
}

/** One command as Redis writes it, `*<parts>` and each `$<bytes>`; null when its end is not there yet. */
function readCommand(
  bytes: Buffer,
  from: number,
): { readonly parts: readonly Buffer[]; readonly end: number } | null {
  let at = from
  const number = (): number | null => {
    const end = bytes.indexOf(CRLF, at)
    if (end < 0) return null
    const value = Number(bytes.toString('latin1', at + 1, end))
    at = end + CRLF.length
    return value
  }
  const count = number()
  if (count === null) return null
  const parts: Buffer[] = []
  for (let n = 0; n < count; n++) {
    const length = number()
    if (length === null || at + length + CRLF.length > bytes.length) return null
    parts.push(bytes.subarray(at, at + length))
    at += length + CRLF.length
  }
  return { parts, end: at }
}

/** Every step of each conversation on LINE, in the server's own order, from what the server itself has written down. */
export async function readJournal({
  dir,
  space,
}: {
  readonly dir: string
  readonly space: string
}): Promise<ReadonlyMap<string, readonly Step[]>> {
  const folder = join(dir, 'appendonlydir')
  const files = readdirSync(folder).filter((name) => name.endsWith('.incr.aof'))
  const [file] = files
  if (!file || files.length > 1) throw new Error('the file has been rewritten: it no longer tells everything')
  const steps = new Map<string, Step[]>()
  /** What the step under way has written so far. */
  let open = new Map<string, Step>()
  let whole = true
  const stepOf = (conversation: string): Step => {
    const known = open.get(conversation)
    if (known) return known
    const made: Step = { answered: [], jobs: [], marks: [], said: [], entries: [], owner: null }
    open.set(conversation, made)
    return made
  }
  const close = () => {
    for (const [conversation, step] of open) {
      const before = steps.get(conversation)
      if (before) before.push(step)
      else steps.set(conversation, [step])
    }
    open = new Map()
  }
  const keyed = new RegExp(`^${space}\\{\\d+\\}([vsj]):([^\\0]*)\\0(.*)$`, 's')

  function write(name: string, parts: readonly Buffer[]): void {
    const [, kind, where = '', what = ''] = keyed.exec(String(parts[1])) ?? []
    if (kind === 'v' && name === 'HSET' && where.startsWith('line-')) {
      if (what === 'owner') stepOf(where).owner = String(parts[3])
      else if (what.startsWith('in:')) stepOf(where).answered.push(what.slice(3))
      else if (what.startsWith('out:')) {
        const { attempts } = JSON.parse(String(parts[3])) as { attempts?: number }
        if (attempts !== undefined) stepOf(where).marks.push({ job: what.slice(4), attempts })
      }
    } else if (kind === 's' && name === 'RPUSH' && where.startsWith('line-')) {
      const entry = String(parts[2])
      const cut = entry.indexOf('|')
      const [at, value] = [Number(entry.slice(0, cut)), entry.slice(cut + 1)]
      if (what === 'messages') stepOf(where).said.push(value)
      if (what === 'case') stepOf(where).entries.push({ at, value })
    } else if (kind === 'j' && name === 'HSET' && where === OUTBOX_JOB && String(parts[2]) === 'lane')
      stepOf(String(parts[3])).jobs.push(what)
  }

  for await (const parts of commandsOf(join(folder, file))) {
    const name = String(parts[0]).toUpperCase()
    if (name === 'MULTI') whole = false
    else if (name === 'EXEC') {
      whole = true
      close()
    } else {
      write(name, parts)
      if (whole) close()
    }
  }
  return steps
}
