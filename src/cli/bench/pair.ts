/**
 * Two nodes in two workers, joined by a port as the nodes of one tab are: a box's own post and
 * codec, frames that leave when a slice of work ends. One drives the benchmark, the other answers.
 */

import { CodeServer, decodeFrames, Node } from '../../kernel/index.ts'
import { installBehaviours } from '../../otp/index.ts'
import { Post, postParcel, seededRandom, soon, workerClock } from '../../web/index.ts'
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
    this.place = new Joined(home, nextDoor, port1)
  }

  measure(program: Exports, size: number): Promise<Measured> {
    return this.place.measure(program, size)
  }
}

/** The second node: it lives for as long as its worker. */
export function answerOn(port: MessagePort, program: Exports): void {
  new Joined(nextDoor, home, port).load(program)
}

/** A node with a port to another one. See BoxedNode of web. */
class Joined {
  private readonly code = new CodeServer()
  private readonly node: Node
  private readonly post: Post
  private readonly ask = soon(() => this.slice())

  constructor(name: string, other: string, port: MessagePort) {
    installBehaviours(this.code)
    this.post = new Post(
      (_, bytes) => postParcel(port, bytes),
      () => {
        throw new Error('a frame was too large')
      },
    )
    const environment = {
      clock: workerClock(() => {
        this.node.wake()
        this.ask()
      }),
      random: seededRandom(1),
      transport: this.post,
      tracer: { record: () => {} },
    }
    this.node = new Node({ name, creation: 1, code: this.code, environment })
    this.node.watchFor({ level: 'nothing' })
    this.node.nodeUp(other, 1)
    port.onmessage = ({ data }: MessageEvent<{ readonly bytes: Uint8Array }>) => {
      for (const frame of decodeFrames(data.bytes)) this.node.deliver(frame)
      this.slice()
    }
  }

  load(program: Exports): void {
    this.code.load('m', '1', program)
  }

  measure(program: Exports, size: number): Promise<Measured> {
    this.load(program)
    return new Promise((resolve, reject) => {
      measuring(this.code, resolve, reject)
      this.node.spawn(['driver', 'guarded', [size]])
      this.ask()
    })
  }

  private slice(): void {
    const more = slice(this.node)
    this.post.flush()
    if (more) this.ask()
  }
}
