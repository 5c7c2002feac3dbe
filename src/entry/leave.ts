/**
 * Ends the process once everything is written. A call to LINE that was given up and never answers would
 * keep it for minutes otherwise.
 */
export function leave(code: number): void {
  process.stdout.write('', () => process.stderr.write('', () => process.exit(code)))
}
