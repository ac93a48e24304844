/**
 * Where the events of one life of a node stand, by their numbers. Numbers follow each other, and
 * mostly their places do: what is kept is where such runs begin.
 */

export class EventPlaces {
  /** Of each run: its first number, that one's place, and how many there are. */
  private numbers: number[] = []
  private places: number[] = []
  private lengths: number[] = []
  /** Numbers that came after larger ones: no node tells such, a file may. */
  private late: Map<number, number> | null = null

  /** Of a number that comes again the first place stays. */
  add(number: number, place: number): void {
    const last = this.numbers.length - 1
    const next = last < 0 ? 0 : this.numberOf(last) + this.lengthOf(last)
    if (number < next) {
      if (this.find(number) !== undefined) return
      this.late ??= new Map()
      this.late.set(number, place)
    } else if (last >= 0 && number === next && place === this.placeOf(last) + this.lengthOf(last)) {
      this.lengths[last] = this.lengthOf(last) + 1
    } else {
      this.numbers.push(number)
      this.places.push(place)
      this.lengths.push(1)
    }
  }

  find(number: number): number | undefined {
    const late = this.late?.get(number)
    if (late !== undefined) return late
    let [low, high] = [0, this.numbers.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.numberOf(middle) <= number) low = middle + 1
      else high = middle
    }
    const run = low - 1
    const after = run < 0 ? Number.POSITIVE_INFINITY : number - this.numberOf(run)
    return run >= 0 && after < this.lengthOf(run) ? this.placeOf(run) + after : undefined
  }

  /** Forgets the runs that end before that place. */
  letGo(before: number): void {
    let gone = 0
    while (gone < this.places.length && this.placeOf(gone) + this.lengthOf(gone) <= before) gone++
    // Its end stays known: what comes later has a larger number.
    const dropped = Math.min(gone, this.places.length - 1)
    for (const column of [this.numbers, this.places, this.lengths]) column.splice(0, dropped)
    for (const [number, place] of this.late ?? []) if (place < before) this.late?.delete(number)
  }

  /** Another one that knows those before that place. */
  cutAt(end: number): EventPlaces {
    const copy = new EventPlaces()
    const runs = this.places.findLastIndex((place) => place < end) + 1
    copy.numbers = this.numbers.slice(0, runs)
    copy.places = this.places.slice(0, runs)
    copy.lengths = this.lengths.slice(0, runs)
    const last = runs - 1
    if (last >= 0) copy.lengths[last] = Math.min(this.lengthOf(last), end - this.placeOf(last))
    const late = [...(this.late ?? [])].filter(([, place]) => place < end)
    if (late.length > 0) copy.late = new Map(late)
    return copy
  }

  private numberOf(run: number): number {
    return this.numbers[run] as number
  }

  private placeOf(run: number): number {
    return this.places[run] as number
  }

  private lengthOf(run: number): number {
    return this.lengths[run] as number
  }
}
