import * as z from 'zod'
import type { LineCredentials } from '../channels/line/access.ts'
import { readTarget } from '../stores/redis/target.ts'
import { lineCredentials, lineGap, signingKey } from './line-credentials.ts'

const origin = z
  .url()
  .refine((text) => {
    const url = new URL(text)
    const loopback = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname)
    return url.protocol === 'https:' || (url.protocol === 'http:' && loopback)
  })
  .transform((text) => new URL(text).origin)

const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === '' ? undefined : value), schema.optional())

const environment = z.object({
  PORT: optional(z.coerce.number().int().min(0).max(65_535)),
  HOST: optional(z.string()),
  WARD: optional(z.string()),
  DATA_DIR: optional(z.string()),
  REDIS_URL: optional(z.string().refine((url) => readTarget(url) !== null)),
  PUBLIC_URL: optional(z.url()),
  APP_SECRET: optional(z.string().min(16)),
  APP_SECRET_PREVIOUS: optional(
    z
      .string()
      .transform((text) => text.split(',').map((one) => one.trim()))
      .pipe(z.array(z.string().min(16))),
  ),
  LINE_CHANNEL_SECRET: optional(z.string().min(8)),
  LINE_CHANNEL_SECRET_PREVIOUS: optional(z.string().min(8)),
  LINE_CHANNEL_ACCESS_TOKEN: optional(z.string().min(8)),
  LINE_CHANNEL_ID: optional(z.string().regex(/^\d{6,20}$/)),
  LINE_CHANNEL_KEY: optional(z.string().transform(signingKey)),
  LINE_CHANNEL_KEY_ID: optional(z.string().regex(/^[\x21-\x7e]{8,100}$/)),
  LINE_API_BASE_URL: optional(origin),
  LINE_DATA_API_BASE_URL: optional(origin),
  SMTP_URL: optional(z.string().regex(/^smtps?:\/\//)),
  NODE_ENV: optional(z.string()),
})

/** What to set, for each variable that is wrong: one sentence, never the value. */
const ADVICE: Readonly<Record<string, string>> = {
  PORT: 'PORT must be a port number between 0 and 65535.',
  REDIS_URL:
    'REDIS_URL must be an address such as redis://redis.example:6379, several of them for a cluster (redis://a:6379,b:6379), or redis://a:26379,b:26379?sentinel=name.',
  PUBLIC_URL: 'PUBLIC_URL must be a full address such as https://madoguchi.example.jp.',
  APP_SECRET: 'APP_SECRET must be at least 16 characters; make one with: openssl rand -base64 32',
  APP_SECRET_PREVIOUS:
    'APP_SECRET_PREVIOUS must be the former APP_SECRET, or several with commas, the latest first.',
  LINE_CHANNEL_SECRET: 'LINE_CHANNEL_SECRET must be the channel secret from the LINE Developers console.',
  LINE_CHANNEL_SECRET_PREVIOUS:
    'LINE_CHANNEL_SECRET_PREVIOUS must be the former channel secret, or unset when there is none.',
  LINE_CHANNEL_ACCESS_TOKEN:
    'LINE_CHANNEL_ACCESS_TOKEN must be the channel access token from the LINE Developers console.',
  LINE_CHANNEL_ID:
    'LINE_CHANNEL_ID must be the channel ID, the number in the basic settings of the LINE Developers console.',
  LINE_CHANNEL_KEY:
    'LINE_CHANNEL_KEY must be the private key (RSA) whose public half is registered in the LINE Developers console: a JWK as JSON, or the path of a file that holds it.',
  LINE_CHANNEL_KEY_ID:
    'LINE_CHANNEL_KEY_ID must be the kid that the LINE Developers console shows beside the registered public key.',
  LINE_API_BASE_URL: 'LINE_API_BASE_URL must be an https origin (http only on this machine).',
  LINE_DATA_API_BASE_URL: 'LINE_DATA_API_BASE_URL must be an https origin (http only on this machine).',
  SMTP_URL: 'SMTP_URL must begin with smtp:// or smtps://.',
}

export interface LineConfig {
  /** The present secret first, then the one being rotated out. */
  readonly secrets: readonly string[]
  readonly credentials: LineCredentials
  readonly apiBase: string
  readonly dataApiBase: string
}

export interface Config {
  readonly port: number
  readonly host: string
  readonly ward: string
  readonly dataDir: string
  readonly redisUrl: string | null
  /** null: the local address, once the port is known (`PORT=0` takes any free one). */
  readonly publicUrl: string | null
  /** null: made once in the data folder. */
  readonly appSecret: string | null
  /** Former ones, the latest first: what was sealed with them can be read, and people keep their ids. */
  readonly previousSecrets: readonly string[]
  readonly smtpUrl: string | null
  readonly line: LineConfig | null
  readonly production: boolean
}

/** The process cannot start like this; the message says what to set. */
export class ConfigFault extends Error {
  override readonly name = 'ConfigFault'
}

/** Reads the environment (`contract.md`, Environment). Throws `ConfigFault` with one sentence a wrong value. */
export function readConfig(
  env: Readonly<Record<string, string | undefined>>,
  wards: readonly string[],
): Config {
  const read = environment.safeParse(env)
  if (!read.success) {
    const names = [...new Set(read.error.issues.map((issue) => String(issue.path[0])))]
    throw new ConfigFault(names.map((name) => ADVICE[name] ?? `${name} cannot be used as it is.`).join('\n'))
  }
  const set = read.data
  const ward = set.WARD ?? 'chuo'
  if (!wards.includes(ward))
    throw new ConfigFault(`WARD names no ward of this installation; set it to one of: ${wards.join(', ')}.`)
  const gap = lineGap(set)
  if (gap) throw new ConfigFault(gap)
  if (set.REDIS_URL && !set.APP_SECRET)
    throw new ConfigFault(
      'APP_SECRET must be set when REDIS_URL is, so that every process has the same keys.',
    )
  const { LINE_CHANNEL_SECRET: secret } = set
  const credentials = lineCredentials(set)
  return {
    port: set.PORT ?? 3000,
    host: set.HOST ?? '0.0.0.0',
    ward,
    dataDir: set.DATA_DIR ?? './data',
    redisUrl: set.REDIS_URL ?? null,
    publicUrl: set.PUBLIC_URL?.replace(/\/$/, '') ?? null,
    appSecret: set.APP_SECRET ?? null,
    previousSecrets: set.APP_SECRET_PREVIOUS ?? [],
    smtpUrl: set.SMTP_URL ?? null,
    line:
      secret && credentials
        ? {
            secrets: [
              secret,
              ...(set.LINE_CHANNEL_SECRET_PREVIOUS ? [set.LINE_CHANNEL_SECRET_PREVIOUS] : []),
            ],
            credentials,
            apiBase: set.LINE_API_BASE_URL ?? 'https://api.line.me',
            dataApiBase: set.LINE_DATA_API_BASE_URL ?? 'https://api-data.line.me',
          }
        : null,
    production: set.NODE_ENV === 'production',
  }
}
