/** For tests: processes that write, read and sync by chance, and send what rests on it. */
import {
  append,
  become,
  note,
  random,
  read,
  register,
  self,
  send,
  sendAfter,
  sendAfterSync,
  spawnLink,
  type Term,
  trapExit,
  truncate,
  type Waits,
  write,
} from '../kernel/index.ts'
import type { FaultStep } from '../lab/index.ts'

const nodes = ['n1', 'n2', 'n3']
const file = () => `f${random(2)}`
const bytes = () => new Uint8Array(1 + random(700)).fill(random(256))
const anywhere = () => ['scribe', nodes[random(3)] as string] as const

/** Each is done in one go; what is sent rests on what was written before. */
const deeds: readonly ((count: number) => unknown)[] = [
  () => append(file(), bytes()),
  () => append(file(), bytes()),
  () => append(file(), bytes()),
  () => write(file(), random(1_000), bytes()),
  () => truncate(file(), random(1_500)),
  () => read(file()),
  (count) => sendAfterSync(anywhere(), ['stable', count]),
  (count) => sendAfterSync(anywhere(), ['stable', count]),
  (count) => send(anywhere(), ['at once', count]),
]

function* live(count: number, message: Term): Waits<number> {
  note('heard', message)
  if (message !== 'tick') return count
  sendAfter(5 + random(25), self(), 'tick')
  const done = deeds[random(deeds.length)]?.(count)
  const isCode = typeof done === 'object' && done !== null && 'next' in done
  note('did', (isCode ? yield* done as Waits<Term> : done) as Term)
  return count + 1
}

const scribe = {
  root() {
    trapExit(true)
    return become(['scribe', 'keep'], [scribe.born(true), scribe.born(false)])
  },
  born: (isNamed: boolean) => spawnLink(['scribe', 'begin', [isNamed]]),
  keep(pids: readonly Term[], message: Term) {
    if (!Array.isArray(message) || message[0] !== 'EXIT') return pids
    return [scribe.born(message[1] === pids[0]), ...pids.slice(1)]
  },
  begin(isNamed: boolean) {
    if (isNamed) register('scribe', self())
    else trapExit(true)
    sendAfter(1, self(), 'tick')
    return become(['scribe', 'live'], 0)
  },
  live,
}

export const scribeModules = { scribe }
export const scribeStart = ['scribe', 'root', []] as const

const on = (atMs: number, fault: string, node = 'n1') =>
  ({ atMs, do: 'disk', node, fault }) as FaultStep

/** Everything that can go wrong with a disk, and some crashes. */
export const diskFaults: readonly FaultStep[] = [
  { atMs: 1, do: 'random', untilMs: 1_500, diskFaultPerMin: 100, jitterMs: 2 },
  ...[150, 400, 650, 900].map((atMs) => on(atMs, 'failed_flush', 'n2')),
  ...[200, 500, 800].flatMap((atMs): FaultStep[] => [
    on(atMs - 20, atMs === 500 ? 'torn_write' : 'lost_writes'),
    { atMs, do: 'crash', node: 'n1' },
    { atMs: atMs + 10, do: 'restart', node: 'n1' },
    on(atMs + 12, 'slow'),
    { ...on(atMs + 70, 'slow'), on: false } as FaultStep,
    on(atMs + 150, 'rolled_back', 'n3'),
    on(atMs + 170, 'stale_sector', 'n3'),
    { atMs: atMs + 200, do: 'crash', node: 'n3' },
    { atMs: atMs + 220, do: 'restart', node: 'n3' },
  ]),
]
