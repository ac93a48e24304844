/**
 * Drives a node through one benchmark's program, as a box drives one: in slices, with a real clock,
 * between which the thread's own mail comes in. The same file runs in a thread of Node and in a web
 * worker.
 */

import {
  apply,
  type CodeServer,
  formatTerm,
  Node,
  type Recorded,
  receive,
  spawnMonitor,
  stream,
  type Term,
  type Waits,
  type Watch,
} from '../../kernel/index.ts'
import { soon, TraceBatch, workerClock } from '../../web/index.ts'
import type { Exports } from './programs/stopwatch.ts'

export interface Measured {
  readonly operations: number
  readonly ms: number
}

const sliceMs = 4
/** Between two looks at the clock. */
const reductions = 2_000

/** Lets a node work for a while; whether it has more to do. */
export function slice(node: Node, ms = sliceMs): boolean {
  const end = performance.now() + ms
  let more = false
  do more = node.run(reductions)
  while (more && performance.now() < end)
  return more
}

/**
 * The modules that a program tells its figures to. `driver:guarded(size)` runs `m:main(size)` and
 * watches it, so that its failure is told instead of waited for.
 */
export function measuring(
  code: CodeServer,
  done: (measured: Measured) => void,
  failed: (problem: Error) => void,
): void {
  let began = 0
  code.load('stopwatch', '1', {
    start: () => {
      began = performance.now()
    },
    stop: (operations: number) => done({ operations, ms: performance.now() - began }),
  })
  code.load('driver', '1', {
    guarded,
    failed: (reason: Term) => failed(new Error(`m:main ended with ${formatTerm(reason)}`)),
  })
}

function* guarded(size: number): Waits<void> {
  spawnMonitor(['m', 'main', [size]])
  const [, , , , reason] = (yield receive()) as readonly Term[]
  if (reason !== 'normal') apply('driver', 'failed', [reason])
}

export interface Driven {
  readonly measured: Measured
  /** At rest; its processes may still live. */
  readonly node: Node
}

/** What is told meanwhile, and whether it is written into batches that nobody reads. */
export interface Telling {
  readonly watch?: Watch
  readonly batches?: boolean
}

const idle = () => {}
/** What the thread works on: a channel of its own would keep each node for ever. */
let work = idle
const ask = soon(() => work())

/** Runs `m:main(size)` until it said how long it took and nothing is left to do. */
export function drive(
  code: CodeServer,
  program: Exports,
  size: number,
  { watch = { level: 'nothing' }, batches = false }: Telling = {},
): Promise<Driven> {
  return new Promise((resolve, reject) => {
    let measured: Measured | null = null
    code.load('m', '1', program)
    measuring(
      code,
      (figures) => {
        measured = figures
      },
      reject,
    )
    const environment = {
      clock: workerClock(() => {
        node.wake()
        ask()
      }),
      random: stream(1, 'random'),
      transport: { send: () => {} },
      tracer: { record: (event: Recorded) => batches && batch.record(event) },
    }
    const batch = new TraceBatch(() => {})
    const node = new Node({ name: 'n1@bench', creation: 1, code, environment })
    node.watchFor(watch)
    work = () => {
      const more = slice(node)
      batch.flush()
      if (more) ask()
      else if (measured !== null) {
        work = idle
        resolve({ measured, node })
      }
    }
    node.spawn(['driver', 'guarded', [size]])
    ask()
  })
}
