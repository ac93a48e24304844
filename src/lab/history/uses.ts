/**
 * Operations of unknown outcome: how many of each sort were called, and numbers for the sets of
 * those that a configuration has let take effect. A set is a text with a count at each sort's place.
 */
export const nothingUsed = 0

export class Uses {
  private sets: string[] = ['']
  private byText = new Map<string, number>([['', nothingUsed]])
  private readonly free = new Map<number, number>()

  /** `isEndless`: each may take effect as often as wanted, which only makes more possible. */
  constructor(private readonly isEndless: boolean) {}

  /** Another one of this sort may take effect from now on. */
  add(sort: number): void {
    this.free.set(sort, (this.free.get(sort) ?? 0) + 1)
  }

  /** All sorts of which any may ever take effect. */
  sorts(): Iterable<number> {
    return this.free.keys()
  }

  hasFree(used: number, sort: number): boolean {
    return countOf(this.sets[used]!, sort) < (this.free.get(sort) ?? 0)
  }

  /** How many a set has. */
  sizeOf(used: number): number {
    const text = this.sets[used]!
    let size = 0
    for (let sort = 0; sort < text.length; sort++) size += countOf(text, sort)
    return size
  }

  /** The set with one more of the sort. */
  with(used: number, sort: number): number {
    if (this.isEndless) return nothingUsed
    const text = this.sets[used]!
    return this.numberOf(withCount(text, sort, countOf(text, sort) + 1))
  }

  isWithin(lesser: number, greater: number): boolean {
    if (lesser === greater || lesser === nothingUsed) return true
    const [less, more] = [this.sets[lesser]!, this.sets[greater]!]
    for (let sort = 0; sort < less.length; sort++) {
      if (countOf(less, sort) > countOf(more, sort)) return false
    }
    return true
  }

  /** What all these sets have used is used up and forgotten; gives what is left of each. */
  rebase(used: readonly number[]): readonly number[] {
    let texts = used.map((set) => this.sets[set]!)
    const shortest = Math.min(...texts.map((text) => text.length))
    for (let sort = 0; sort < shortest; sort++) {
      const least = Math.min(...texts.map((text) => countOf(text, sort)))
      if (least === 0) continue
      texts = texts.map((text) => withCount(text, sort, countOf(text, sort) - least))
      const left = (this.free.get(sort) ?? 0) - least
      if (left > 0) this.free.set(sort, left)
      else this.free.delete(sort)
    }
    this.sets = ['']
    this.byText = new Map([['', nothingUsed]])
    return texts.map((text) => this.numberOf(text))
  }

  /** None of this sort can matter any more. */
  forget(sort: number): void {
    this.free.delete(sort)
  }

  private numberOf(text: string): number {
    const known = this.byText.get(text)
    if (known !== undefined) return known
    const set = this.sets.push(text) - 1
    this.byText.set(text, set)
    return set
  }
}

function countOf(text: string, sort: number): number {
  return sort < text.length ? text.charCodeAt(sort) : 0
}

/** Without zeros at the end: one set, one text. */
function withCount(text: string, sort: number, count: number): string {
  const wide = text.padEnd(sort, '\0')
  const next = wide.slice(0, sort) + String.fromCharCode(count) + wide.slice(sort + 1)
  return count === 0 && sort >= text.length - 1 ? next.replace(/\0+$/, '') : next
}
