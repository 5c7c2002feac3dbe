/** 「夫が」「こわい」: a line or a bubble that ends so goes on in the next one, and must be read with it. */
const GOES_ON = /(が|は|を|に|で|と|も|の|へ|や|て|から|けど|、|,)$/
/** The longest ending, and spaces after it. */
const LAST = 8

/** Whether what ends at `end` is half a sentence; line breaks and spaces before it do not count. */
export function goesOn(text: string, end = text.length): boolean {
  return GOES_ON.test(text.slice(Math.max(0, end - LAST), end).trimEnd())
}
