/**
 * Standard input, line by line. Only a newline ends a line (a text may hold other separators); a final
 * newline makes no empty line.
 */
export async function* inputLines(): AsyncIterable<string> {
  const decoder = new TextDecoder()
  let rest = ''
  const strip = (line: string) => (line.endsWith('\r') ? line.slice(0, -1) : line)
  for await (const chunk of process.stdin as AsyncIterable<Uint8Array>) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) yield strip(line)
  }
  rest += decoder.decode()
  if (rest !== '') yield strip(rest)
}

/** Writes one line to standard output, waiting while the reader is slow. */
export async function writeLine(line: string): Promise<void> {
  if (!process.stdout.write(`${line}\n`))
    await new Promise<void>((resolve) => process.stdout.once('drain', () => resolve()))
}
