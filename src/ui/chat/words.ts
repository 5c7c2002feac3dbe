import type { Lang } from '../../content/vocabulary.ts'
import { easy } from './words/easy.ts'
import { en } from './words/en.ts'
import { ja, type Word, type Words } from './words/ja.ts'

export type { Word }

/** The page's own words in that language; English for languages it is not written in yet. */
export function wordsIn(lang: Lang): Words {
  return lang === 'ja' ? ja : lang === 'easy' ? easy : en
}

/** The `lang` attribute: やさしい日本語 is Japanese. */
export function htmlLang(lang: Lang): string {
  return lang === 'easy' ? 'ja' : lang === 'zh' ? 'zh-Hans' : lang
}
