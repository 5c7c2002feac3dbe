import { join } from 'node:path'

/** The peer of the ready time: stock botkit imported, stock kuromoji built. */
await import('botkit')
const { default: kuromoji } = await import('kuromoji')
const dicPath = join(import.meta.dirname, '../../../node_modules/kuromoji/dict')
kuromoji.builder({ dicPath }).build((fault) => {
  if (fault) throw fault
  process.stderr.write(`${JSON.stringify({ event: 'ready', port: 0 })}\n`)
})
