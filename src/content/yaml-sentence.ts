import type * as z from 'zod'

const EXPECTED: Readonly<Record<string, string>> = {
  string: '文字',
  boolean: 'true か false',
  number: '数字',
  array: '「- 」で始まる行の並び',
  object: '「名前: 値」の形の項目',
}

/** What to do about the YAML mistakes officials really make; everything else is about indentation. */
const ADVICE: Readonly<Record<string, string>> = {
  DUPLICATE_KEY: '同じ名前の項目が二度書かれています。どちらかを消してください',
  TAB_AS_INDENT: '字下げにタブは使えません。空白に直してください',
  BAD_ALIAS: '「*」で始まる文は、全体を「"」で囲んでください',
}

/** Why the text is no YAML, by the parser's code. */
export function yamlSentence(code: string): string {
  const advice = ADVICE[code] ?? '字下げ・引用符・コロンのあとの空白を確かめてください'
  return `YAML として読めません。${advice}（${code}）。`
}

/** Where something is, for people: `nodes → 3番目 → text`. */
const placeOf = (path: readonly PropertyKey[]) =>
  path.map((step) => (typeof step === 'number' ? `${step + 1}番目` : String(step))).join(' → ')

const shown = (input: unknown) =>
  typeof input === 'string' || typeof input === 'number' || typeof input === 'boolean' ? `「${input}」` : ''

/** What zod found, as a sentence an official understands. */
export function schemaSentence(issue: z.core.$ZodIssue): string {
  const at = issue.path.length > 0 ? `「${placeOf(issue.path)}」` : 'このファイル'
  const { input } = issue
  switch (issue.code) {
    case 'invalid_type': {
      if (input === undefined) return `${at}がありません。書き足してください。`
      if (input === null) return `${at}が空です。書き足すか、項目ごと消してください。`
      const expected = EXPECTED[issue.expected] ?? issue.expected
      // `ja: 110` is a number in YAML, `ja: yes` stays a text.
      const quoted = issue.expected === 'string' && shown(input) ? '「"」で囲んでください。' : ''
      return `${at}の書き方がちがいます（今は${shown(input) || '別の形'}。${expected}が必要です）。${quoted}`
    }
    case 'unrecognized_keys':
      return `知らない項目${at}があります。つづりを確かめるか、消してください。`
    case 'invalid_value':
      return `${at}に${shown(input)}は使えません。使えるのは次のどれかです: ${issue.values.map(String).join('、')}`
    case 'too_small':
      return `${at}が空か、少なすぎます（${issue.minimum} 以上）。`
    case 'too_big':
      return `${at}が多すぎます（${issue.maximum} まで）。`
    case 'invalid_union': {
      // zod gives the whole item; what is wrong is the word that says which form it has.
      const word = issue.discriminator && (input as Readonly<Record<string, unknown>>)?.[issue.discriminator]
      const forms = 'options' in issue && Array.isArray(issue.options) ? issue.options.join('、') : ''
      if (word !== undefined && forms)
        return `${at}に${shown(word)}は使えません。使えるのは次のどれかです: ${forms}`
      return `${at}の書き方がどの形にも合いません${shown(input) && `（今は${shown(input)}）`}。`
    }
    default:
      return /[ぁ-ん]/.test(issue.message)
        ? `${at}の${shown(input)}が正しくありません。${issue.message.replace(/。$/, '')}。`
        : `${at}の${shown(input)}は使えません。書き方を確かめてください。`
  }
}

/**
 * The issues that are worth saying: one for each unknown key, and inside a union those of the form that
 * was meant (`- { txt: … }` is an example with a misspelt key, not a text).
 */
export function plainIssues(issues: readonly z.core.$ZodIssue[]): readonly z.core.$ZodIssue[] {
  return issues.flatMap((issue) => {
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((key) => ({ ...issue, path: [...issue.path, key] }))
    if (issue.code !== 'invalid_union') return [issue]
    const meant = issue.errors.find(
      (branch) => !branch.some(({ code, path }) => code === 'invalid_type' && path.length === 0),
    )
    if (!meant) return [issue]
    return plainIssues(meant.map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] })))
  })
}
