import { Hono } from 'hono'
import * as z from 'zod'
import { type StaffLook, THEMES } from '../../cases/staff-look.ts'
import { bodyOf, type StaffEnv } from './guard.ts'

/** `PUT /api/staff/look`: light, dark, or as the system has it; told again with the session. */
export function lookRoutes(look: StaffLook): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>()
  app.put('/api/staff/look', async (c) => {
    const asked = await bodyOf(c, LOOK_BODY)
    if ('refused' in asked) return asked.refused
    await look.set(c.get('me').username, asked.body.theme)
    return c.body(null, 204)
  })
  return app
}

export const LOOK_BODY = z.object({ theme: z.enum(THEMES) })
