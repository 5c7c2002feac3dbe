import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import kuromoji from 'kuromoji'
import { loadDictionary } from '../../text/dictionary.ts'
import { createTokeniser } from '../../text/tokenise.ts'
import { readDictionary } from '../read-dictionary.ts'

/**
 * One tokeniser in a process of its own, so that neither pays for the other's memory:
 * `tokeniser-child.ts stock|ours <dictionary> <texts.json>`. Writes its figures as JSON.
 */
const [which, dictionary = '', texts = ''] = process.argv.slice(2)
const { ordinary, worst } = JSON.parse(readFileSync(texts, 'utf8')) as {
  ordinary: string[]
  worst: Record<string, string>
}
const rss = () => process.memoryUsage().rss / 1e6

const before = rss()
const started = performance.now()
const tokenise: (text: string) => readonly unknown[] =
  which === 'stock'
    ? await new Promise((resolve, reject) => {
        const dicPath = join(import.meta.dirname, '../../../node_modules/kuromoji/dict')
        kuromoji.builder({ dicPath }).build((fault, made) => {
          if (fault) reject(fault)
          else resolve((text) => made.tokenize(text))
        })
      })
    : createTokeniser(loadDictionary(await readDictionary(dictionary)))
tokenise('庭')
const load_ms = performance.now() - started
const loaded = rss()

const characters = ordinary.reduce((n, text) => n + text.length, 0)
for (const text of ordinary.slice(0, 2000)) tokenise(text)
const rates: number[] = []
for (let round = 0; round < 5; round++) {
  const from = performance.now()
  for (const text of ordinary) tokenise(text)
  rates.push(characters / (performance.now() - from))
}
const worst_ms: Record<string, number> = {}
for (const [kind, text] of Object.entries(worst)) {
  const times: number[] = []
  for (let round = 0; round < (which === 'stock' ? 1 : 5); round++) {
    const from = performance.now()
    tokenise(text)
    times.push(performance.now() - from)
  }
  worst_ms[kind] = Math.max(...times)
}
rates.sort((a, b) => a - b)
console.log(
  JSON.stringify({
    load_ms,
    grown_mb: loaded - before,
    characters_per_s: (rates[2] ?? 0) * 1000,
    worst_ms,
  }),
)
