/** Two nodes of a world, one of which says numbers to the other: for the tests of faults. */
import { type CodeServer, now, receive, register, self, send, type Term } from '../kernel/index.ts'
import type { Fault } from '../lab/index.ts'
import { World } from './world.ts'

interface Heard {
  readonly at: number
  readonly message: Term
}

/** `n1` says a number to `n2` every 10 ms, from 1 to 40; `disturb` plans the faults. */
export function talk(
  disturb: (plan: (atMs: number, fault: Fault) => void, world: World) => void,
  seed = 1,
) {
  const heard: Heard[] = []
  const program = {
    *listener() {
      register('listener', self())
      for (;;) {
        const message = (yield receive()) as Term
        heard.push({ at: now(), message })
      }
    },
    *speaker() {
      for (let n = 1; n <= 40; n++) {
        send(['listener', 'n2'], ['number', n])
        yield receive(undefined, 10)
      }
    },
  }
  const world: World = new World({
    seed,
    delayMs: [1, 1],
    load: (code: CodeServer) => code.load('m', '1', program),
    revive: (_, name) => void world.start(name, ['m', name === 'n1' ? 'speaker' : 'listener', []]),
  })
  for (const name of ['n1', 'n2', 'n3']) world.addNode(name)
  world.start('n2', ['m', 'listener', []])
  world.start('n1', ['m', 'speaker', []])
  disturb((atMs, fault) => world.at(atMs, () => world.strike(fault)), world)
  world.runUntil(10_000)
  return { heard, world, numbers: heard.map(({ message }) => (message as [string, number])[1]) }
}
