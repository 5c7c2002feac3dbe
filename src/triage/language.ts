import type { Lang } from '../content/vocabulary.ts'

const KANA = /[\u3041-\u30ff]/
const HANGUL = /[\uac00-\ud7af\u1100-\u11ff\u3130-\u318f]/
/** Characters that Japanese does not write: 「我没有钱」「吗」「这」. */
const CHINESE = /[你们们吗这没说请问个么钱办马医妈爸谢对孩怎谁边为从东车长门问间]|我|您|的人|怎么|需要帮/
const VIETNAMESE = /[ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]/i
const DEVANAGARI = /[\u0900-\u097f]/

/**
 * The language a message is plainly written in, when it is not Japanese; null when it may be Japanese
 * (「OK」「DVD」, kanji alone) or too short to say.
 */
export function languageOf(text: string): Exclude<Lang, 'ja' | 'easy'> | null {
  const sample = text.slice(0, 500)
  if (KANA.test(sample)) return null
  if (HANGUL.test(sample)) return 'ko'
  if (DEVANAGARI.test(sample)) return 'ne'
  if (VIETNAMESE.test(sample)) return 'vi'
  if (/\p{Script=Han}/u.test(sample)) return CHINESE.test(sample) ? 'zh' : null
  const words = sample.match(/[A-Za-z']+/g) ?? []
  const ENGLISH =
    /^(i|my|me|we|you|is|am|are|do|does|can|cannot|can't|don't|need|help|want|the|a|to|please|have|no|not|how|where|what|hello|money|food|with|and|in|english)$/i
  return words.length >= 2 && words.filter((word) => ENGLISH.test(word)).length >= 1 ? 'en' : null
}
