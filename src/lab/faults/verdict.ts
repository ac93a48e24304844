/**
 * Verdicts: what becomes of the n-th frame of a way, drawn from (seed, way, n) and nothing else.
 * Only messages are lost, doubled, overtaken or changed; all other signals are delayed in order,
 * for a lost LINK would break Erlang's promise and not test it.
 */
import { diceOf, die } from '../../kernel/index.ts'
import { limits } from '../limits.ts'
import type { Way } from './rule.ts'
import type { MessageFault } from './script.ts'

/** One arrival of a message. */
export interface Copy {
  /** Longer on its way than without faults, ms. */
  readonly delayMs: number
  /** Those that are sent after it needn't wait for it. */
  readonly overtaken: boolean
  /** The die for `corrupt`; null when it arrives as it was sent. */
  readonly corruption: number | null
}

/** Each copy that arrives: none is a loss, two a duplicate. Null: it passes as usual. */
export type FrameVerdict = readonly Copy[] | null

const lost: readonly Copy[] = []

/** The dice of one frame: each has its own, whether it is thrown or not. */
const dice = { loss: 0, duplicate: 1, corrupt: 2, part: 3, jitter: 4, again: 5, order: 6, hold: 7 }
const diceOfOne = 8

/** On a message that is the n-th frame of its way, n from 0 on. */
export function verdictOn(way: Way | null, n: number): FrameVerdict {
  if (way === null) return null
  if (happens(way, way.loss, n, dice.loss)) return lost
  const corruption = happens(way, way.corrupt, n, dice.corrupt) ? thrown(way, n, dice.part) : null
  const delayMs = delayOn(way, n)
  const held = happens(way, way.reorder, n, dice.order) ? holdMs(thrown(way, n, dice.hold)) : 0
  const isDouble = happens(way, way.duplicate, n, dice.duplicate)
  if (corruption === null && held === 0 && delayMs === 0 && !isDouble) return null
  const copy = { delayMs: delayMs + held, overtaken: held > 0, corruption }
  if (!isDouble) return [copy]
  return [copy, { delayMs: delayOn(way, n, dice.again), overtaken: false, corruption: null }]
}

/** How much longer any frame takes, ms; what stands before it on its way it never overtakes. */
export function delayOn(way: Way | null, n: number, which = dice.jitter): number {
  if (way === null) return 0
  const drawn = way.jitterUs === 0 ? 0 : thrown(way, n, which) % (way.jitterUs + 1)
  return (way.delayUs + drawn) / 1_000
}

/** What a hand does to one message. */
export function verdictByHand(fault: MessageFault, seed: number): readonly Copy[] {
  const usual: Copy = { delayMs: 0, overtaken: false, corruption: null }
  const start = diceOf(seed, `by hand ${fault.sent.join('/')}`)
  switch (fault.do) {
    case 'drop':
      return lost
    case 'delay':
      return [{ ...usual, delayMs: fault.delayMs }]
    case 'duplicate':
      return [usual, usual]
    case 'reorder':
      return [{ ...usual, overtaken: true, delayMs: holdMs(die(start, dice.hold)) }]
    case 'corrupt':
      return [{ ...usual, corruption: die(start, dice.part) }]
  }
}

/** Long enough for others to go by. */
function holdMs(drawn: number): number {
  return 1 + (drawn % (limits.overtakenMs * 1_000)) / 1_000
}

function happens(way: Way, chance: number, n: number, which: number): boolean {
  return chance > 0 && thrown(way, n, which) % 1_000_000 < chance
}

function thrown(way: Way, n: number, which: number): number {
  return die(way.dice, n * diceOfOne + which)
}
