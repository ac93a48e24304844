/**
 * For tests of what spans nodes: runs a test's own functions in processes of a world's nodes and
 * tells what came of them. Programs can't do that: a process runs what a module exports by name.
 */
import {
  Doomed,
  exitTo,
  isAlive,
  isWaiting,
  type Pid,
  Raised,
  reasonOf,
  receive,
  type Start,
  type Term,
  type Waits,
} from '../../kernel/index.ts'

/** What a process of a test runs. */
export type Job<T = unknown> = () => Waits<T> | T

/** The world that the crew works in. */
export interface Stage {
  readonly now: number
  runUntil(timeMs: number): void
  start(node: string, start: Start): Pid
}

const run = (index: number): Start => ['crew', 'run', [index]]

/** `functions` are to be loaded as the module `crew`; `on` is for the world that has them. */
export function crew() {
  const jobs: Job[] = []
  const functions = {
    *run(index: number): Waits<unknown> {
      const result = (jobs[index] as Job)()
      return isWaiting(result) ? yield* result : result
    },
    *sleep(): Waits<void> {
      yield receive()
    },
  }
  return { functions, on: (world: Stage) => at(world, jobs) }
}

function at(world: Stage, jobs: Job[]) {
  const pass = (ms: number) => world.runUntil(world.now + ms)
  const start = (node: string, job: Job): Pid => world.start(node, run(jobs.push(job) - 1))
  /** What a job answers within that time: its value, `[class, reason]`, or `'still waits'`. */
  const ask = (node: string, job: Job, ms = 50): unknown => {
    let answer: unknown = 'still waits'
    start(node, function* () {
      answer = yield* outcome(job)
    })
    pass(ms)
    return answer
  }
  /** A process that keeps what it hears from now on, after `first`. */
  const hear = (node: string, first: Job = () => null): Term[] => {
    const heard: Term[] = []
    start(node, function* () {
      const prepared = first()
      if (isWaiting(prepared)) yield* prepared
      for (;;) heard.push((yield receive()) as Term)
    })
    pass(5)
    return heard
  }
  const sleeper = (node: string): Pid => world.start(node, ['crew', 'sleep', []])
  const lives = (pid: Pid): unknown => ask(pid.node, () => isAlive(pid), 0)
  const kill = (pid: Pid, reason: Term = 'kill') => ask(pid.node, () => exitTo(pid, reason), 20)
  return { pass, start, ask, hear, sleeper, lives, kill }
}

function* outcome(job: Job): Waits<unknown> {
  try {
    const result = job()
    return isWaiting(result) ? yield* result : result
  } catch (thrown) {
    if (thrown instanceof Doomed) throw thrown
    if (thrown instanceof Raised) return [thrown.kind, thrown.reason]
    return ['error', (reasonOf(thrown) as readonly Term[])[0]]
  }
}
