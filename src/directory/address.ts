import type { Contact } from '../content/neighbours.ts'
import type { TownRow } from '../content/ward.ts'
import { asBlock, readNumbers } from './address-numbers.ts'
import { addressText } from './address-text.ts'
import type { Gazetteer } from './gazetteer.ts'
import { findMentions, type Mention } from './mentions.ts'
import type { AddressReading } from './place.ts'

const UNKNOWN: AddressReading = { kind: 'unknown' }

/**
 * What an address, a town in passing (「うちは月島です」) or a station says about where somebody is. Linear
 * in the text's length; never throws. Building names and room numbers are dropped.
 */
export function readAddress(text: string, gazetteer: Gazetteer): AddressReading {
  const clean = addressText(text)
  let best: { reading: AddressReading; score: number } | null = null
  for (const mention of findMentions(clean, gazetteer)) {
    const read = readMention(clean, mention, gazetteer)
    if (read && (!best || read.score > best.score)) best = read
  }
  return best?.reading ?? UNKNOWN
}

/**
 * The better-founded name wins: with a number behind it, named as part of a municipality, said to be
 * where one lives. 「新宿区から月島に越してきました」 is about 月島.
 */
function readMention(
  text: string,
  mention: Mention,
  gazetteer: Gazetteer,
): { reading: AddressReading; score: number } | null {
  const { named } = mention
  const after = text.slice(mention.end, mention.end + 6)
  const left = /^から|^に(?:勤|ある|いる)|^の(?:会社|病院|実家)/.test(after) ? -3 : 0
  const lives = /^(?:$|です|だ|に(?:住|す|在)|在住|[、。])/.test(after) ? 1 : 0
  switch (named.kind) {
    case 'own':
      return null
    case 'municipality':
      return {
        reading: elsewhere(mention.within ?? named.name, named.contact),
        score: (mention.within ? 3.5 : 3) + lives + left,
      }
    case 'neighbour-town': {
      const numbers = readNumbers(text, mention.end, true)
      return { reading: elsewhere(named.name, named.contact), score: 1 + (numbers ? 4 : 0) + lives + left }
    }
    case 'station':
      return { reading: near(named.towns), score: 2 + lives + left }
    case 'towns': {
      if (/^(?:駅|えき)/.test(after)) {
        const stationTowns = gazetteer.stations.get(text.slice(mention.start, mention.end))
        return { reading: near(stationTowns ?? named.towns), score: 2 }
      }
      const numbers = readNumbers(text, mention.end, hasChome(named.towns))
      const score = 2 + (numbers ? 4 : 0) + (mention.attached ? 3 : 0) + lives + left
      return { reading: readTown(named.towns, numbers), score }
    }
  }
}

function readTown(towns: readonly TownRow[], numbers: ReturnType<typeof readNumbers>): AddressReading {
  const [only, ...others] = towns
  if (!only) return UNKNOWN
  const asked = { chome: null, block: null, number: null, chomeSaid: false, ...numbers }
  const there = asked.chome === null ? [] : towns.filter((row) => row.chome === asked.chome)
  const [exact, ...twice] = there
  if (exact && twice.length === 0) return place(exact, asked.block, asked.number)
  if (exact) return which(there, asked.block)
  // 「勝どき13-1」: no such 丁目, so the first number is the 番 of a 丁目 not given.
  const shifted = asked.chome !== null && !asked.chomeSaid && asked.number === null
  const block = shifted ? asked.chome : asked.block
  if (others.length > 0) return which(towns, block)
  return place(only, block, shifted ? asked.block : asked.number)
}

/** At a station: the towns around it, never a 番. */
function near(towns: readonly TownRow[]): AddressReading {
  const [only, ...others] = towns
  if (!only) return UNKNOWN
  if (others.length > 0) return which(towns, null)
  return { kind: 'place', place: { town: only.name, block: null, number: null, approximate: true } }
}

function place(town: TownRow, block: number | null, number: number | null): AddressReading {
  const known = asBlock(block)
  return {
    kind: 'place',
    place: {
      town: town.name,
      block: known,
      number: known !== null && number !== null && number > 0 ? number : null,
      approximate: false,
    },
  }
}

function which(towns: readonly TownRow[], block: number | null): AddressReading {
  return { kind: 'which-town', towns: towns.map((row) => row.name), block: asBlock(block) }
}

function elsewhere(municipality: string, contact: Contact | null): AddressReading {
  return { kind: 'elsewhere', municipality, contact }
}

function hasChome(towns: readonly TownRow[]): boolean {
  return towns.some((row) => row.chome !== null)
}
