/** What was held back and can't leave any more: the disk failed, the node crashed, the link broke. */
import { describe, expect, it } from 'vitest'
import { World } from '../../sim/index.ts'
import {
  append,
  exit,
  type Pid,
  read,
  receive,
  self,
  send,
  sendAfterSync,
  spawn,
  stream,
  sync,
  type Term,
  trapExit,
  type Waits,
} from '../index.ts'

const writer = 'n1@a'
const reader = 'n1@b'
const record = new Uint8Array([7])

interface Run {
  readonly world: World
  readonly heard: Term[]
  readonly said: unknown[]
}

/** `main` on one node, with the pid of a process on the other that hears. */
function begin(
  main: (listener: Pid, say: (...terms: unknown[]) => void) => Waits<void>,
  more: object = {},
): Run {
  const heard: Term[] = []
  const said: unknown[] = []
  const functions = {
    *listen(): Waits<void> {
      for (;;) heard.push((yield receive()) as Term)
    },
    main: (listener: Pid) => main(listener, (...terms) => said.push(...terms)),
    ...more,
  }
  const world = new World({ seed: 1, load: (code) => code.load('m', '1', functions) })
  for (const name of [writer, reader]) world.addNode(name)
  world.start(writer, ['m', 'main', [world.start(reader, ['m', 'listen', []])]])
  return { world, heard, said }
}

function exitsOf({ trace }: World): Term[] {
  const found: Term[] = []
  for (let index = trace.first; index < trace.end; index++) {
    const { kind, term } = trace.at(index)
    if (kind === 'exit') found.push(term)
  }
  return found
}

describe('when a sync fails', () => {
  it('what rests on it never leaves, its sender ends, and what stood behind goes on', () => {
    const { world, heard } = begin(function* (listener) {
      yield* append('log', record)
      sendAfterSync(listener, 'promise')
      send(listener, 'plain')
      yield receive()
    })
    world.disk(writer).fault('failed_flush')
    world.runUntil(100)
    expect(heard).toEqual(['plain'])
    expect(exitsOf(world)).toEqual([['sync', 'log', 'eio']])
  })

  it('nothing that rests on its writes leaves a process that lives on, whatever the disk says', () => {
    const { world, heard, said } = begin(function* (listener, say) {
      trapExit(true)
      yield* append('log', record)
      sendAfterSync(listener, 'promise')
      say(yield receive())
      say(yield* sync('log'), sendAfterSync(listener, 'again'))
    })
    world.disk(writer).fault('failed_flush')
    world.runUntil(100)
    expect(heard).toEqual([])
    expect(said).toEqual([
      ['EXIT', expect.anything(), ['sync', 'log', 'eio']],
      'ok',
      ['error', 'eio'],
    ])
  })

  it('nothing of other processes leaves that had written to the same file', () => {
    const { world, heard, said } = begin(
      function* (listener, say) {
        yield* append('log', record)
        spawn(['m', 'other', [self()]])
        yield receive()
        // The failure was told to the other one: this one's own try goes well.
        say(yield* sync('log'), sendAfterSync(listener, 'promise'))
      },
      {
        *other(to: Pid): Waits<void> {
          send(to, yield* sync('log'))
        },
      },
    )
    world.disk(writer).fault('failed_flush')
    world.runUntil(100)
    expect(said).toEqual(['ok', ['error', 'eio']])
    expect(heard).toEqual([])
  })

  it('it is an answer to those who waited for it, and the next process begins anew', () => {
    const { world, heard, said } = begin(
      function* (listener, say) {
        yield* append('log', record)
        say(yield* sync('log'))
        spawn(['m', 'successor', [listener]])
        exit('normal')
      },
      {
        *successor(listener: Pid): Waits<void> {
          yield* append('log', record)
          sendAfterSync(listener, 'anew')
        },
      },
    )
    world.disk(writer).fault('failed_flush')
    world.runUntil(100)
    expect(said).toEqual([['error', 'eio']])
    expect(heard).toEqual(['anew'])
  })

  it('what an ended process had left behind never leaves either', () => {
    const { world, heard } = begin(function* (listener) {
      yield* append('log', record)
      sendAfterSync(listener, 'promise')
    })
    world.disk(writer).fault('failed_flush')
    world.runUntil(100)
    expect(heard).toEqual([])
    expect(exitsOf(world)).toEqual(['normal'])
  })
})

it('what is held back for a node is lost with the connection, in order', () => {
  const { world, heard } = begin(function* (listener) {
    yield receive(undefined, 10)
    yield* append('log', record)
    sendAfterSync(listener, 'promise')
    send(listener, 'plain')
    yield receive(undefined, 20)
    send(listener, 'later')
  })
  // The write takes less than 0.1 ms, the sync more than 0.5.
  world.runUntil(10.2)
  world.cut('a', 'b')
  world.runUntil(10.3)
  world.mend('a', 'b')
  world.runUntil(100)
  expect(heard).toEqual(['later'])
})

describe('in 200 worlds whose writer crashes', () => {
  const worlds = Array.from({ length: 200 }, (_, seed) => seed)

  /** How many records were acknowledged, and how many of those the next life doesn't find. */
  function crash(
    seed: number,
    tell: (to: Pid, message: Term) => unknown,
    fault: 'none' | 'lying_flush' = 'none',
  ): { told: number; forgotten: number } {
    const acknowledged: Term[] = []
    let found: Term[] | null = null
    const functions = {
      *listen(): Waits<void> {
        for (;;) acknowledged.push((yield receive()) as Term)
      },
      *write(listener: Pid): Waits<void> {
        for (let number = 1; number < 20; number++) {
          yield* append('log', new Uint8Array([number]))
          tell(listener, number)
        }
        yield receive()
      },
      *recover(): Waits<void> {
        const answer = yield* read('log')
        found = answer === 'eof' ? [] : [...(answer[1] as Uint8Array)]
      },
    }
    const world = new World({ seed, load: (code) => code.load('m', '1', functions) })
    for (const name of [writer, reader]) world.addNode(name)
    world.start(writer, ['m', 'write', [world.start(reader, ['m', 'listen', []])]])
    world.disk(writer).fault(fault)
    world.runUntil((stream(seed, 'when').next() % 8_000) / 1_000)
    world.stopNode(writer)
    world.runUntil(20)
    world.addNode(writer)
    world.start(writer, ['m', 'recover', []])
    world.runUntil(30)
    if (found === null) throw new Error('nobody has read the log')
    const forgotten = acknowledged.filter((number) => !(found as Term[]).includes(number))
    return { told: acknowledged.length, forgotten: forgotten.length }
  }

  it('no acknowledgement under the verb is of a record that is lost', () => {
    const crashes = worlds.map((seed) => crash(seed, sendAfterSync))
    expect(worlds.filter((seed) => crashes[seed]?.forgotten !== 0)).toEqual([])
    expect(crashes.filter(({ told }) => told > 0).length).toBeGreaterThan(100)
  })

  it('some without it are', () => {
    const bad = worlds.filter((seed) => crash(seed, send).forgotten > 0)
    expect(bad.length).toBeGreaterThan(50)
  })

  it('some under it are when the disk lies', () => {
    const bad = worlds.filter((seed) => crash(seed, sendAfterSync, 'lying_flush').forgotten > 0)
    expect(bad.length).toBeGreaterThan(50)
  })
})
