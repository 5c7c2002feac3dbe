type Read<T> = (text: string, recent?: readonly string[]) => T

/**
 * The same answer to the same question asked again right after: within one turn a message is read in
 * several places, and none has to hand what it read to the next.
 */
export function keepLast<T>(read: Read<T>): Read<T> {
  let last: { readonly text: string; readonly recent: readonly string[]; readonly answer: T } | undefined
  return (text, recent = []) => {
    const same = last?.text === text && last.recent.length === recent.length
    if (last && same && last.recent.every((one, at) => one === recent[at])) return last.answer
    const answer = read(text, recent)
    last = { text, recent: [...recent], answer }
    return answer
  }
}
