/**
 * Spawns that nobody waits for, and group leaders (otp-semantics A1, B1; erlang:spawn_request/5,
 * group_leader/2): each message as a real Erlang told it.
 */
import { describe, expect, it } from 'vitest'
import { runMain } from '../../sim/index.ts'
import {
  demonitor,
  disconnectNode,
  groupLeader,
  limits,
  makeRef,
  type Pid,
  processInfo,
  type Ref,
  receive,
  refKey,
  type SpawnRequestOptions,
  self,
  send,
  spawn,
  spawnOn,
  spawnRequest,
  spawnRequestAbandon,
  type Term,
  trapExit,
  type Waits,
} from '../index.ts'

const there = 'n1@b'

const children = {
  quick: () => 'done',
  *sleep(): Waits<void> {
    yield receive()
  },
  *trapper(to: Pid): Waits<void> {
    trapExit(true)
    const message = (yield receive()) as readonly Term[]
    send(to, ['trapped', message[0] as Term, message[2] as Term])
  },
  leader: (to: Pid) => send(to, ['leader', groupLeader()]),
}

/** What `main` hears within 50 ms of what it did; its request's reference is told as `'ref'`. */
function heardAfter(act: () => Ref | undefined): Term[] {
  const heard: Term[] = []
  const { world } = runMain({
    ...children,
    *main() {
      trapExit(true)
      const ref = act()
      for (;;) {
        const message = (yield receive(undefined, 50)) as Term | undefined
        if (message === undefined) return
        heard.push(named(message, ref))
      }
    },
  })
  world.runUntil(200)
  return heard
}

function named(message: Term, ref: Ref | undefined): Term {
  if (!Array.isArray(message)) return message
  return message.map((part) => {
    if (typeof part !== 'object' || part === null) return part
    if (ref !== undefined && 'creation' in part && refKey(part as Ref) === refKey(ref)) return 'ref'
    return 'node' in part ? 'pid' : part
  })
}

const request = (func: string, options?: SpawnRequestOptions, node = there) =>
  spawnRequest(node, ['m', func, []], options)

/** A node that takes one process more or less. */
function withLimit(processes: number, act: () => void): void {
  const before = limits.processes
  Reflect.set(limits, 'processes', processes)
  try {
    act()
  } finally {
    Reflect.set(limits, 'processes', before)
  }
}

describe('spawn_request', () => {
  it.each<[string, SpawnRequestOptions, Term[]]>([
    ['tells so', {}, [['spawn_reply', 'ref', 'error', 'system_limit']]],
    [
      'in other words',
      { replyTag: 'x', reply: 'error_only' },
      [['x', 'ref', 'error', 'system_limit']],
    ],
    ['to nobody who wants no errors', { reply: 'success_only', link: true, monitor: true }, []],
    ['to nobody who wants no answer', { reply: 'no', monitor: true }, []],
  ])('to its own node that is full %s', (_, options, expected) => {
    withLimit(1, () =>
      expect(heardAfter(() => request('quick', options, 'n1@a'))).toEqual(expected),
    )
  })

  const ok = ['spawn_reply', 'ref', 'ok', 'pid']
  it.each<[string, () => Ref, Term[]]>([
    ['is answered with the pid', () => request('quick'), [ok]],
    [
      'binds from the first moment',
      () => request('quick', { link: true, monitor: true }),
      [ok, ['EXIT', 'pid', 'normal'], ['DOWN', 'ref', 'process', 'pid', 'normal']],
    ],
    [
      'says the words it was given',
      () => request('quick', { replyTag: 'hello', monitor: { tag: 'mine' } }),
      [
        ['hello', 'ref', 'ok', 'pid'],
        ['mine', 'ref', 'process', 'pid', 'normal'],
      ],
    ],
    [
      'says nothing when that is asked for',
      () => request('quick', { reply: 'no', monitor: true }),
      [['DOWN', 'ref', 'process', 'pid', 'normal']],
    ],
    ['says nothing of success', () => request('quick', { reply: 'error_only' }), []],
    [
      'fails without a bond where nobody is',
      () => request('quick', { link: true, monitor: true }, 'q@nowhere'),
      [['spawn_reply', 'ref', 'error', 'noconnection']],
    ],
    [
      'says nothing of failure',
      () => request('quick', { link: true, reply: 'success_only' }, 'q@nowhere'),
      [],
    ],
    [
      'works at home',
      () => request('quick', { monitor: true }, 'n1@a'),
      [ok, ['DOWN', 'ref', 'process', 'pid', 'normal']],
    ],
    [
      'keeps its monitor when that is taken back too early',
      () => {
        const ref = request('quick', { monitor: true })
        expect(demonitor(ref, { info: true })).toBe(false)
        return ref
      },
      [ok, ['DOWN', 'ref', 'process', 'pid', 'normal']],
    ],
    [
      'ends with the connection',
      () => {
        const ref = request('sleep', { link: true, monitor: true })
        disconnectNode(there)
        return ref
      },
      [['spawn_reply', 'ref', 'error', 'noconnection']],
    ],
  ])('%s', (_, act, expected) => {
    expect(heardAfter(act)).toEqual(expected)
  })
})

