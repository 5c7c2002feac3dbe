import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ROOT } from './inputs.ts'
import { ensureBuilt } from './stages.ts'

/** Programs the tests drive, and the Debian packages that bring them. */
const NEEDED: readonly (readonly [path: string, packages: readonly string[]])[] = [
  ['/usr/bin/chromium', ['chromium', 'fonts-noto-cjk']],
  ['/usr/bin/redis-server', ['redis-server']],
]

/** Installs what is missing where that is allowed; otherwise says exactly what to install. */
function installWhatTestsNeed(): boolean {
  const missing = NEEDED.filter(([path]) => !existsSync(path)).flatMap(([, packages]) => packages)
  if (missing.length === 0) return true
  const may = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')
  if (may) {
    const apt = (...args: string[]) =>
      spawnSync('/usr/bin/apt-get', args, {
        stdio: ['ignore', 2, 2],
        env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      }).status === 0
    if (apt('update') && apt('install', '-y', '--no-install-recommends', ...missing)) return true
  }
  console.error(
    `The tests drive real programs that are not here. Install them: apt-get install ${missing.join(' ')}`,
  )
  return false
}

/** Runs vitest and closes with one plain line, `N passed, N failed`. */
function runTests(args: readonly string[]): number {
  const folder = mkdtempSync(join(tmpdir(), 'madoguchi-test-'))
  const report = join(folder, 'report.json')
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const done = spawnSync(join(ROOT, 'node_modules/.bin/vitest'), ['run', ...reporters, ...args], {
    cwd: ROOT,
    stdio: 'inherit',
  })
  if (existsSync(report)) {
    const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(report, 'utf8')) as Record<
      string,
      number
    >
    console.log(`${numPassedTests} passed, ${numFailedTests} failed`)
  }
  rmSync(folder, { recursive: true, force: true })
  return done.status ?? 1
}

/** `npm test [-- arguments for vitest]`: installs what the tests need, builds, runs them all. */
process.exitCode = installWhatTestsNeed() && ensureBuilt() ? runTests(process.argv.slice(2)) : 1
