import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The repository's top folder. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/** All files under these paths (from the top folder), sorted, with `/` on every system. */
export function filesUnder(paths: readonly string[], wanted: (path: string) => boolean): string[] {
  const found: string[] = []
  const visit = (path: string) => {
    for (const entry of readdirSync(join(ROOT, path), { withFileTypes: true })) {
      const inner = join(path, entry.name)
      if (entry.isDirectory()) visit(inner)
      else if (wanted(inner)) found.push(relative(ROOT, join(ROOT, inner)).replaceAll('\\', '/'))
    }
  }
  for (const path of paths) visit(path)
  return found.sort()
}

/** A short name for the present state of these files: the same bytes give the same name. */
export function hashOf(files: readonly string[], salt = ''): string {
  const hash = createHash('sha256').update(salt)
  for (const file of files)
    hash
      .update(file)
      .update('\0')
      .update(readFileSync(join(ROOT, file)))
      .update('\0')
  return hash.digest('hex').slice(0, 16)
}

/** Like `hashOf`, of what the file system says of the files: it changes whenever one of them is written. */
export function stampOf(files: readonly string[]): string {
  const hash = createHash('sha256')
  for (const file of files) {
    const { size, mtimeMs, ctimeMs, ino } = statSync(join(ROOT, file))
    hash.update(`${file} ${size} ${mtimeMs} ${ctimeMs} ${ino}\n`)
  }
  return hash.digest('hex')
}

/** What officials own. */
export function contentFiles(): string[] {
  return filesUnder(['flows', 'intents', 'wards'], (path) => /\.(yaml|csv)$/.test(path))
}

/** The program itself, without its tests. */
export function sourceFiles(): string[] {
  return [
    ...filesUnder(['src'], (path) => /\.(ts|tsx|cjs|css|html)$/.test(path) && !/\.test\.ts$/.test(path)),
    'package-lock.json',
  ]
}
