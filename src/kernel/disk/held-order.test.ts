/** What is sent after a held message: it never overtakes, and waits no more than it must. */
import { describe, expect, it } from 'vitest'
import { World } from '../../sim/index.ts'
import {
  append,
  exitTo,
  limits,
  link,
  monitor,
  type Pid,
  receive,
  send,
  sendAfterSync,
  spawn,
  spawnOn,
  trapExit,
  type Waits,
} from '../index.ts'
import { eventsOf, type Heard, here, type Main, program, record, there } from './held-trial.ts'

interface Seen {
  readonly world: World
  readonly heard: Heard
}

/** Two nodes: `main` on one of them, `listen` on the other, or on the same. */
function begin(main: Main, { at = there, more = {}, mesh = true } = {}): Seen {
  const heard: Heard = []
  const functions = { ...program(main, heard), ...more }
  const world = new World({ seed: 1, mesh, load: (code) => code.load('m', '1', functions) })
  for (const name of [here, there]) world.addNode(name)
  world.start(here, ['m', 'main', [world.start(at, ['m', 'listen', []])]])
  return { world, heard }
}

const messages = ({ heard }: Seen) => heard.map(([message]) => message)

const late = (listener: Pid) => {
  send(listener, 'late')
}

describe('what is sent later', () => {
  it('waits behind it on the way to the same node, and nowhere else', () => {
    const heardHere: unknown[] = []
    const seen = begin(
      function* (listener) {
        const other = spawn(['m', 'near', []])
        yield* append('log', record)
        sendAfterSync(listener, 1)
        send(listener, 2)
        send(['listener', there], 3)
        send(other, 'near')
      },
      {
        more: {
          *near(): Waits<void> {
            heardHere.push(yield receive(), 'before', heardHere.length)
          },
        },
      },
    )
    seen.world.runUntil(0.4)
    expect(heardHere).toEqual(['near', 'before', 0])
    expect(seen.heard).toEqual([])
    seen.world.runUntil(100)
    expect(messages(seen)).toEqual([1, 2, 3])
  })

  it('to another process of the same node doesn’t wait', () => {
    const seen = begin(
      function* (listener) {
        const other = spawn(['m', 'relay', [listener]])
        yield* append('log', record)
        sendAfterSync(listener, 'held')
        send(other, 'quick')
      },
      {
        at: here,
        more: {
          *relay(listener: Pid): Waits<void> {
            send(listener, yield receive())
          },
        },
      },
    )
    seen.world.runUntil(100)
    expect(messages(seen)).toEqual(['quick', 'held'])
  })

  it('of another kind keeps its place, too', () => {
    const seen = begin(
      function* (listener) {
        trapExit(true)
        yield* append('log', record)
        sendAfterSync(listener, 1)
        exitTo(listener, 'please')
        monitor(listener)
        send(listener, 2)
        link(listener)
        yield* spawnOn(there, ['m', 'late', [listener]])
        // Asked for behind all that, and answered.
        sendAfterSync(listener, 4)
      },
      { more: { late } },
    )
    seen.world.runUntil(100)
    expect(messages(seen).slice(0, 3)).toEqual([1, ['EXIT', expect.anything(), 'please'], 2])
    const kinds = eventsOf(seen.world.trace)
      .filter(({ node, kind }) => node === there && ['delivered', 'monitor', 'link'].includes(kind))
      .map(({ kind, term }) => (kind === 'delivered' ? term : kind))
    expect(kinds.slice(0, 5)).toEqual([
      1,
      ['EXIT', expect.anything(), 'please'],
      'monitor',
      2,
      'link',
    ])
    expect(messages(seen)).toContain('late')
  })

  it('doesn’t overtake it on a connection that is only beginning', () => {
    const seen = begin(
      function* (listener) {
        yield* append('log', record)
        send(listener, 1)
        sendAfterSync(listener, 2)
        send(listener, 3)
        yield receive(undefined, 20)
        send(listener, 4)
      },
      { mesh: false },
    )
    seen.world.runUntil(100)
    expect(messages(seen)).toEqual([1, 2, 3, 4])
  })

  it.each([there, here])('keeps its place when nobody looks, to %s', (at) => {
    const seen = begin(
      function* (listener) {
        yield* append('log', record)
        sendAfterSync(listener, 1)
        send(listener, 2)
      },
      { at },
    )
    for (const { name } of seen.world.living) seen.world.node(name).watchFor({ level: 'nothing' })
    seen.world.runUntil(0.4)
    expect(messages(seen)).toEqual([])
    seen.world.runUntil(100)
    expect(messages(seen)).toEqual([1, 2])
  })

  it('is bounded: whoever sends more ends', () => {
    const seen = begin(function* (listener) {
      yield* append('log', record)
      for (let count = 0; count <= limits.held; count++) sendAfterSync(listener, count)
    })
    seen.world.node(here).watchFor({ level: 'life' })
    seen.world.runUntil(0.4)
    const ended = eventsOf(seen.world.trace)
      .filter(({ kind }) => kind === 'exit')
      .map(({ term }) => term)
    expect(ended).toEqual([['system_limit', 'held']])
  })

  it('of other processes doesn’t wait', () => {
    const seen = begin(
      function* (listener) {
        yield* append('log', record)
        sendAfterSync(listener, 'slow')
        spawn(['m', 'quick', [listener]])
      },
      {
        more: {
          quick: (listener: Pid) => {
            send(listener, 'quick')
          },
        },
      },
    )
    seen.world.runUntil(100)
    expect(messages(seen)).toEqual(['quick', 'slow'])
  })
})
