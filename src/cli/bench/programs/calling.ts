/** Calls `work:func()` so often, with a fresh budget of rounds each time. Size: calls. */
import { apply, pause, type Waits } from '../../../kernel/index.ts'
import { start, stop } from './stopwatch.ts'

export function calling(func: string) {
  return {
    *main(times: number): Waits<void> {
      start()
      for (let left = times; left > 0; left--) {
        apply('work', func, [])
        yield* pause()
      }
      stop(times)
    },
  }
}
