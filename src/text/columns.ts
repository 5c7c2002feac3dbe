/** Numbers of one kind, as they stand in a file of columns. */
type Column = Int32Array | Float32Array | Int8Array

/** A trained model as bytes: header length, JSON header, then the columns in the order given; little-endian. */
export function writeColumns(header: { readonly format: string }, columns: readonly Column[]): Uint8Array {
  const json = JSON.stringify(header)
  const length = new TextEncoder().encode(json).length
  // Padded with spaces so that the four-byte columns are aligned.
  const head = new TextEncoder().encode(json + ' '.repeat((4 - (length % 4)) % 4))
  const out = new Uint8Array(4 + head.length + columns.reduce((sum, c) => sum + c.byteLength, 0))
  new DataView(out.buffer).setUint32(0, head.length, true)
  out.set(head, 4)
  let at = 4 + head.length
  for (const column of columns) {
    out.set(new Uint8Array(column.buffer, column.byteOffset, column.byteLength), at)
    at += column.byteLength
  }
  return out
}

/** The columns of a file, taken one after another in the order they were written. */
export interface Columns<Header> {
  readonly header: Header
  ints(length: number): Int32Array
  floats(length: number): Float32Array
  bytes(length: number): Int8Array
}

/** Reads what `writeColumns` wrote; `what` (「a network」) is named in the error when it is anything else. */
export function readColumns<Header extends { readonly format: string }>(
  bytes: Uint8Array,
  what: string,
  format: Header['format'],
): Columns<Header> {
  // The columns are views of the bytes given; only a slice of a larger file may have to be moved.
  const own = bytes.byteOffset % 4 === 0 ? bytes : Uint8Array.from(bytes)
  const headLength = own.length >= 4 ? new DataView(own.buffer, own.byteOffset).getUint32(0, true) : 0
  if (headLength === 0 || headLength > own.length - 4) throw new Error(`not ${what}`)
  const header = JSON.parse(new TextDecoder().decode(own.subarray(4, 4 + headLength))) as Header
  if (header.format !== format) throw new Error(`${what} of another format`)
  let at = 4 + headLength
  const take = (length: number, size: number): number => {
    const from = own.byteOffset + at
    at += length * size
    if (at > own.length) throw new Error(`${what} cut short`)
    return from
  }
  return {
    header,
    ints: (length) => new Int32Array(own.buffer, take(length, 4), length),
    floats: (length) => new Float32Array(own.buffer, take(length, 4), length),
    bytes: (length) => new Int8Array(own.buffer, take(length, 1), length),
  }
}
