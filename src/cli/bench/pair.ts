/**
 * Two nodes in two workers, joined by a port as the nodes of one tab are: a box's own post and
 * codec, frames that leave when a slice of work ends. One drives the benchmark, the other answers.
 */

import {
  type CodeServer,
  decodeFrames,
  Node,
  type Pid,
  type Recorded,
  type Start,
  stream,
} from '../../kernel/index.ts'
import { newCodeServer, Post, postParcel, soon, workerClock } from '../../web/index.ts'
import { type Measured, measuring, slice } from './drive.ts'
import { nextDoor } from './programs/distribution.ts'
import type { Exports } from './programs/stopwatch.ts'

/** Starts another worker with this script, and asks it. */
export type Another = (question: unknown, ports: readonly MessagePort[]) => void

const home = 'n1@bench'

/** The first node, and the means to measure `m:main` on it. */
export class Pair {
  private readonly place: Joined

  constructor(answers: unknown, another: Another) {
    const { port1, port2 } = new MessageChannel()
    another({ ...(answers as object), port: port2 }, [port2])
    this.place = new Joined(home)
    this.place.join(nextDoor, port1)
  }

  measure(program: Exports, size: number): Promise<Measured> {
    return this.place.measure(program, size)
  }
}

/** The second node: it lives for as long as its worker. */
export function answerOn(port: MessagePort, program: Exports): void {
  const place = new Joined(nextDoor)
  place.load(program)
  place.join(home, port)
}

/**
 * Node's message ports take turns only when one has no more messages, or after a thousand: work that
 * is done in a port's turn would keep the mail of all others waiting.
 */
const portsTakeTurns = typeof setImmediate !== 'function'

/** As `soon` of a box. */
function afterMail(work: () => void): () => void {
  if (portsTakeTurns) return soon(work)
  let asked = false
  return () => {
    if (asked) return
    asked = true
    setImmediate(() => {
      asked = false
      work()
    })
  }
}

/** A node with a port to each other one. See BoxedNode of web. */
export class Joined {
  readonly code: CodeServer = newCodeServer()
  readonly node: Node
  private readonly ports = new Map<string, MessagePort>()
  private readonly post: Post
  private readonly ask = afterMail(() => this.slice())

  /**
   * `record` gets the trace's events of what is watched: nothing, until the node is told. `sliceMs`:
   * how long it works between two looks at the post; as long as a node alone, without it.
   */
  constructor(
    name: string,
    record: (event: Recorded) => void = () => {},
    private readonly sliceMs?: number,
  ) {
    this.post = new Post(
      (to, bytes) => postParcel(this.ports.get(to) as MessagePort, bytes),
      () => {
        throw new Error('a frame was too large')
      },
    )
    const environment = {
      clock: workerClock(() => {
        this.node.wake()
        this.ask()
      }),
      random: stream(1, 'random'),
      transport: this.post,
      tracer: { record },
    }
    this.node = new Node({ name, creation: 1, code: this.code, environment })
    this.node.watchFor({ level: 'nothing' })
  }

  join(other: string, port: MessagePort): void {
    this.ports.set(other, port)
    this.node.nodeUp(other, 1)
    port.onmessage = ({ data }: MessageEvent<{ readonly bytes: Uint8Array }>) => {
      this.node.deliver(decodeFrames(data.bytes))
      if (portsTakeTurns) this.slice()
      else this.ask()
    }
  }

  load(program: Exports): void {
    this.code.load('m', '1', program)
  }

  measure(program: Exports, size: number): Promise<Measured> {
    this.load(program)
    return new Promise((resolve, reject) => {
      measuring(this.code, resolve, reject)
      this.start(['driver', 'guarded', [size]])
    })
  }

  start(start: Start): Pid {
    this.ask()
    return this.node.spawn(start)
  }

  private slice(): void {
    const more = slice(this.node, this.sliceMs)
    this.post.flush()
    if (more) this.ask()
  }
}
