/**
 * What all shrinking has in common: fewer of a list, and plainer ones. It asks by yielding, because
 * whoever answers may have to wait. (ddmin, Zeller and Hildebrandt 2002, on complements alone.)
 */

/** Puts a smaller thing to the question, if it must; returns whether it is the best so far. */
export type Trying<Question, Answer> = Generator<Question, boolean, Answer>

type Items<T, Question, Answer> = Generator<Question, readonly T[], Answer>

/** Without all of them, without halves, quarters … at last without each one. */
export function* withFewer<T, Q, A>(
  items: readonly T[],
  tried: (fewer: readonly T[]) => Trying<Q, A>,
): Items<T, Q, A> {
  let best = items
  for (let size = items.length; size > 0; size >>= 1) {
    // From the end, so that what makes things goes after what uses them.
    for (let from = best.length - size; from > -size; from -= size) {
      const rest = best.filter((_, i) => i < from || i >= from + size)
      if (rest.length < best.length && (yield* tried(rest))) best = rest
    }
  }
  return best
}

/** Each again and again one of its plainer forms, as long as one of them will do. */
export function* withPlainer<T, Q, A>(
  items: readonly T[],
  plainer: (item: T) => Iterable<T>,
  tried: (items: readonly T[]) => Trying<Q, A>,
): Items<T, Q, A> {
  let best = items
  for (let at = 0; at < best.length; at++) {
    for (let isPlainer = true; isPlainer; ) {
      isPlainer = false
      for (const item of plainer(best[at] as T)) {
        const next = best.with(at, item)
        if (!(yield* tried(next))) continue
        best = next
        isPlainer = true
        break
      }
    }
  }
  return best
}
