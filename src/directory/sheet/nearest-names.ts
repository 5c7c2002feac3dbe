/** Up to three names that a misspelt one may mean, nearest first; none when nothing is alike. */
export function nearestNames(text: string, names: readonly string[]): string[] {
  const wanted = pairs(text)
  return names
    .map((name) => ({ name, likeness: likeness(wanted, pairs(name)) }))
    .filter(({ likeness }) => likeness >= 0.25)
    .sort((a, b) => b.likeness - a.likeness)
    .slice(0, 3)
    .map(({ name }) => name)
}

/** Dice's coefficient over neighbouring characters, begin and end counted. */
function likeness(a: readonly string[], b: readonly string[]): number {
  const rest = [...b]
  let shared = 0
  for (const pair of a) {
    const at = rest.indexOf(pair)
    if (at < 0) continue
    rest.splice(at, 1)
    shared++
  }
  return (2 * shared) / (a.length + b.length)
}

function pairs(text: string): string[] {
  const chars = ['^', ...text.slice(0, 100).normalize('NFKC').replace(/\s/g, ''), '$']
  return chars.slice(1).map((char, i) => `${chars[i]}${char}`)
}
