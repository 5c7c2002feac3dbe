import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { type Installed, type InstallStep, installMenus } from '../../../channels/line/menu/install-menus.ts'
import type { MenuRequest } from '../../../channels/line/menu/menu-request.ts'
import { standingAt } from '../../../channels/line/menu/standing.ts'
import type { MenuKind } from '../../../ports.ts'
import { writeLine } from '../lines.ts'
import { WrongUsage } from '../options.ts'
import { callsFor, lineOf, menuRequests, serviceSecret, setting } from './account.ts'
import { MENU_NAMES } from './menu-names.ts'
import { menuRenderer } from './render-menu.ts'
import { sayAnswer } from './say-answer.ts'

const STEPS: Readonly<Record<InstallStep, string>> = {
  list: '今あるメニューの確認',
  validate: 'メニューの検査',
  create: 'メニューの作成',
  upload: '画像の送信',
  alias: '呼び名の設定',
  stand: '標準のメニューの設定',
}
/** LINE takes no larger picture. */
const MOST_BYTES = 1_000_000

function optionsOf(argv: readonly string[]): { readonly out: string | null } {
  try {
    const { values } = parseArgs({
      args: [...argv],
      options: { 'dry-run': { type: 'boolean' }, out: { type: 'string' } },
    })
    const dry = values['dry-run'] === true
    if (dry !== (values.out !== undefined)) throw new Error('--dry-run and --out DIR belong together')
    return { out: values.out ?? null }
  } catch (fault) {
    throw new WrongUsage((fault as Error).message)
  }
}

/** What was done, in sentences. */
export function report(done: Installed): readonly string[] {
  const names = (kinds: readonly MenuKind[]) => kinds.map((kind) => `「${MENU_NAMES[kind]}」`).join('')
  const lines: string[] = []
  if (done.made.length > 0) lines.push(`${names(done.made)}を作り、画像を送りました。`)
  if (done.kept.length > 0) lines.push(`${names(done.kept)}は前と同じなので、そのままです。`)
  if (done.stands)
    lines.push(
      `いまの標準のメニューは「${MENU_NAMES[done.stands.kind]}」です${done.stands.changed ? '（設定しました）' : '（前と同じです）'}。`,
    )
  if (done.deleted > 0) lines.push(`前のメニュー ${done.deleted} 個を消しました。`)
  if (done.left > 0)
    lines.push(
      `前のメニュー ${done.left} 個は、使っている方の切り替えが済んでいないため残しました。20分ほどあとにもう一度実行すると消えます。`,
    )
  if (done.fault) {
    const { step, kind, answer } = done.fault
    lines.push(
      `${kind ? `「${MENU_NAMES[kind]}」の` : ''}${STEPS[step]}で止まりました。${sayAnswer(answer)}。直してからもう一度実行すると、続きから行います。`,
    )
  }
  return lines
}

/** Pictures and requests as files, to be looked at; LINE is not asked. */
async function toFolder(out: string, requests: readonly MenuRequest[]): Promise<void> {
  const render = await menuRenderer()
  await mkdir(out, { recursive: true })
  for (const { menu, svg, request } of requests) {
    const png = render(svg)
    await writeFile(join(out, `${menu.kind}.png`), png)
    await writeFile(join(out, `${menu.kind}.json`), `${JSON.stringify(request, null, 2)}\n`)
    const size = `${menu.width}×${menu.height}、${Math.ceil(png.length / 1_000)} KB`
    await writeLine(`「${MENU_NAMES[menu.kind]}」 ${join(out, `${menu.kind}.png`)}（${size}）`)
  }
}

/** `npm run line -- richmenu`: the three menus of the ward on its account. Running it twice changes nothing. */
export async function richmenu(argv: readonly string[], content: string): Promise<number> {
  const { out } = optionsOf(argv)
  const { config, ward } = await setting(content)
  const now = Date.now()
  if (out !== null) {
    // Nobody will tap these buttons, so that any secret does.
    await toFolder(out, menuRequests(ward, config.appSecret ?? 'nobody taps these', now))
    return 0
  }
  const line = lineOf(config)
  const requests = menuRequests(ward, serviceSecret(config), now)
  const render = await menuRenderer()
  const done = await installMenus({
    calls: callsFor(line),
    requests,
    render(svg) {
      const png = render(svg)
      if (png.length > MOST_BYTES) throw new Error(`メニューの画像が大きすぎます（${png.length} バイト）。`)
      return png
    },
    standing: standingAt(ward.staffHours)(now),
    wait: (ms) => setTimeout(ms),
  })
  for (const sentence of report(done)) await writeLine(sentence)
  return done.fault ? 1 : 0
}
