/**
 * Benchmarks of questions and answers: a selective receive before a full mailbox, calls by hand,
 * gen_server and supervisor. `main` takes the size; erl/bench.erl does the same work.
 */
import {
  become,
  exit,
  exitTo,
  isReply,
  makeRef,
  type Pid,
  type Ref,
  receive,
  receiveSince,
  self,
  send,
  spawn,
  spawnLink,
  type Term,
  type Waits,
} from '../../../kernel/index.ts'
import { genServer, type StartResult, supervisor } from '../../../otp/index.ts'
import { start, stop } from './stopwatch.ts'

const unwanted = 10_000

/** Size: messages taken past the unwanted ones. */
export const selectiveReceive = {
  *main(count: number): Waits<void> {
    const me = self()
    for (let index = 0; index < unwanted; index++) send(me, ['no', index])
    start()
    for (let left = count; left > 0; left--) {
      send(me, ['yes', left])
      yield receive(isWanted)
    }
    stop(count)
  },
}

function isWanted(message: Term): boolean {
  return Array.isArray(message) && message[0] === 'yes'
}

type Question = readonly ['call', from: Pid, ref: Ref, request: 'inc']

/** Size: calls. */
function* callRaw(count: number): Waits<void> {
  const server = spawn(['m', 'server', []])
  const me = self()
  start()
  for (let left = count; left > 0; left--) {
    const ref = makeRef()
    send(server, ['call', me, ref, 'inc'])
    yield receiveSince(ref, (message) => isReply(message, 'reply', ref))
  }
  stop(count)
  send(server, 'stop')
}

export const callRawGenerator = {
  main: callRaw,
  *server(): Waits<void> {
    for (let state = 1; ; state++) {
      const message = yield receive()
      if (message === 'stop') return
      const [, from, ref] = message as unknown as Question
      send(from, ['reply', ref, state])
    }
  },
}

export const callRawHandler = {
  main: callRaw,
  server: () => become(['m', 'serving'], 0),
  serving(state: number, message: Term): Term {
    if (message === 'stop') return exit('normal')
    const [, from, ref] = message as unknown as Question
    send(from, ['reply', ref, state + 1])
    return state + 1
  },
}

const counter = {
  init: (first: number) => ['ok', first],
  handleCall: (_request: Term, _from: Term, state: number) => ['reply', state + 1, state + 1],
  handleCast: (_message: Term, state: number) => ['noreply', state + 1],
}

function* startCounter(): Waits<Pid> {
  return ((yield* genServer.startLink('m', 0)) as readonly ['ok', Pid])[1]
}

/** Size: calls. */
export const callGenServer = {
  ...counter,
  *main(count: number): Waits<void> {
    const server = yield* startCounter()
    start()
    for (let left = count; left > 0; left--) yield* genServer.call(server, 'inc')
    stop(count)
  },
}

/** Casts that surely fit into a mailbox. */
const wave = 10_000

/** Size: waves of casts; a call after each proves that all of them were handled. */
export const cast = {
  ...counter,
  *main(waves: number): Waits<void> {
    const server = yield* startCounter()
    start()
    for (let left = waves; left > 0; left--) {
      for (let count = wave; count > 0; count--) genServer.cast(server, 'inc')
      yield* genServer.call(server, 'inc')
    }
    stop(waves * wave)
  },
}

const restartsOfEach = 20

/** Size: restarts; few for each supervisor, because it walks through those of its period. */
export const supervisorRestart = {
  *main(count: number): Waits<void> {
    const children: Pid[] = []
    for (let left = count / restartsOfEach; left > 0; left--) {
      yield* supervisor.startLink('m', self())
      children.push(yield* nextChild())
    }
    start()
    for (let child of children) {
      for (let left = restartsOfEach; left > 0; left--) {
        exitTo(child, 'kill')
        child = yield* nextChild()
      }
    }
    stop(count)
  },
  init: (main: Pid) => [
    'ok',
    [
      { strategy: 'one_for_one', intensity: 100, period: 1 },
      [{ id: 'child', start: ['m', 'startChild', [main]], shutdown: 'brutal_kill' }],
    ],
  ],
  startChild: (main: Pid): StartResult => ['ok', spawnLink(['m', 'child', [main]])],
  *child(main: Pid): Waits<void> {
    send(main, ['up', self()])
    yield receive()
  },
}

function* nextChild(): Waits<Pid> {
  return ((yield receive()) as readonly [string, Pid])[1]
}
