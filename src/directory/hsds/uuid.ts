/** Of this exchange alone, so that the same ward and id give the same UUID in every export. */
const NAMESPACE = 'e793a418-0c17-5e89-813f-c7f59eb7528d'

/** A stable UUID (RFC 9562, version 5) for a thing named by these parts. */
export function uuidFor(...parts: readonly (string | number)[]): string {
  return uuid5(NAMESPACE, parts.join('/'))
}

/** Version 5 by hand: the pure rooms import no crypto, and the web's digest is asynchronous. */
export function uuid5(namespace: string, name: string): string {
  const space = namespace.replaceAll('-', '').match(/../g) ?? []
  const bytes = sha1([
    ...space.map((pair) => Number.parseInt(pair, 16)),
    ...new TextEncoder().encode(name),
  ]).slice(0, 16)
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x50
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

/** SHA-1 (FIPS 180-4) of at most 2^29 bytes: names ids, protects nothing. */
function sha1(message: readonly number[]): number[] {
  const data = new Uint8Array(Math.ceil((message.length + 9) / 64) * 64)
  data.set(message)
  data[message.length] = 0x80
  const view = new DataView(data.buffer)
  view.setUint32(data.length - 4, message.length * 8)
  let [h0, h1, h2, h3, h4] = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0]
  const w = new Uint32Array(80)
  for (let at = 0; at < data.length; at += 64) {
    for (let i = 0; i < 80; i++)
      w[i] =
        i < 16
          ? view.getUint32(at + i * 4)
          : rotate((w[i - 3] ?? 0) ^ (w[i - 8] ?? 0) ^ (w[i - 14] ?? 0) ^ (w[i - 16] ?? 0), 1)
    let [a, b, c, d, e] = [h0, h1, h2, h3, h4]
    for (let i = 0; i < 80; i++) {
      const [f, k] =
        i < 20
          ? [(b & c) | (~b & d), 0x5a827999]
          : i < 40
            ? [b ^ c ^ d, 0x6ed9eba1]
            : i < 60
              ? [(b & c) | (b & d) | (c & d), 0x8f1bbcdc]
              : [b ^ c ^ d, 0xca62c1d6]
      const next = (rotate(a, 5) + f + e + k + (w[i] ?? 0)) >>> 0
      e = d
      d = c
      c = rotate(b, 30)
      b = a
      a = next
    }
    h0 = (h0 + a) >>> 0
    h1 = (h1 + b) >>> 0
    h2 = (h2 + c) >>> 0
    h3 = (h3 + d) >>> 0
    h4 = (h4 + e) >>> 0
  }
  return [h0, h1, h2, h3, h4].flatMap((word) => [24, 16, 8, 0].map((shift) => (word >>> shift) & 255))
}

function rotate(word: number, bits: number): number {
  return ((word << bits) | (word >>> (32 - bits))) >>> 0
}
