/**
 * The states of one key as numbers, seen from its observers (gets, and what cas compares): a value
 * that no observer to come can tell from others, not even after appends, is `unseen`, and all such
 * values are one state. This keeps apart only what can still make a difference.
 */

export const absent = 0
export const unseen = 1

/** A value that an operation compares with, and where in the history it returns. */
export interface Observed {
  readonly value: string | null
  readonly until: number
}

export class States {
  /** By state: the last place in the history where it can be observed. */
  private readonly seenUntil: number[] = [-1, -1]
  private readonly texts: string[] = ['', '']
  private readonly byText = new Map<string, number>()
  private readonly appended = new Map<string, Map<number, number>>()
  /** All observed texts, sorted, and the last place of each. */
  private readonly observed: readonly string[]
  private readonly latest: LatestInRange

  constructor(observed: readonly Observed[]) {
    const until = new Map<string, number>()
    for (const { value, until: at } of observed) {
      if (value !== null) until.set(value, Math.max(at, until.get(value) ?? -1))
      this.seenUntil[absent] = Math.max(at, this.seenUntil[absent]!)
    }
    this.observed = [...until.keys()].sort((a, b) => (a < b ? -1 : 1))
    this.latest = new LatestInRange(this.observed.map((text) => until.get(text)!))
  }

  of(value: string | null): number {
    if (value === null) return absent
    const known = this.byText.get(value)
    if (known !== undefined) return known
    const [from, to] = this.observersOf(value)
    if (from === to) return unseen
    // A part of a longer text shares its memory: a log that only grows would be kept many times.
    const text = this.observed[from]!.slice(0, value.length)
    const state = this.texts.push(text) - 1
    this.byText.set(text, state)
    this.seenUntil.push(this.latest.in(from, to))
    return state
  }

  /** What an append makes of a state. To append to an absent key is to put. */
  append(state: number, text: string): number {
    if (state === unseen) return unseen
    if (state === absent) return this.of(text)
    const results = this.appended.get(text) ?? new Map<number, number>()
    this.appended.set(text, results)
    const result = results.get(state) ?? this.of(this.texts[state]! + text)
    results.set(state, result)
    return result
  }

  /** The state as it counts from place `at` on. */
  from(at: number, state: number): number {
    return this.seenUntil[state]! >= at ? state : unseen
  }

  /** The range of observed texts that begin with this one. */
  private observersOf(text: string): readonly [number, number] {
    const from = this.firstWhere((other) => other >= text)
    const to = this.firstWhere((other) => other >= text && !other.startsWith(text))
    return [from, to]
  }

  private firstWhere(isBeyond: (text: string) => boolean): number {
    let [low, high] = [0, this.observed.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if (isBeyond(this.observed[middle]!)) high = middle
      else low = middle + 1
    }
    return low
  }
}

/** The greatest of any stretch of a list, by stretches whose lengths are powers of two. */
class LatestInRange {
  private readonly levels: number[][]

  constructor(list: number[]) {
    this.levels = [list]
    for (let width = 1; 2 * width <= list.length; width *= 2) {
      const below = this.levels.at(-1)!
      const count = list.length - 2 * width + 1
      this.levels.push(
        Array.from({ length: count }, (_, i) => Math.max(below[i]!, below[i + width]!)),
      )
    }
  }

  in(from: number, to: number): number {
    const level = 31 - Math.clz32(to - from)
    const row = this.levels[level]!
    return Math.max(row[from]!, row[to - 2 ** level]!)
  }
}
