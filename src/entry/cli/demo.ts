import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Invocation } from '../../build/run.ts'
import { sqliteStore } from '../../stores/sqlite.ts'
import { appSecret } from '../app-secret.ts'
import { random } from '../bearer-token.ts'
import { ConfigFault, readConfig } from '../config.ts'
import { fillDemo } from '../demo/fill.ts'
import { loadGuide, wardsIn } from '../load.ts'
import { main as serve } from '../node.ts'

/** `npm run demo`: みほん区 with twenty living cases, in a folder of its own, served until it is stopped. */
export async function main(folders: Invocation): Promise<number> {
  const dataDir = process.env.DATA_DIR ?? './data/demo'
  // Nothing of a real installation is touched: not its records, not its LINE account, not its mail.
  for (const name of Object.keys(process.env))
    if (/^(LINE_|SMTP_URL$|REDIS_URL$|APP_SECRET)/.test(name)) delete process.env[name]
  Object.assign(process.env, { WARD: 'mihon', DATA_DIR: dataDir, HOST: process.env.HOST ?? '127.0.0.1' })
  try {
    const config = readConfig(process.env, await wardsIn(folders.content))
    if (config.production)
      throw new ConfigFault('The demonstration does not run where NODE_ENV is production.')
    mkdirSync(dataDir, { recursive: true })
    const store = sqliteStore(join(dataDir, 'mihon.db'))
    const password = random.token().slice(0, 12)
    const loaded = await loadGuide(folders, 'mihon')
    const filled = await fillDemo({ store, loaded, appSecret: appSecret(config), password })
    await store.close()
    console.error(
      filled
        ? `みほん区に20件の相談を入れました。コンソールは /staff、ユーザー名は sato・ito・mori・kanri、パスワードはどれも ${password}`
        : `${dataDir} にはもう記録があります。作り直すときは、このフォルダーを消してください。`,
    )
  } catch (fault) {
    if (!(fault instanceof ConfigFault)) throw fault
    console.error(fault.message)
    return 1
  }
  return serve(folders)
}
