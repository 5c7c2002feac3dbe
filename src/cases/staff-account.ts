import * as z from 'zod'
import { type Actor, ROLES } from './access.ts'

/** What everybody on the console may know of a colleague. */
export const staffAccount = z.strictObject({
  username: z.string(),
  name: z.string(),
  role: z.enum(ROLES),
  team: z.string(),
  /** Of another agency: sees only what was consented to. */
  outside: z.boolean().default(false),
  email: z.string().nullable().default(null),
  active: z.boolean().default(true),
  /** Grows when a password, role or team changes: sessions of an earlier one are over. */
  epoch: z.number().default(1),
})
export type StaffAccount = z.infer<typeof staffAccount>

export function actorOf({ username, team, role, outside }: StaffAccount): Actor {
  return { id: username, team, role, outside }
}
