import { readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { lineAccess } from '../../../channels/line/access.ts'
import { type LineCalls, lineCalls } from '../../../channels/line/call.ts'
import { lineKeys } from '../../../channels/line/keys.ts'
import { type MenuRequest, menuRequest } from '../../../channels/line/menu/menu-request.ts'
import { planMenus } from '../../../channels/line/menu/plan-menus.ts'
import { postback } from '../../../channels/line/postback.ts'
import type { Ward } from '../../../content/ward.ts'
import { type Config, ConfigFault, type LineConfig, readConfig } from '../../config.ts'
import { wardsIn } from '../../load.ts'
import { log } from '../../log.ts'

/** Uploading a picture takes longer than a message, and nobody waits for it. */
const TIMEOUT_MS = 20_000

export interface Setting {
  readonly config: Config
  readonly ward: Ward
}

/** Configuration and ward as the service has them. Throws `ConfigFault`. */
export async function setting(content: string): Promise<Setting> {
  const config = readConfig(process.env, await wardsIn(content))
  const ward = JSON.parse(await readFile(join(content, `ward-${config.ward}.json`), 'utf8')) as Ward
  return { config, ward }
}

/** The LINE part of the configuration. Throws `ConfigFault` when LINE is off. */
export function lineOf({ line }: Config): LineConfig {
  if (line) return line
  throw new ConfigFault(
    'LINE の設定がありません。サービスと同じ LINE_CHANNEL_SECRET と LINE_CHANNEL_ACCESS_TOKEN を設定してから実行してください（docs/line.md）。',
  )
}

export function callsFor({ credentials, apiBase, dataApiBase }: LineConfig): LineCalls {
  const access = lineAccess(credentials, { apiBase, clock: Date.now, log, timeoutMs: TIMEOUT_MS })
  return lineCalls({ access, apiBase, dataApiBase, timeoutMs: TIMEOUT_MS })
}

/** The secret of the service that runs: a new one made here would sign buttons which that service cannot read. */
export function serviceSecret({ appSecret, previousSecrets, dataDir }: Config): string {
  // Buttons are signed with the oldest secret still in use, so that those on phones stay good.
  const oldest = previousSecrets.at(-1) ?? appSecret
  if (oldest) return oldest
  try {
    return readFileSync(join(dataDir, 'app-secret'), 'utf8').trim()
  } catch {
    throw new ConfigFault(
      'サービスの鍵が見つかりません。サービスと同じ APP_SECRET か DATA_DIR を設定してください（DATA_DIR の鍵は、サービスを一度起動すると作られます）。',
    )
  }
}

/** The ward's three menus as they are asked for at LINE, signed with that secret. */
export function menuRequests(ward: Ward, secret: string, now: number): readonly MenuRequest[] {
  const buttons = postback(lineKeys(secret))
  return planMenus(ward, now).map((menu) => menuRequest(menu, ward.id, buttons))
}
