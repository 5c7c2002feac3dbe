import type { CannedReply } from './canned-reply.ts'
import type { Fault } from './fault.ts'
import type { Patterns } from './pattern.ts'
import { type Phrases, PLACEHOLDERS } from './phrases.ts'
import { localText } from './text.ts'

/** The ward's name may stand in any text: `{ward}`, in English `{ward_en}`. If one language names it, all do. */
const plain = (name: string) => (name === 'ward_en' ? 'ward' : name)

/** Between braces of any width: officials type 「｛phone｝」 and 「{ phone }」 as well. */
const BRACED = /[{｛]([^{}｛｝]*)[}｝]/g
const WELL_FORMED = /\{([a-z_]+)\}/g

interface At {
  readonly file: string
  readonly lineOf: (path: readonly PropertyKey[]) => number
}

const namesIn = (text: string) => [...text.matchAll(WELL_FORMED)].map(([, name]) => plain(name ?? ''))

function faultsIn(text: string, wanted: readonly string[]): readonly string[] {
  const names = namesIn(text)
  const odd = text.replace(WELL_FORMED, '').match(BRACED) ?? []
  const rest = text.replace(BRACED, '').match(/[{}｛｝]/) ?? []
  const unknown = names.filter((name) => !wanted.includes(name)).map((name) => `{${name}}`)
  const usable = wanted.length > 0 ? `使えるのは: ${wanted.map((name) => `{${name}}`).join('、')}` : ''
  return [...new Set([...unknown, ...odd])]
    .map((name) => `「${name}」には何も入りません。消すか、つづりを直してください。${usable}`)
    .concat(
      rest.map((brace) => `「${brace}」が閉じていないか、余っています。`),
      wanted
        .filter((name) => !names.includes(name))
        .map((name) => `「{${name}}」がありません。書き足してください。`),
    )
}

/**
 * Every `{name}` in every language of every text under `value` is one that gets filled in, and none that
 * `wanted` says for that text is left out: a resident never reads 「{phone}」, nor a sentence without it.
 */
function checkTexts(
  value: unknown,
  path: readonly PropertyKey[],
  at: At,
  wanted: readonly string[],
): readonly Fault[] {
  if (typeof value !== 'object' || value === null) return []
  const read = localText.safeParse(value)
  if (read.success) {
    const texts: readonly [string, string][] = Object.entries(read.data).flatMap(
      ([lang, text]): [string, string][] => (text === undefined ? [] : [[lang, text]]),
    )
    const named = texts.some(([, text]) => namesIn(text).includes('ward')) ? ['ward'] : []
    return texts.flatMap(([lang, text]) =>
      faultsIn(text, [...wanted, ...named]).map((message) => ({
        file: at.file,
        line: at.lineOf([...path, lang]),
        message: `「${String(path.at(-1))}」の文（${lang}）: ${message}`,
      })),
    )
  }
  return Object.entries(value).flatMap(([key, inner]) => checkTexts(inner, [...path, key], at, wanted))
}

/** The placeholders of `flows/phrases.yaml`. */
export function checkPhrasePlaceholders(phrases: Phrases, at: At): readonly Fault[] {
  return Object.entries(phrases).flatMap(([key, text]) =>
    checkTexts(text, ['phrases', key], at, PLACEHOLDERS[key as keyof Phrases] ?? []),
  )
}

/** The placeholders of `flows/patterns.yaml`: every proposal names its desk. */
export function checkPatternPlaceholders({ compound, patterns }: Patterns, at: At): readonly Fault[] {
  return [compound, ...patterns].flatMap(({ name, reason, proposal }, i) => {
    const path = i === 0 ? ['compound'] : ['patterns', i - 1]
    return [...checkTexts({ name, reason }, path, at, []), ...checkTexts({ proposal }, path, at, ['desk'])]
  })
}

/** What staff fill in themselves, 「{日時}」: named in Japanese, so that it is no placeholder of the service. */
const HOLE = /[{｛][^{}｛｝]*[^{}｛｝ -~][^{}｛｝]*[}｝]/g

/** The places of `flows/canned.yaml` that staff fill: the same in every language. The ward's name is filled by itself. */
export function checkCannedPlaceholders(replies: readonly CannedReply[], at: At): readonly Fault[] {
  return replies.flatMap(({ id, title, text }, i) => {
    const path = ['replies', i, 'text']
    const bare = Object.fromEntries(
      Object.entries(text).map(([lang, words = '']) => [lang, words.replace(HOLE, '')]),
    )
    const holes = Object.entries(text).map(([lang, words = '']) => ({
      lang,
      names: [...new Set(words.match(HOLE) ?? [])].sort().join('、'),
    }))
    const wanted = holes.find(({ lang }) => lang === 'ja')?.names ?? ''
    return [
      ...checkTexts(bare, path, at, []),
      ...holes
        .filter(({ names }) => names !== wanted)
        .map(({ lang, names }) => ({
          file: at.file,
          line: at.lineOf([...path, lang]),
          message: `「${title}」（${id}）の文（${lang}）: 職員が書き入れるところが、日本語の文とそろっていません（日本語: ${wanted || 'なし'}、${lang}: ${names || 'なし'}）。`,
        })),
    ]
  })
}

/** The placeholders of a flow or of the danger texts: the ward's name alone. */
export function checkPlaceholders(value: unknown, at: At): readonly Fault[] {
  return checkTexts(value, [], at, [])
}
