import type { Lang } from '../../../content/vocabulary.ts'
import { easy } from './words/easy.ts'
import { en } from './words/en.ts'
import { ja, type SideWords } from './words/ja.ts'

/** The words of the pages beside the conversation, in that language. */
export function sideWords(lang: Lang): SideWords {
  return lang === 'ja' ? ja : lang === 'easy' ? easy : en
}
