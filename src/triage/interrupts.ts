import type { Lang } from '../content/vocabulary.ts'
import type { Command } from './conversation.ts'

/** Words valid at any moment, as comparison keys (kana-folded, without spaces), whole message only. */
const WORDS: Readonly<Record<Command, readonly string[]>> = {
  why: [
    'なぜ聞くの',
    'なぜ聞くのですか',
    'なんで聞くの',
    'なんで聞くんですか',
    'どうして聞くの',
    'どうして聞くのですか',
    'どうして聞くんですか',
    'どうして聞くんですか？',
    'なんで聞くんですか？',
    'なぜ聞くんですか',
    'なんで',
    'なぜ',
    'どうして',
    'why',
    'why do you ask',
    '为什么',
    '왜요',
  ],
  continue: [
    '話を続ける',
    'はなしをつづける',
    '続ける',
    'つづける',
    '続けます',
    'go on',
    'continue',
    '继续',
    '계속',
  ],
  person: [
    'ひととはなす',
    '人と話す',
    '人と話したい',
    'ひととはなしたい',
    '職員と話したい',
    '職員と話す',
    '担当者と話したい',
    'しょくいんとはなしたい',
    '人にかわって',
    '人につないで',
    '人につないでください',
    'ひとにつないで',
    '職員につないで',
    '担当者につないで',
    '相談員につないで',
    '電話してほしい',
    '人がいい',
    '人に代わって',
    'オペレーター',
    '電話で話したい',
    '相談員と話したい',
    '人間と話したい',
    'だれかと話したい',
    '誰かと話したい',
    'talk to a person',
    'talk to a human',
    'human',
    'operator',
    'talk to someone',
    '人工',
    '转人工',
    '상담원',
    '상담원과 이야기',
  ],
  back: [
    '戻る',
    'もどる',
    '前に戻る',
    '前に戻りたい',
    'ひとつ前に戻りたい',
    '一つ前に戻りたい',
    '一つ前に戻る',
    'ひとつ前に戻る',
    '前の質問に戻る',
    '答えを変えたい',
    'ひとつ戻る',
    '一つ戻る',
    '戻して',
    'まちがえた',
    '間違えた',
    '間違えました',
    'back',
    'go back',
    '返回',
    '뒤로',
  ],
  restart: [
    '最初から',
    'さいしょから',
    '最初に戻る',
    'はじめから',
    'やり直す',
    'やりなおし',
    'リセット',
    'start over',
    'restart',
    'reset',
    '重新开始',
    '처음부터',
  ],
  stop: [
    'やめる',
    'やめます',
    'やめたい',
    '終わり',
    'おわり',
    '終了',
    'もういい',
    'もういいです',
    'stop',
    'quit',
    'exit',
    'bye',
    '停止',
    '그만',
  ],
  language: [
    'ことば',
    '言葉',
    '言語',
    'げんご',
    'language',
    'language/ことば',
    'ことば/language',
    '语言',
    '語言',
    '언어',
    'english',
    '英語',
    'やさしい日本語',
    'やさしいにほんご',
    'ngôn ngữ',
    'भाषा',
  ],
  forget: [
    '消して',
    'けして',
    '削除',
    '削除して',
    '全部消して',
    'ぜんぶけして',
    '忘れて',
    'わすれて',
    '記録を消して',
    'delete',
    'forget me',
    'delete my data',
    '删除',
    '삭제',
  ],
}

/** Naming a language is choosing it. */
const LANGUAGE_NAMES: readonly (readonly [string, Lang])[] = [
  ['english', 'en'],
  ['英語', 'en'],
  ['英語でお願いします', 'en'],
  ['英語にして', 'en'],
  ['english please', 'en'],
  ['in english', 'en'],
  ['in english please', 'en'],
  ['やさしい日本語にして', 'easy'],
  ['やさしい日本語でお願いします', 'easy'],
  ['日本語にして', 'ja'],
  ['やさしい日本語', 'easy'],
  ['やさしいにほんご', 'easy'],
  ['日本語', 'ja'],
  ['にほんご', 'ja'],
  ['japanese', 'ja'],
]

export interface Interrupt {
  readonly command: Command
  readonly lang?: Lang
}

/** Builds the reader of interrupt words over the comparison key the guide uses. */
export function interruptReader(key: (text: string) => string): (text: string) => Interrupt | null {
  const commands = new Map<string, Command>()
  for (const [command, words] of Object.entries(WORDS))
    for (const word of words) commands.set(key(word), command as Command)
  const languages = new Map(LANGUAGE_NAMES.map(([name, lang]) => [key(name), lang]))
  return (text) => {
    if (text.length > 40) return null
    const typed = key(text)
    const lang = languages.get(typed)
    if (lang) return { command: 'language', lang }
    const command = commands.get(typed)
    return command ? { command } : null
  }
}
