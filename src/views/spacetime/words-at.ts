/** What an arrow says and where: in few letters, and only where nothing else stands. */
import { formatTerm, Ref, type Term } from '../../kernel/index.ts'
import type { Trace, TraceEvent } from '../../lab/index.ts'
import { reasonText } from '../terms.ts'
import { type Arrow, type Dot, type Flow, numberFrom, type Spot } from './marks.ts'

type Wordless = Omit<Arrow, 'word' | 'wordAt'>

interface Sizes {
  readonly letter: number
  readonly down: boolean
}

/** What words keep clear of. */
interface Beside {
  readonly dots: readonly Dot[]
  readonly flows: readonly Pick<Flow, 'wordAt' | 'count'>[]
}

/** Letters of a word on an arrow; the whole message stands below the picture. */
const mostLetters = 18
/** Height of a line of text, px. */
const line = 16
/** Arrows that get a word at all. */
const mostWords = 160

export function worded(
  trace: Trace,
  arrows: readonly Wordless[],
  { dots, flows }: Beside,
  sizes: Sizes,
): Arrow[] {
  const taken = [
    ...flows.map(({ wordAt, count }) => boxOf(wordAt, 4 * `${count}`.length + 12, sizes)),
    ...dots.map((dot) => boxOf(dot, dot.events.length >= numberFrom ? 16 : 7, sizes)),
    ...arrows.flatMap(({ tip, tail, a, b }) => [
      ...(tip === 'arrives' ? [] : [boxOf(b, 6, sizes)]),
      ...(tail === 'unknown' ? [boxOf(a, 4, sizes)] : []),
    ]),
  ]
  const placed = new Map<Wordless, Pick<Arrow, 'word' | 'wordAt'>>()
  const byRank = [...arrows].sort((a, b) => rank(a) - rank(b))
  for (const arrow of byRank.slice(0, mostWords)) {
    const index = arrow.to ?? arrow.from
    if (arrow.flavour === 'spawn' || index === null) continue
    const word = shorten(wordOf(trace.at(index)))
    placed.set(arrow, { word, wordAt: roomFor(arrow, word, sizes, taken) })
  }
  return arrows.map((arrow) => ({ ...arrow, ...(placed.get(arrow) ?? { word: '', wordAt: null }) }))
}

/** Who is lit or tells of an end speaks first. */
function rank({ tone, flavour, tip, found }: Wordless): number {
  const lit = tone === 'self' ? 0 : found ? 1 : tone === 'dim' ? 8 : 2
  return lit + (flavour === 'message' && tip === 'arrives' ? 1 : 0)
}

interface Box {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

/** On the arrow or right beside it, nearest to its middle; null when all of that is taken. */
function roomFor(arrow: Wordless, word: string, sizes: Sizes, taken: Box[]): Spot | null {
  const { a, b } = arrow
  const half = (word.length * sizes.letter) / 2 + 3
  const steep = Math.abs(sizes.down ? b.across - a.across : b.along - a.along) < half
  const asides = sizes.down ? [0, line] : steep ? [half + 4, -half - 4, 0] : [0]
  for (const part of [0.5, 0.36, 0.64, 0.24, 0.76]) {
    for (const aside of asides) {
      const spot = {
        along: a.along + (b.along - a.along) * part + aside,
        across: a.across + (b.across - a.across) * part,
      }
      const box = boxOf(spot, half, sizes)
      if (taken.some((other) => overlap(box, other))) continue
      taken.push(box)
      return spot
    }
  }
  return null
}

function boxOf({ along, across }: Spot, half: number, { down }: Sizes): Box {
  const [x, y] = down ? [across, along] : [along, across]
  return { left: x - half, right: x + half, top: y - line / 2, bottom: y + line / 2 }
}

function overlap(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom
}

function shorten(text: string): string {
  return text.length > mostLetters ? `${text.slice(0, mostLetters - 1)}…` : text
}

/** What a signal carries, without the envelope that a behaviour puts around it. */
export function wordOf({ kind, term }: TraceEvent): string {
  const parts = Array.isArray(term) ? (term as readonly Term[]) : []
  switch (kind) {
    case 'sent':
    case 'held':
    case 'dropped':
      return messageText(parts[1] ?? null)
    case 'delivered':
    case 'received':
      return messageText(term)
    case 'exit_arrived':
      return reasonText(parts[0] ?? null, 40)
    case 'down':
      return reasonText(parts[1] ?? null, 40)
    case 'exit':
    case 'exit_sent':
      return reasonText(term, 40)
    default:
      return ''
  }
}

function messageText(message: Term): string {
  if (!Array.isArray(message))
    return typeof message === 'string' ? message : formatTerm(message, 40)
  const parts = message as readonly Term[]
  const [head] = parts
  if (head === '$gen_call') return messageText(parts[2] ?? null)
  if (head === '$gen_cast') return messageText(parts[1] ?? null)
  // An answer: the reference, or the alias in a list, then what was asked for.
  const isTag = head instanceof Ref || (Array.isArray(head) && head.some((p) => p instanceof Ref))
  if (isTag && parts.length === 2) return formatTerm(parts[1] ?? null, 40)
  return formatTerm(message, 40)
}
