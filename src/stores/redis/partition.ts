/**
 * Conversations are spread over this many hash tags. Few, because each is looked into for work; more than a
 * ward's cluster has nodes. It is part of the data: never change it under a store that is in use.
 */
export const PARTITIONS = 16

/** The tagged prefix of every key of a partition. `space` keeps services on one server apart. */
export function baseOf(space: string, partition: number): string {
  return `${space}{${partition}}`
}

/** Where everything of this unit (or lane) stands: FNV-1a over its UTF-16 units. */
export function partitionOf(unit: string): number {
  let hash = 2_166_136_261
  for (let i = 0; i < unit.length; i++) hash = Math.imul(hash ^ unit.charCodeAt(i), 16_777_619)
  return (hash >>> 0) % PARTITIONS
}
