/** A node at its disk, for tests: what it writes, what it finds there after a crash. */
import { append, read, sync, type Waits } from '../kernel/index.ts'
import type { DiskFault } from '../lab/index.ts'
import { World } from './index.ts'

const name = 'n1@a'
type Say = (...terms: unknown[]) => void

export class Desk {
  readonly world: World
  private runs = 0

  constructor(seed = 1) {
    this.world = new World({ seed })
    this.world.addNode(name)
  }

  /** What a new process says that runs `main`. */
  run(main: (say: Say) => Waits<void>): unknown[] {
    const said: unknown[] = []
    const version = String(++this.runs)
    const { code } = this.world.node(name)
    code.load('m', version, { main: () => main((...terms) => said.push(...terms)) })
    this.world.start(name, ['m', 'main', []])
    this.world.runUntil(this.world.now + 5_000)
    return said
  }

  fault(fault: DiskFault, on?: boolean): this {
    this.world.disk(name).fault(fault, on)
    return this
  }

  crash(): this {
    this.world.stopNode(name)
    this.world.addNode(name)
    return this
  }

  /** The whole file `log`. */
  content(): readonly number[] {
    const [answer] = this.run(function* (say) {
      say(yield* read('log'))
    })
    return Array.isArray(answer) ? [...(answer[1] as Uint8Array)] : []
  }

  append(...records: (readonly [value: number, length: number])[]): unknown[] {
    return this.run(function* (say) {
      for (const [value, length] of records) say(yield* append('log', filled(value, length)))
    })
  }

  sync(): unknown {
    return this.run(function* (say) {
      say(yield* sync('log'))
    })[0]
  }
}

export const filled = (value: number, length: number) => new Uint8Array(length).fill(value)
export const list = (value: number, length: number) => [...filled(value, length)]
