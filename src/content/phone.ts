/** Numbers of three digits that anybody in Japan may dial. */
const SHORT = new Set(['110', '118', '119', '171', '188', '189'])

/**
 * Whether one Japanese telephone number stands here as it is to be shown and dialled: half-width digits
 * and hyphens, nothing else. `#7119`, `189`, `0120-0-78310`, `0570-078374`, `03-3543-0211`, `070-7494-0340`.
 */
export function isPhone(text: string): boolean {
  if (SHORT.has(text) || /^#\d{4}$/.test(text)) return true
  if (!/^0\d*(-\d+)*$/.test(text)) return false
  const digits = text.replaceAll('-', '')
  if (/^(0800|0[5789]0)/.test(digits)) return digits.length === 11
  return digits.length === 10 && /^0[1-9]/.test(digits)
}

/** Ranges that reach nobody; an invented ward may print only these. */
export function isUnreachablePhone(text: string): boolean {
  return /^03-0000-\d{4}$/.test(text) || /^0120-000-\d{3}$/.test(text)
}

/** Everything in a sentence that looks like a telephone number. */
export function phonesIn(text: string): string[] {
  return text.match(/0\d{1,3}-\d{1,4}-\d{3,5}/g) ?? []
}
