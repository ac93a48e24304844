/** The verb of stable storage: no message leaves before the writes that it rests on are stable. */
import { describe, expect, it } from 'vitest'
import { World } from '../../sim/index.ts'
import {
  afterSync,
  append,
  exit,
  now,
  type Pid,
  receive,
  register,
  self,
  send,
  sendAfterSync,
  spawn,
  sync,
  unregister,
  type Waits,
} from '../index.ts'
import {
  askedOf,
  eventsOf,
  type Heard,
  here,
  type Main,
  program,
  record,
  there,
} from './held-trial.ts'

interface Seen {
  readonly world: World
  readonly heard: Heard
}

/** Two nodes: `main` on one of them, `listen` on the other, or on the same. */
function begin(main: Main, { at = there, more = {} } = {}): Seen {
  const heard: Heard = []
  const functions = { ...program(main, heard), ...more }
  const world = new World({ seed: 1, load: (code) => code.load('m', '1', functions) })
  for (const name of [here, there]) world.addNode(name)
  world.start(here, ['m', 'main', [world.start(at, ['m', 'listen', []])]])
  return { world, heard }
}

const messages = ({ heard }: Seen) => heard.map(([message]) => message)

const syncsOf = ({ world }: Seen) => askedOf(world.trace).filter((asked) => asked.do === 'sync')

describe('a message under the verb', () => {
  it('leaves when the writes are stable, and because of that', () => {
    const seen = begin(function* (listener) {
      yield* append('log', record)
      sendAfterSync(listener, 'promise')
    })
    seen.world.runUntil(100)
    const events = eventsOf(seen.world.trace)
    const held = events.findIndex(({ kind }) => kind === 'held')
    const sent = events.findIndex(({ kind }) => kind === 'sent')
    const synced = events.findLastIndex(({ kind }) => kind === 'disk')
    expect(held).toBeLessThan(synced)
    expect(synced).toBeLessThan(sent)
    expect(events[sent]?.cause?.[2]).toBe(events[synced]?.number)
    expect(messages(seen)).toEqual(['promise'])
  })

  it.each([there, here])('leaves at once when nothing was written, to %s', (at) => {
    const seen = begin(
      function* (listener) {
        yield receive(undefined, 1)
        sendAfterSync(listener, 'promise')
      },
      { at },
    )
    seen.world.runUntil(100)
    expect(seen.heard).toMatchObject([['promise', expect.closeTo(1, 0)]])
    const kinds = eventsOf(seen.world.trace).map(({ kind }) => kind)
    expect(kinds).not.toContain('held')
    expect(kinds).not.toContain('disk')
  })

  it('doesn’t wait again for what was synced by anybody', () => {
    const seen = begin(function* (listener) {
      yield* append('log', record)
      yield* sync('log')
      sendAfterSync(listener, 'promise')
      yield* append('log', record)
      yield* append('other', record)
      sendAfterSync(listener, 'second')
    })
    seen.world.runUntil(100)
    expect(messages(seen)).toEqual(['promise', 'second'])
    const files = syncsOf(seen).map(({ file }) => file)
    expect(files).toEqual(['log', 'log', 'other'])
  })

  it('shares a sync with others that wait for the same file', () => {
    const seen = begin(
      (listener) => {
        for (const each of [1, 2, 3]) spawn(['m', 'writer', [listener, each]])
      },
      {
        more: {
          *writer(listener: Pid, each: number): Waits<void> {
            yield* append('log', record)
            sendAfterSync(listener, each)
          },
        },
      },
    )
    seen.world.runUntil(100)
    expect(messages(seen)).toEqual([1, 2, 3])
    expect(syncsOf(seen).length).toBe(1)
  })

  it('is held back from a process of the same node, too', () => {
    const seen = begin(
      function* (listener) {
        yield* append('log', record)
        sendAfterSync('listener', 1)
        send(listener, 2)
        sendAfterSync(['listener', here], 3)
      },
      { at: here },
    )
    seen.world.runUntil(100)
    expect(messages(seen)).toEqual([1, 2, 3])
    expect(seen.heard[0]?.[1]).toBe(syncsOf(seen)[0]?.at)
  })

  it('is for who had the name when it was sent', () => {
    const seen = begin(
      function* () {
        yield* append('log', record)
        sendAfterSync('listener', 'promise')
        unregister('listener')
        register('listener')
      },
      { at: here },
    )
    seen.world.runUntil(100)
    expect(messages(seen)).toEqual(['promise'])
  })

  it('rests also on a write that is still under way', () => {
    const seen = begin(function* (listener) {
      yield* append('log', record)
      sendAfterSync(listener, 1)
      append('log', record).next()
      sendAfterSync(['listener', there], 2)
    })
    seen.world.runUntil(100)
    const sent = eventsOf(seen.world.trace).filter(({ kind }) => kind === 'sent')
    expect(syncsOf(seen).length).toBe(2)
    expect(sent.map(({ at }) => at)).toEqual(syncsOf(seen).map(({ at }) => at))
  })

  it('still arrives when its sender has ended, and before anybody hears of that end', () => {
    const seen = begin(function* (listener) {
      register('writer')
      send(listener, ['watch', self()])
      send(listener, ['watch_name'])
      send(listener, ['link', self()])
      yield receive(undefined, 5)
      yield* append('log', record)
      sendAfterSync(listener, 'promise')
      exit('done')
    })
    seen.world.runUntil(100)
    expect(messages(seen).slice(3)).toEqual([
      'promise',
      ['EXIT', expect.anything(), 'done'],
      ['DOWN', expect.anything(), 'process', expect.anything(), 'done'],
      ['DOWN', expect.anything(), 'process', ['writer', here], 'done'],
    ])
  })

  it('covers whatever is sent by what is called, as the reply of a server', () => {
    const seen = begin(function* (listener): Waits<void> {
      yield* append('log', record)
      afterSync(() => {
        send(listener, 'reply')
        afterSync(() => send(listener, 'inner'))
        send(self(), 'last')
      })
      send(listener, 'plain')
      send(listener, [yield receive(), now()])
    })
    seen.world.runUntil(100)
    const last = ['last', syncsOf(seen)[0]?.at]
    expect(messages(seen)).toEqual(['reply', 'inner', 'plain', last])
    expect(seen.heard[0]?.[1]).toBeGreaterThan(syncsOf(seen)[0]?.at ?? Number.NaN)
  })

  it('is wrong use with a function that waits', () => {
    const seen = begin(() => {
      afterSync(function* () {
        yield receive()
      })
    })
    seen.world.runUntil(10)
    expect(eventsOf(seen.world.trace).find(({ kind }) => kind === 'exit')?.term).toMatchObject([
      ['badarg', 'afterSync: act must be a function that waits for nothing'],
      expect.anything(),
    ])
  })
})
