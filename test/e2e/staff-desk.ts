import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import type { Service } from './service.ts'

const RUN = fileURLToPath(new URL('../../src/build/launch.mjs', import.meta.url))
export const PASSWORD = 'madoguchi-e2e-console'

/** Registers a member of staff with the command that officials use. */
export async function addStaff(
  service: Service,
  username: string,
  name: string,
  role: 'staff' | 'lead' | 'admin' | 'auditor',
): Promise<void> {
  const args = ['add', '--username', username, '--name', name, '--role', role, '--team', 'intake']
  const child = spawn(process.execPath, [RUN, 'staff', ...args, '--password-stdin', '--no-totp', '--json'], {
    env: { PATH: process.env.PATH ?? '', WARD: 'mihon', DATA_DIR: service.data },
    stdio: ['pipe', 'ignore', 'pipe'],
  })
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text
  })
  child.stdin.end(PASSWORD)
  const code = await new Promise((resolve) => child.once('exit', resolve))
  if (code !== 0) throw new Error(`staff add ended with ${code}: ${said}`)
}

export interface Resident {
  say(text: string): Promise<void>
  /** Everything the resident can read. */
  texts(): Promise<readonly { readonly from: string; readonly text: string }[]>
  erase(): Promise<void>
}

/** Somebody on the web chat, through its API. */
export async function resident(service: Service): Promise<Resident> {
  const started = await fetch(`${service.url}/api/chat`, { method: 'POST' })
  const { token } = (await started.json()) as { token: string }
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  let said = 0
  return {
    async say(text) {
      const body = JSON.stringify({ id: `e2e-${said++}`, text })
      const answer = await fetch(`${service.url}/api/chat/messages`, { method: 'POST', headers, body })
      if (!answer.ok) throw new Error(`the chat answered ${answer.status}`)
    },
    async texts() {
      const answer = await fetch(`${service.url}/api/chat`, { headers })
      return ((await answer.json()) as { messages: { from: string; text: string }[] }).messages
    },
    async erase() {
      await fetch(`${service.url}/api/chat`, { method: 'DELETE', headers })
    },
  }
}

/** Signs in by the form, with the keyboard. */
export async function signIn(page: Page, username: string): Promise<void> {
  await page.locator('[name=username]').fill(username)
  await page.locator('[name=password]').fill(PASSWORD)
  await page.keyboard.press('Enter')
  await page.locator('.top').waitFor()
}

/** The row of a list that says this. */
export const row = (page: Page, text: string) => page.locator('[data-row]', { hasText: text })

/** Somebody who has told this and waits for a person. */
export async function waiting(service: Service, text: string): Promise<Resident> {
  const one = await resident(service)
  await one.say(text)
  await one.say('人と話す')
  return one
}
