import * as z from 'zod'
import type { Clock, OneTimeCodes, Passwords, Sealer, Store } from '../ports.ts'
import { StoreDown } from '../ports.ts'
import type { Role } from './access.ts'
import { type StaffAccount, staffAccount } from './staff-account.ts'

/** Everything of staff stands in one unit, apart from their sessions. */
export const STAFF_UNIT = 'staff'
const DIRECTORY = 'directory'
const SETUP = 'setup'
const TOTP_USE = 'totp-1'
const MOST_TRIES = 8
const SETUP_MS = 24 * 3_600_000
/** What guessers try first; the rest is the length's business. */
const COMMON = /^(password\d*|12345678\d*|qwertyui\w*|(.)\2+|madoguchi\d*)$/i

export const usernameText = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$/, 'ユーザー名は半角の英数字・. _ - で40字までです。')
export const teamText = z
  .string()
  .regex(/^[\p{L}\p{N}][\p{L}\p{N}._-]{0,59}$/u, 'チームは文字と数字・. _ - で60字までです。')
export const nameText = z.string().trim().min(1, '名前が必要です。').max(60, '名前は60字までです。')

/** Why a password is refused; null when it may be used. */
export function weakness(password: string, username: string): string | null {
  if ([...password].length < 8) return 'パスワードは8文字以上にしてください。'
  if (password.length > 200) return 'パスワードは200文字までです。'
  if (COMMON.test(password) || password.toLowerCase() === username.toLowerCase())
    return 'そのパスワードはすぐに当てられます。別のものにしてください。'
  return null
}

interface Secret {
  readonly password: string
  /** Sealed; null where an account was made without, which production refuses. */
  readonly totp: string | null
  /** The last time step a code was used for: none is taken twice. */
  readonly step: number
}

export interface NewAccount {
  readonly username: string
  readonly name: string
  readonly role: Role
  readonly team: string
  readonly outside?: boolean
  readonly email?: string | null
  readonly password: string
  readonly totp: boolean
}

interface Parts {
  readonly store: Store
  readonly sealer: Sealer
  readonly passwords: Passwords
  readonly codes: OneTimeCodes
  readonly clock: Clock
  /** A keyed hash, as tokens are kept. */
  readonly digest: (text: string) => string
}

/** Who may sign in. There is no account until somebody makes one. */
export function staffAccounts({ store, sealer, passwords, codes, clock, digest }: Parts) {
  async function directory() {
    const kept = await store.get(STAFF_UNIT, DIRECTORY)
    const accounts = kept ? z.array(staffAccount).parse(JSON.parse(kept.value)) : []
    return { accounts, version: kept?.version ?? 0 }
  }
  const secretKey = (username: string) => `secret:${username}`
  async function secretOf(username: string) {
    const kept = await store.get(STAFF_UNIT, secretKey(username))
    return kept ? { secret: JSON.parse(kept.value) as Secret, version: kept.version } : null
  }
  async function write(
    change: (accounts: readonly StaffAccount[]) => readonly StaffAccount[] | null,
    puts: readonly { readonly key: string; readonly value: string; readonly expect: number | 'any' }[] = [],
    deletes: readonly { readonly key: string }[] = [],
  ): Promise<boolean> {
    for (let tries = 0; tries < MOST_TRIES; tries++) {
      const { accounts, version } = await directory()
      const next = change(accounts)
      if (!next) return false
      const done = await store.commit({
        unit: STAFF_UNIT,
        puts: [{ key: DIRECTORY, value: JSON.stringify(next), expect: version }, ...puts],
        deletes,
      })
      if (done.ok) {
        await store.notify(STAFF_UNIT)
        return true
      }
    }
    throw new StoreDown('the directory of staff kept changing')
  }

  return {
    async all(): Promise<readonly StaffAccount[]> {
      return (await directory()).accounts
    },

    async find(username: string): Promise<StaffAccount | null> {
      return (await directory()).accounts.find((one) => one.username === username) ?? null
    },

    /** Null when the name is taken. The caller has judged the password (`weakness`). */
    async add(made: NewAccount): Promise<{ readonly totpUri: string | null } | null> {
      const { username, name, role, team, outside = false, email = null } = made
      const totp = made.totp ? codes.newSecret() : null
      const secret: Secret = {
        password: await passwords.hash(made.password),
        totp: totp && sealer.seal(STAFF_UNIT, TOTP_USE, totp),
        step: 0,
      }
      const account = staffAccount.parse({ username, name, role, team, outside, email })
      const added = await write(
        (accounts) => (accounts.some((one) => one.username === username) ? null : [...accounts, account]),
        [{ key: secretKey(username), value: JSON.stringify(secret), expect: 'any' }],
        [{ key: SETUP }],
      )
      return added ? { totpUri: totp && codes.uri(totp, username) } : null
    },

    /** Changes role, team, name, mail or whether somebody may sign in; their sessions end. */
    async change(
      username: string,
      to: Partial<Pick<StaffAccount, 'name' | 'role' | 'team' | 'outside' | 'email' | 'active'>>,
    ): Promise<boolean> {
      return write((accounts) =>
        accounts.some((one) => one.username === username)
          ? accounts.map((one) => (one.username === username ? { ...one, ...to, epoch: one.epoch + 1 } : one))
          : null,
      )
    },

    /** A new password, and a new authenticator where there was one; every session ends. Null: no such account. */
    async renew(username: string, password: string): Promise<{ readonly totpUri: string | null } | null> {
      const known = await secretOf(username)
      if (!known) return null
      const totp = known.secret.totp === null ? null : codes.newSecret()
      const secret: Secret = {
        password: await passwords.hash(password),
        totp: totp && sealer.seal(STAFF_UNIT, TOTP_USE, totp),
        step: 0,
      }
      await write(
        (accounts) =>
          accounts.map((one) => (one.username === username ? { ...one, epoch: one.epoch + 1 } : one)),
        [{ key: secretKey(username), value: JSON.stringify(secret), expect: 'any' }],
      )
      return { totpUri: totp && codes.uri(totp, username) }
    },

    /** Whoever these belong to; null otherwise, whatever was wrong, after the same work. A code works once. */
    async verify(username: string, password: string, code: string | null): Promise<StaffAccount | null> {
      const [account, known] = await Promise.all([this.find(username), secretOf(username)])
      const fits = await passwords.matches(password, known?.secret.password ?? null)
      if (!fits || !account?.active || !known) return null
      if (known.secret.totp === null) return account
      const secret = sealer.open(STAFF_UNIT, TOTP_USE, known.secret.totp)
      const step = codes.stepOf(secret, code ?? '', clock())
      if (step === null || step <= known.secret.step) return null
      const used = await store.commit({
        unit: STAFF_UNIT,
        puts: [
          {
            key: secretKey(username),
            value: JSON.stringify({ ...known.secret, step }),
            expect: known.version,
          },
        ],
      })
      return used.ok ? account : null
    },

    /** Keeps this as the one token an administrator may make the first account with. False when it is not needed, or given before. */
    async offerSetup(token: string): Promise<boolean> {
      if ((await directory()).accounts.length > 0) return false
      const value = digest(token)
      const done = await store.commit({
        unit: STAFF_UNIT,
        puts: [{ key: SETUP, value, expect: 0, expires: clock() + SETUP_MS }],
      })
      return done.ok
    },

    async isSetup(token: string): Promise<boolean> {
      const kept = await store.get(STAFF_UNIT, SETUP)
      return kept?.value === digest(token) && (await directory()).accounts.length === 0
    },
  }
}

export type StaffAccounts = ReturnType<typeof staffAccounts>
