/**
 * The letters of a ticket: none that two ways of writing share when heard (お・を, じ・ぢ, ず・づ), no small or
 * voiced ones, none that look alike in a shaky hand (ぬ・め, れ・ね・わ, る・ろ, へ・ヘ).
 */
const LETTERS = 'あいうえかきくけこさしすせそたちつてとなにのはひふほまみむめもやゆよらりろわ'
const LENGTH = 4

/** Parts that would offend, frighten, or sound like something said in need. */
const UNKIND =
  /しに|しね|しぬ|ころ|くそ|あほ|はか|かす|のろ|ちち|しり|きち|ちのう|ひにん|しけい|さつ|つみ|えろ|しつこ|きもい|くさい|うさい|うそ|けす|にけ|はけ|ふた|ほけ|こみ|くす|すけへ|せく|めす|ちかん|まけ|やくさ|けか|ちか/

/** Four letters that residents write and mean: never a ticket, so that they are always heard as what they say. */
const SAID = new Set([
  'たすけて',
  'つらいよ',
  'こわいよ',
  'いたいよ',
  'さみしい',
  'さひしい',
  'かなしい',
  'くやしい',
  'ひとりて',
  'ひとりに',
  'いらない',
  'いかない',
  'いけない',
  'いえない',
  'きえたい',
  'やめたい',
  'かえたい',
  'ききたい',
  'いきたい',
  'いいたい',
  'あいたい',
  'しりたい',
  'たのむよ',
  'ちかうよ',
  'もういい',
  'そうてす',
  'さいしよ',
  'まいにち',
  'いつまて',
  'とうしよ',
])

const allowed = (word: string): boolean => !UNKIND.test(word) && !SAID.has(word) && !/(.)\1/.test(word)

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/**
 * A ticket out of an unguessable token (base64url): each of its signs is one fair draw, those beyond the
 * letters are passed over. Null when the token holds none that may be said aloud: draw another token.
 */
export function ticketFrom(token: string): string | null {
  const drawn = [...token].flatMap((sign) => LETTERS.charAt(ALPHABET.indexOf(sign)) || [])
  for (let at = 0; at + LENGTH <= drawn.length; at += LENGTH) {
    const word = drawn.slice(at, at + LENGTH).join('')
    if (allowed(word)) return word
  }
  return null
}

/** The ticket typed, alone, in hiragana or katakana, spaced or in 「」; null for anything that cannot be one. */
export function readTicket(text: string): string | null {
  if (text.length > 20) return null
  const word = text
    .normalize('NFKC')
    .replace(/[\s「」『』"'。、.]/g, '')
    .replace(/[ァ-ヶ]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0x60))
  const fits = [...word].length === LENGTH && [...word].every((letter) => LETTERS.includes(letter))
  return fits && allowed(word) ? word : null
}
