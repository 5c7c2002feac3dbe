import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { benchFolder } from './server-child.ts'

const DURABLE = '--appendonly yes --appendfsync always --maxmemory-policy noeviction --save'.split(' ')
/** Far from the ports programs ask for; the bench says so when it is taken. */
const PORT = '46379'

/** A redis-server of the bench's own, durable as the service asks, gone with it. */
export async function redisChild(): Promise<{ readonly url: string; stop(): Promise<void> }> {
  const made = spawn(
    '/usr/bin/redis-server',
    ['--port', PORT, '--bind', '127.0.0.1', '--dir', benchFolder(), ...DURABLE, ''],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  const ended = once(made, 'close')
  const withUs = () => void made.kill('SIGKILL')
  process.once('exit', withUs)
  await new Promise<void>((resolve, reject) => {
    let said = ''
    made.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text
      if (said.includes('Ready to accept connections')) resolve()
    })
    void ended.then(() => reject(new Error(`redis-server ended:\n${said}`)))
  })
  return {
    url: `redis://127.0.0.1:${PORT}`,
    async stop() {
      made.kill('SIGTERM')
      await ended
      process.off('exit', withUs)
    },
  }
}
