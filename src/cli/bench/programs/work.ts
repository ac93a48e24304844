/**
 * Plain code as a learner might write it, measured with the compiler's guards and without. Read as
 * text: see compiled-work.ts. erl/bench_otp.erl does the same work.
 */
export function calls() {
  return fib(20)
}

function fib(n: number): number {
  return n < 2 ? n : fib(n - 1) + fib(n - 2)
}

/** Sorts two hundred numbers by insertion. */
export function loops() {
  const sorted: number[] = []
  let drawn = 1
  for (let count = 0; count < 200; count++) {
    drawn = (drawn * 16807) % 2147483647
    let at = sorted.length
    sorted.push(drawn)
    while (at > 0 && (sorted[at - 1] as number) > drawn) {
      sorted[at] = sorted[at - 1] as number
      at--
    }
    sorted[at] = drawn
  }
  return sorted.length
}
