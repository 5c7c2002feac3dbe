import { writeLine } from '../lines.ts'
import { WrongUsage } from '../options.ts'
import { callsFor, lineOf, menuRequests, serviceSecret, setting } from './account.ts'
import { checkAccount, checkMenus, checkQuota, checkWebhook } from './checks.ts'
import { CONSOLE_STEPS } from './console-steps.ts'
import { table } from './table.ts'

/** `npm run line -- verify`: what LINE says of the account, and what an official must still look at. 1 when something must be mended. */
export async function verify(argv: readonly string[], content: string): Promise<number> {
  if (argv.length > 0) throw new WrongUsage(`unknown: ${argv.join(' ')}`)
  const { config, ward } = await setting(content)
  const line = lineOf(config)
  const requests = menuRequests(ward, serviceSecret(config), Date.now())
  const calls = callsFor(line)
  const account = await checkAccount(calls, line, Date.now)
  // Without a token every other answer would be the same.
  const rest = account.some(({ state, what }) => state === 'bad' && what === 'アクセストークン')
    ? []
    : [
        ...(await checkWebhook(calls, config.publicUrl)),
        ...(await checkQuota(calls)),
        ...(await checkMenus(calls, requests)),
      ]
  const rows = [...account, ...rest]
  const faults = rows.filter(({ state }) => state === 'bad').length
  await writeLine(`まどぐち（${ward.name}）と LINE\n`)
  for (const row of table(rows)) await writeLine(row)
  await writeLine('\nLINE の画面で確かめること（プログラムからは見えません）')
  for (const step of CONSOLE_STEPS) await writeLine(step)
  await writeLine(
    faults === 0 ? '\n直すところはありません。' : `\n× が ${faults} つあります。直してください。`,
  )
  return faults === 0 ? 0 : 1
}
