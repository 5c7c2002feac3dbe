/** Something wrong in a content file, said so that the official who wrote it can put it right. */
export interface Fault {
  readonly file: string
  /** 1-based, as an editor or a spreadsheet counts; 0 when the whole file is meant. */
  readonly line: number
  /** Japanese: what is wrong, and what to do. */
  readonly message: string
}
