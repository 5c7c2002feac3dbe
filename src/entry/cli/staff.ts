import { mkdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { setTimeout } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import type { Invocation } from '../../build/run.ts'
import { ROLES } from '../../cases/access.ts'
import { nameText, teamText, usernameText, weakness } from '../../cases/staff-accounts.ts'
import type { Ward } from '../../content/ward.ts'
import { StoreDown } from '../../ports.ts'
import { redisStore } from '../../stores/redis.ts'
import { sealer } from '../../stores/seal.ts'
import { sqliteStore } from '../../stores/sqlite.ts'
import { appSecret } from '../app-secret.ts'
import { ConfigFault, readConfig } from '../config.ts'
import { wardsIn } from '../load.ts'
import { log } from '../log.ts'
import { accountsOf } from '../staff.ts'

const USAGE = `usage: npm run --silent staff -- add --username U --name N --role ${ROLES.join('|')} --team T --password-stdin [--email E] [--outside] [--no-totp] --json | renew --username U --password-stdin --json | off --username U | list`

const REDIS_MS = 3_000

const usage = (why: string): number => {
  console.error(`${why}\n${USAGE}`)
  return 2
}

async function open(folders: Invocation) {
  const config = readConfig(process.env, await wardsIn(folders.content))
  const ward = JSON.parse(await readFile(join(folders.content, `ward-${config.ward}.json`), 'utf8')) as Ward
  if (!config.redisUrl) mkdirSync(config.dataDir, { recursive: true })
  const secret = appSecret(config)
  const store = config.redisUrl
    ? redisStore(config.redisUrl, { space: config.ward, log, strict: false })
    : sqliteStore(join(config.dataDir, `${config.ward}.db`))
  // Connecting is not waited for for ever: what cannot be asked within it is said to be away.
  if ('asked' in store) await Promise.race([store.asked, setTimeout(REDIS_MS, null, { ref: false })])
  const accounts = accountsOf(
    {
      store,
      sealer: sealer(secret, config.previousSecrets),
      clock: Date.now,
      appSecret: config.previousSecrets.at(-1) ?? secret,
    },
    ward,
  )
  return { config, store, accounts }
}

/** `npm run staff`: accounts of the console, made by whoever runs the service. 1 refused, 2 wrong usage. */
export async function main(invocation: Invocation): Promise<number> {
  let parsed: ReturnType<typeof options>
  try {
    parsed = options(invocation.argv)
  } catch (fault) {
    return usage((fault as Error).message)
  }
  const { values, positionals } = parsed
  const [command] = positionals
  if (!command || !['add', 'renew', 'off', 'list'].includes(command))
    return usage('どうするかを書いてください。')
  const username = usernameText.safeParse(values.username ?? '')
  if (command !== 'list' && !username.success) return usage('--username が必要です（半角の英数字）。')
  const role = ROLES.find((one) => one === values.role)
  const team = teamText.safeParse(values.team ?? '')
  const shown = nameText.safeParse(values.name ?? '')
  if (command === 'add' && !role) return usage(`--role は ${ROLES.join('・')} のどれかです。`)
  if (command === 'add' && !team.success) return usage('--team が必要です。')
  if (command === 'add' && !shown.success) return usage('--name が必要です。')
  if (['add', 'renew'].includes(command) && !values['password-stdin'])
    return usage('パスワードは --password-stdin で標準入力から渡してください。')
  try {
    const { config, store, accounts } = await open(invocation)
    try {
      const name = username.data ?? ''
      if (command === 'list') {
        for (const one of await accounts.all())
          console.log(
            values.json
              ? JSON.stringify(one)
              : [one.username, one.name, one.role, one.team, one.active ? '' : '停止'].join('\t'),
          )
        return 0
      }
      if (command === 'off')
        return (await accounts.change(name, { active: false })) ? 0 : refuse('その職員は登録されていません。')
      const password = (await text(process.stdin)).replace(/\r?\n$/, '')
      const weak = weakness(password, name)
      if (weak) return refuse(weak)
      if (command === 'renew') {
        const renewed = await accounts.renew(name, password)
        return renewed ? tell(values.json, name, renewed.totpUri) : refuse('その職員は登録されていません。')
      }
      if (values['no-totp'] && config.production)
        return refuse('本番（NODE_ENV=production）では、確認コードなしの登録はできません。')
      const added = await accounts.add({
        username: name,
        name: shown.data ?? name,
        role: role ?? 'staff',
        team: team.data ?? '',
        email: values.email ?? null,
        outside: values.outside ?? false,
        password,
        totp: !values['no-totp'],
      })
      return added ? tell(values.json, name, added.totpUri) : refuse('そのユーザー名は使われています。')
    } finally {
      await store.close()
    }
  } catch (fault) {
    if (fault instanceof StoreDown)
      return refuse('記録に届きません。REDIS_URL か DATA_DIR を確かめてください。')
    if (!(fault instanceof ConfigFault)) throw fault
    return refuse(fault.message)
  }
}

function options(argv: readonly string[]) {
  return parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      username: { type: 'string' },
      name: { type: 'string' },
      role: { type: 'string' },
      team: { type: 'string' },
      email: { type: 'string' },
      outside: { type: 'boolean' },
      'password-stdin': { type: 'boolean' },
      'no-totp': { type: 'boolean' },
      json: { type: 'boolean' },
    },
  })
}

function refuse(why: string): number {
  console.error(why)
  return 1
}

function tell(json: boolean | undefined, username: string, totpUri: string | null): number {
  if (json) console.log(JSON.stringify({ username, totp_uri: totpUri }))
  else console.log(totpUri ?? username)
  return 0
}
