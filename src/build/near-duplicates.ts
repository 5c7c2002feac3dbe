/**
 * Groups texts that say nearly the same (「家賃が払えない」「家賃が払えません」), so that one of them is
 * never tested on a model that learnt the other. Returns the group of each; groups are numbered by
 * their first member. `keys` are the feature hashes of each text; alike means sharing at least
 * `alike` of the union.
 */
export function groupNearDuplicates(keys: readonly ReadonlySet<number>[], alike: number): Int32Array {
  const parent = Int32Array.from(keys.keys())
  const find = (at: number): number => {
    let root = at
    while (parent[root] !== root) root = parent[root] as number
    parent[at] = root
    return root
  }
  const frequency = new Map<number, number>()
  for (const set of keys) for (const key of set) frequency.set(key, (frequency.get(key) ?? 0) + 1)
  const holders = new Map<number, number[]>()
  for (const [at, set] of keys.entries()) {
    // Texts this alike share one of their rarest keys (prefix filter of set similarity joins).
    const byRarity = [...set].sort((a, b) => (frequency.get(a) ?? 0) - (frequency.get(b) ?? 0) || a - b)
    const seen = new Set<number>()
    for (const key of byRarity.slice(0, Math.floor(set.size * (1 - alike)) + 1)) {
      const others = holders.get(key)
      if (others === undefined) {
        holders.set(key, [at])
        continue
      }
      for (const other of others) seen.add(other)
      // A key that very many texts share says little and would make this quadratic.
      if (others.length < 64) others.push(at)
    }
    for (const other of seen) {
      if (find(other) !== find(at) && overlap(set, keys[other] as ReadonlySet<number>) >= alike) {
        const [low, high] = [find(other), find(at)].sort((a, b) => a - b) as [number, number]
        parent[high] = low
      }
    }
  }
  return parent.map((_, at) => find(at))
}

function overlap(a: ReadonlySet<number>, b: ReadonlySet<number>): number {
  let shared = 0
  for (const key of a) if (b.has(key)) shared++
  const union = a.size + b.size - shared
  return union === 0 ? 1 : shared / union
}
