import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
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
      spawnSync('apt-get', args, {
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

/** `npm test [-- arguments for vitest]`: installs what the tests need, builds, runs them all. */
if (!installWhatTestsNeed() || !ensureBuilt()) process.exitCode = 1
else {
  const args = process.argv.slice(2)
  const done = spawnSync(join(ROOT, 'node_modules/.bin/vitest'), ['run', ...args], {
    cwd: ROOT,
    stdio: 'inherit',
  })
  process.exitCode = done.status ?? 1
}
