/** Looking at processes and steering them (otp-semantics A21, A23, A25–A29), and their turns. */
import { describe, expect, it } from 'vitest'
import { runMain } from '../../sim/index.ts'
import {
  cancelTimer,
  hibernate,
  link,
  monitor,
  type Pid,
  pause,
  processFlag,
  processInfo,
  put,
  Ref,
  readTimer,
  receive,
  register,
  resumeProcess,
  self,
  send,
  sendAfter,
  spawn,
  startTimer,
  suspendProcess,
  type Term,
} from '../index.ts'

const sleeper = {
  *sleep() {
    yield receive()
  },
}

describe('process_info', () => {
  it('tells what a process is, and nothing of a dead one', () => {
    let info: unknown
    const { world } = runMain({
      ...sleeper,
      *main() {
        const pid = spawn(['m', 'watched', [self()]])
        yield receive()
        send(pid, 'unread')
        info = processInfo(pid)
        expect(processInfo(pid, 'message_queue_len')).toBe(1)
        link(pid)
        expect(processInfo(pid, 'links')).toEqual([self()])
        const end = spawn(['m', 'end', []])
        yield* pause()
        expect(processInfo(end)).toBeUndefined()
      },
      *watched(starter: Pid) {
        register('bob')
        put('key', ['value'])
        processFlag('trap_exit', true)
        monitor(starter)
        send(starter, 'ready')
        yield receive('never')
      },
      end: () => 0,
    })
    world.runUntil(10)
    expect(info).toMatchObject({
      registered_name: 'bob',
      initial_call: ['m', 'watched', 1],
      status: 'runnable',
      messages: ['unread'],
      dictionary: { key: ['value'] },
      trap_exit: true,
      priority: 'normal',
    })
  })

  it('refuses an item that it does not know', () => {
    const { world, exits } = runMain({
      main() {
        processInfo(self(), 'shoe_size' as never)
      },
    })
    world.runUntil(10)
    expect(exits()).toMatchObject([[1, [['badarg', 'processInfo: item must be known'], []]]])
  })
})

describe('a suspended process', () => {
  it('runs on when each who suspended it has resumed it as often', () => {
    const said: Term[] = []
    const { world } = runMain({
      *main() {
        const pid = spawn(['m', 'echo', []])
        yield receive(() => false, 1)
        suspendProcess(pid)
        suspendProcess(pid)
        send(pid, 'hello')
        resumeProcess(pid)
        yield receive(() => false, 10)
        said.push('resumed')
        resumeProcess(pid)
        yield receive(() => false, 10)
      },
      *echo() {
        for (;;) said.push((yield receive()) as Term)
      },
    })
    world.runUntil(100)
    expect(said).toEqual(['resumed', 'hello'])
  })
})

describe('hibernation', () => {
  it('forgets what surrounds it and begins anew at the next message', () => {
    const said: Term[] = []
    const { world, exits } = runMain({
      *main() {
        try {
          yield hibernate(['m', 'awake', ['dreamt']])
        } finally {
          said.push('never')
        }
      },
      *awake(dream: Term) {
        said.push(dream, (yield receive()) as Term)
      },
    })
    world.runUntil(5)
    expect(said).toEqual([])
    world.apply({ do: 'send', target: { pid: 'n1@a/1/1' }, message: 'morning' })
    world.runUntil(10)
    expect(said).toEqual(['dreamt', 'morning'])
    expect(exits()).toEqual([[1, 'normal']])
  })
})

describe('priorities', () => {
  it('let the urgent run first and the low ones seldom', () => {
    const ran: string[] = []
    const runner = function* (name: 'low' | 'normal' | 'high' | 'max') {
      processFlag('priority', name)
      yield receive('go')
      for (let i = 0; i < 30; i++) {
        yield null
        ran.push(name)
      }
    }
    const { world } = runMain({
      *main() {
        const all = ['low', 'normal', 'high', 'max'].map((name) => spawn(['m', 'runner', [name]]))
        yield receive('never', 1)
        for (const pid of all) send(pid, 'go')
      },
      runner,
    })
    world.runUntil(5)
    const first = (name: string) => ran.indexOf(name)
    expect(ran.slice(first('max'), first('max') + 30).every((name) => name === 'max')).toBe(true)
    expect(first('max')).toBeLessThan(first('high'))
    expect(ran.lastIndexOf('high')).toBeLessThan(ran.lastIndexOf('normal'))
    const lows = ran.slice(0, ran.lastIndexOf('normal')).filter((name) => name === 'low').length
    expect(lows).toBeGreaterThan(0)
    expect(lows).toBeLessThan(8)
  })
})

describe('a timer', () => {
  it('says how long it still has, and whose it was when it comes', () => {
    const said: Term[] = []
    const { world } = runMain({
      *main() {
        const ref = startTimer(50, self(), 'now')
        yield receive(() => false, 20)
        said.push(readTimer(ref), (yield receive()) as Term, readTimer(ref))
        expect(said[1]).toEqual(['timeout', ref, 'now'])
      },
    })
    world.runUntil(100)
    expect([said[0], said[2]]).toEqual([30, false])
  })

  it('to a dead process is none', () => {
    const said: Term[] = []
    const { world } = runMain({
      ...sleeper,
      *main() {
        const pid = spawn(['m', 'sleep', []])
        send(pid, 'end')
        yield receive('never', 5)
        said.push(cancelTimer(sendAfter(300, pid, 'late')))
      },
    })
    world.runUntil(10)
    expect(said).toEqual([false])
  })

  it('of more than 2^31 ms does not come early', () => {
    const said: Term[] = []
    const { world } = runMain({
      *main() {
        startTimer(2 ** 31 + 5, self(), 'late')
        said.push((yield receive(undefined, 2 ** 31)) ?? 'quiet')
        said.push((yield receive()) as Term)
      },
    })
    world.runUntil(2 ** 31 + 10)
    expect(said).toEqual(['quiet', ['timeout', expect.any(Ref), 'late']])
  })
})
