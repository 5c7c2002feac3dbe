/**
 * JavaScript without a letter beyond ASCII: with one of them V8 keeps a whole file in twice the memory. esbuild escapes
 * strings, not regular expressions nor what `String.raw` hands to one; in all of them \uXXXX means the same.
 */
export function onlyAscii(code: string): string {
  return code.replace(/\\?[\u0080-\uffff]|\\[\s\S]/g, (found) => {
    const unit = found.charCodeAt(found.length - 1)
    // 「\、」 is the same sign without its backslash; with it, `\\u3001` would be a backslash and letters.
    return unit < 0x80 ? found : `\\u${unit.toString(16).padStart(4, '0')}`
  })
}
