/** How a benchmark's answer, ours or anybody's, becomes the figure that is compared. */
import type { BeamAnswer } from './beam.ts'
import type { Benchmark } from './catalogue.ts'
import type { Measured } from './drive.ts'
import type { Place } from './places.ts'

/** A question of a given size. */
type Asking = (size: number) => unknown

/** One run at that place. */
export async function askPlace(
  { unit }: Pick<Benchmark, 'unit'>,
  question: Asking,
  place: Place,
  size: number,
): Promise<number> {
  if (unit === 'bytes') return weigh(question, place, size)
  const { operations, ms } = await place.ask<Measured>(await question(size))
  return figureOf({ unit }, [operations, ms * 1e6])
}

/** What so many processes more weigh; both nodes have all that a node has. */
async function weigh(question: Asking, place: Place, size: number): Promise<number> {
  const few = 1_000
  await place.ask(await question(few))
  const before = await place.heapBytes()
  await place.ask(await question(few + size))
  return ((await place.heapBytes()) - before) / size
}

export function figureOf({ unit }: Pick<Benchmark, 'unit'>, [amount, nanos]: BeamAnswer): number {
  if (unit === 'bytes') return amount / nanos
  return unit === 'ops/s' ? (amount * 1e9) / nanos : nanos / 1e3 / amount
}
