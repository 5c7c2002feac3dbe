/** Between braces of any width, as far as somebody means a place to be filled: 「{日時}」「｛日時｝」. */
const HOLE = /[{｛][^{}｛｝\n]{1,60}[}｝]/g

/** The places of a prepared text that nobody has filled yet, as they stand. */
export function holesIn(text: string): readonly { readonly from: number; readonly hole: string }[] {
  return [...text.matchAll(HOLE)].map(({ index, 0: hole }) => ({ from: index, hole }))
}