describe('spawn_request_abandon', () => {
  const abandoned = (options: SpawnRequestOptions) =>
    heardAfter(() => {
      const ref = spawnRequest(there, ['m', 'trapper', [self()]], options)
      expect([spawnRequestAbandon(ref), spawnRequestAbandon(ref)]).toEqual([true, false])
      return ref
    })

  it('leaves a process that nobody is told of', () => {
    expect(abandoned({})).toEqual([])
    expect(abandoned({ monitor: true })).toEqual([])
  })

  it('ends one that was to be linked', () => {
    expect(abandoned({ link: true, monitor: true })).toEqual([['trapped', 'EXIT', 'abandoned']])
  })

  it('comes too late for an answered request, and knows no others', () => {
    const said: unknown[] = []
    const { world } = runMain({
      ...children,
      *main() {
        const ref = request('quick')
        yield receive(() => false, 20)
        const answer = (yield receive(undefined, 0)) as Term | undefined
        said.push(spawnRequestAbandon(ref), answer !== undefined)
        said.push(spawnRequestAbandon(makeRef()))
        const own = request('quick', {}, 'n1@a')
        said.push(spawnRequestAbandon(own))
      },
    })
    world.runUntil(100)
    expect(said).toEqual([false, true, false, false])
  })
})

describe('a group leader', () => {
  it('is the node’s process 0 at first, and inherited, here and elsewhere', () => {
    const said: Record<string, Term> = {}
    const { world, pid: main } = runMain({
      ...children,
      *main() {
        said.first = groupLeader().id
        groupLeader(self(), self())
        for (const name of ['here', 'there']) {
          const start = ['m', 'leader', [self()]] as const
          if (name === 'here') spawn(start)
          else yield* spawnOn(there, start)
          said[name] = ((yield receive()) as Term[])[1] as Term
        }
        const other = spawn(['m', 'sleep', []])
        said.info = processInfo(other, 'group_leader') as Term
        groupLeader(other, other)
        said.changed = processInfo(other, 'group_leader') as Term
        said.changedTo = other
      },
    })
    world.runUntil(100)
    expect(said).toMatchObject({ first: 0, here: main, there: main, info: main })
    expect(said.changed).toEqual(said.changedTo)
  })

  it('of a process elsewhere can be set, and is its starter’s node’s otherwise', () => {
    const said: Term[] = []
    const { world, pid: main } = runMain({
      ...children,
      *asked(to: Pid): Waits<void> {
        for (;;) {
          yield receive()
          send(to, groupLeader())
        }
      },
      *main() {
        const other = yield* spawnOn(there, ['m', 'asked', [self()]])
        send(other, 'ask')
        said.push((yield receive()) as Term)
        groupLeader(self(), other)
        send(other, 'ask')
        said.push((yield receive()) as Term)
      },
    })
    world.runUntil(100)
    expect(said).toEqual([world.node('n1@a').console, main])
  })

  it('is a pid, and of a living process', () => {
    const { world, exits } = runMain({
      ...children,
      *main() {
        const dead = spawn(['m', 'quick', []])
        yield receive(() => false, 5)
        groupLeader(self(), dead)
      },
    })
    world.runUntil(100)
    expect(exits().at(-1)).toMatchObject([
      1,
      [['badarg', 'groupLeader: pid must be of a living process'], []],
    ])
  })
})
