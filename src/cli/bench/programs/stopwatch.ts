/**
 * How a benchmark's program says what to measure. The driver loads the module `stopwatch` into the
 * node's code server; a program reaches it as it reaches any module, by name.
 */
import { apply } from '../../../kernel/index.ts'

/** What a module exports, as a code server takes it. */
export type Exports = Readonly<Record<string, unknown>>

/** From now on it counts. */
export function start(): void {
  apply('stopwatch', 'start', [])
}

/** So many operations were done since the start. */
export function stop(operations: number): void {
  apply('stopwatch', 'stop', [operations])
}
