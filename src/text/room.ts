/**
 * Room for the short columns of numbers every message needs a few of. The system is asked for it a slab at a time, as
 * asking takes longer than filling. Always zeros, never handed out twice; a slab goes when the last column in it does.
 */
const SLAB = 65_536
let slab = new ArrayBuffer(SLAB)
let taken = 0

/** Where so many bytes begin in `slab`: at a multiple of eight. */
function take(bytes: number): number {
  const from = taken
  taken = (from + bytes + 7) & ~7
  if (taken <= SLAB) return from
  slab = new ArrayBuffer(SLAB)
  taken = (bytes + 7) & ~7
  return 0
}

/** As many whole numbers of 32 bits, all 0. */
export function ints(length: number): Int32Array {
  if (4 * length > SLAB / 8) return new Int32Array(length)
  const from = take(4 * length)
  return new Int32Array(slab, from, length)
}

/** As many numbers, all 0. */
export function doubles(length: number): Float64Array {
  if (8 * length > SLAB / 8) return new Float64Array(length)
  const from = take(8 * length)
  return new Float64Array(slab, from, length)
}

/** A longer column that begins with the old one. */
export function grown<T extends Int32Array | Float64Array>(old: T, next: T): T {
  next.set(old)
  return next
}
