/**
 * Columns in a learner's line, when the parser saw the line without its types. The line without
 * types is the learner's line with some runs of words missing; of all ways to see it so, the one
 * with the fewest missing runs is taken. (Sucrase's own source maps go astray after a template
 * string such as `${a}`.)
 */

/** The column, from 1, that `column` of `stripped` has in `original`. */
export function originalColumn(original: string, stripped: string, column: number): number {
  const all = wordsOf(original)
  const kept = wordsOf(stripped)
  const found = kept.findLastIndex(({ start }) => start < column)
  const word = kept[found]
  if (word === undefined) return Math.min(column, original.length + 1)
  const at = align(all, kept)[found]
  // Only text that sucrase made up itself (an enum's object) has words that the original hasn't.
  const start = at === undefined ? Math.max(0, original.indexOf(word.text)) : (all[at]?.start ?? 0)
  return Math.min(start + (column - word.start), original.length + 1)
}

interface Word {
  readonly text: string
  /** From 0. */
  readonly start: number
}

function wordsOf(line: string): Word[] {
  return [...line.matchAll(/[\p{L}\p{N}_$]+|[^\s]/gu)].map(({ 0: text, index }) => ({
    text,
    start: index,
  }))
}

/** For each kept word its place among all, or undefined where none is found. */
function align(all: readonly Word[], kept: readonly Word[]): (number | undefined)[] {
  const places: (number | undefined)[] = []
  const shorter = Math.min(all.length, kept.length)
  let head = 0
  while (head < shorter && all[head]!.text === kept[head]!.text) places[head] = head++
  let tail = 0
  while (tail < shorter - head && all.at(-1 - tail)!.text === kept.at(-1 - tail)!.text) {
    tail++
    places[kept.length - tail] = all.length - tail
  }
  const middle = fewestRuns(
    all.slice(head, all.length - tail),
    kept.slice(head, kept.length - tail),
  )
  for (const [at, place] of middle.entries()) places[head + at] = head + place
  return places
}

/** Longer lines than this many pairs of words aren't aligned: nobody reads them. */
const maxPairs = 250_000

function fewestRuns(all: readonly Word[], kept: readonly Word[]): number[] {
  const width = kept.length + 1
  const cells = (all.length + 1) * width
  if (cells > maxPairs) return []
  // At i * width + j: how many runs are missing if all[i…] holds kept[j…]. Inside of a run, the
  // next word may be missing for nothing; from outside it costs one.
  const inside = new Float64Array(cells).fill(Number.POSITIVE_INFINITY)
  const outside = inside.slice()
  inside[cells - 1] = outside[cells - 1] = 0
  for (let i = all.length - 1; i >= 0; i--) {
    for (let j = kept.length; j >= 0; j--) {
      const here = i * width + j
      const same = all[i]!.text === kept[j]?.text
      const taken = same ? outside[here + width + 1]! : Number.POSITIVE_INFINITY
      const missing = inside[here + width]!
      inside[here] = Math.min(taken, missing)
      outside[here] = Math.min(taken, missing + 1)
    }
  }
  return outside[0] === Number.POSITIVE_INFINITY ? [] : follow(all, kept, inside, outside)
}

function follow(
  all: readonly Word[],
  kept: readonly Word[],
  inside: Float64Array,
  outside: Float64Array,
): number[] {
  const places: number[] = []
  let best = outside
  for (let i = 0; i < all.length && places.length < kept.length; i++) {
    const here = i * (kept.length + 1) + places.length
    const same = all[i]!.text === kept[places.length]!.text
    if (same && best[here] === outside[here + kept.length + 2]) {
      places.push(i)
      best = outside
    } else {
      best = inside
    }
  }
  return places
}
