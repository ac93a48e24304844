/**
 * Benchmarks of lives: processes that come and go, that stay, that are linked or watched. `main`
 * takes the size; erl/bench.erl does the same work.
 */
import {
  become,
  type Pid,
  pause,
  receive,
  self,
  send,
  sendAfter,
  spawn,
  spawnLink,
  spawnMonitor,
  type Term,
  trapExit,
  type Waits,
} from '../../../kernel/index.ts'
import { start, stop } from './stopwatch.ts'

/** As many starts, or sends, before others get their turn. */
const perTurn = 1_000

/** Size: processes that do nothing. */
export const spawnExit = {
  *main(count: number): Waits<void> {
    start()
    for (let left = count; left > 0; left--) {
      spawn(['m', 'nothing', []])
      if (left % perTurn === 0) yield* pause()
    }
    stop(count)
  },
  nothing() {},
}

/** Size: processes that send one message to their parent, which waits for it. */
export const spawnReply = {
  *main(count: number): Waits<void> {
    start()
    const me = self()
    for (let left = count; left > 0; left--) {
      spawn(['m', 'reply', [me]])
      yield receive()
    }
    stop(count)
  },
  reply(to: Pid) {
    send(to, 'done')
  },
}

/** Size: processes that live on after they have handled one message each. */
function* live(count: number): Waits<void> {
  start()
  const all: Pid[] = []
  for (let left = count; left > 0; left--) {
    all.push(spawn(['m', 'idle', [0]]))
    if (left % perTurn === 0) yield* pause()
  }
  for (let index = 0; index < count; index++) {
    send(all[index] as Pid, ['inc', 1])
    if (index % perTurn === 0) yield* pause()
  }
  for (const pid of [all[0], all[count - 1]]) {
    send(pid as Pid, ['sync', self()])
    yield receive()
  }
  stop(count)
}

/** They stay for as long as their main: to the end of the node. */
function* liveOn(count: number): Waits<void> {
  yield* live(count)
  yield receive()
}

const idle = {
  *idle(first: number): Waits<void> {
    let sum = first
    for (;;) {
      const [tag, value] = (yield receive()) as unknown as readonly [string, Term]
      if (tag === 'inc') sum += value as number
      else send(value as Pid, sum)
    }
  },
}

const idleHandler = {
  idle: (first: number) => become(['m', 'idling'], first),
  idling(sum: number, [tag, value]: readonly [string, Term]): Term {
    if (tag === 'inc') return sum + (value as number)
    send(value as Pid, sum)
    return sum
  },
}

export const spawnLive = { main: live, ...idle }
export const spawnLiveHandlers = { main: live, ...idleHandler }
export const bytes = { main: liveOn, ...idle }
export const bytesHandlers = { main: liveOn, ...idleHandler }

/** Size: linked processes whose ends come as messages. */
export const linkExit = {
  *main(count: number): Waits<void> {
    trapExit(true)
    start()
    for (let left = count; left > 0; left--) {
      spawnLink(['m', 'nothing', []])
      yield receive()
    }
    stop(count)
  },
  nothing() {},
}

/** Size: watched processes. */
export const monitorDown = {
  *main(count: number): Waits<void> {
    start()
    for (let left = count; left > 0; left--) {
      spawnMonitor(['m', 'nothing', []])
      yield receive()
    }
    stop(count)
  },
  nothing() {},
}

/** Size: timers, due after 1 to 20 ms. */
export const timers = {
  *main(count: number): Waits<void> {
    start()
    const me = self()
    for (let index = 0; index < count; index++) sendAfter(1 + (index % 20), me, 'due')
    for (let left = count; left > 0; left--) yield receive()
    stop(count)
  },
}
