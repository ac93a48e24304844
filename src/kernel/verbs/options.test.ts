/** Options that a verb doesn't know are wrong use, as Erlang's `badopt`; so are forged names. */
import { describe, expect, it } from 'vitest'
import { runMain } from '../../sim/index.ts'
import {
  cancelTimer,
  demonitor,
  exitTo,
  groupLeader,
  isAlive,
  link,
  makeRef,
  monitor,
  Pid,
  processInfo,
  Ref,
  readTimer,
  reasonOf,
  register,
  resumeProcess,
  self,
  send,
  sendAfter,
  spawn,
  spawnOn,
  spawnRequest,
  spawnRequestAbandon,
  startTimer,
  suspendProcess,
  type Term,
  unalias,
  unlink,
} from '../index.ts'
import { isWaiting } from '../process/process.ts'

/** What is told of the wrong use that `main` makes of a verb. */
function problemOf(use: () => unknown): Term {
  const told: Term[] = []
  const { world } = runMain({
    *main() {
      try {
        const made = use()
        if (isWaiting(made)) yield* made
        told.push('none')
      } catch (thrown) {
        told.push(((reasonOf(thrown) as Term[])[0] as Term[])[1] as Term)
      }
    },
    sleep: () => 0,
  })
  world.runUntil(50)
  return told[0] ?? 'silence'
}

const start = ['m', 'sleep', []] as const
const wrong = (options: unknown) => options as never

describe('options', () => {
  const verbs: readonly (readonly [verb: string, keys: string, use: (o: never) => unknown])[] = [
    ['sendAfter', 'abs', (o) => sendAfter(1, self(), 'x', o)],
    ['startTimer', 'abs', (o) => startTimer(1, self(), 'x', o)],
    ['cancelTimer', 'asMessage, info', (o) => cancelTimer(makeRef(), o)],
    ['readTimer', 'asMessage', (o) => readTimer(makeRef(), o)],
    ['spawn', 'link', (o) => spawn(start, o)],
    ['spawnOn', 'link', (o) => spawnOn('n1@a', start, o)],
    ['spawnOn', 'link', (o) => spawnOn('n1@b', start, o)],
    ['spawnRequest', 'link, monitor, reply, replyTag', (o) => spawnRequest('n1@a', start, o)],
    ['monitor', 'alias, tag', (o) => monitor(self(), o)],
    ['demonitor', 'flush, info', (o) => demonitor(makeRef(), o)],
  ]
  it.each(verbs)('of %s are an object with no keys but %s', (verb, keys, use) => {
    const problem = `${verb}: options must be an object with no keys but ${keys}`
    const options = [[['abs', true]], [], { bogus: true }, 'abs', 7, null, new Map(), self]
    for (const each of options) expect(problemOf(() => use(wrong(each)))).toBe(problem)
    expect(problemOf(() => use(wrong({})))).toBe('none')
    expect(problemOf(() => use(wrong(undefined)))).toBe('none')
  })

  it.each([
    ['options.abs', () => sendAfter(1, self(), 'x', wrong({ abs: 'yes' }))],
    ['options.link', () => spawn(start, wrong({ link: 1 }))],
    ['options.flush', () => demonitor(makeRef(), wrong({ flush: 'yes' }))],
    ['options.monitor', () => spawnRequest('n1@a', start, wrong({ monitor: 'yes' }))],
    ['options.monitor', () => spawnRequest('n1@a', start, wrong({ monitor: { bogus: 1 } }))],
    ['options.alias', () => monitor(self(), wrong({ alias: 'never' }))],
  ])('tell which one is wrong: %s', (name, use) => {
    expect(problemOf(use)).toContain(`${name} must be`)
  })

  it('are read once', () => {
    let reads = 0
    const changing = { get: () => (reads++ === 0 ? 'demonitor' : 'never'), enumerable: true }
    expect(problemOf(() => monitor(self(), Object.defineProperty({}, 'alias', changing)))).toBe(
      'none',
    )
    expect(reads).toBe(1)
  })
})

describe('a forged name', () => {
  const pids: readonly (readonly [argument: string, use: (forged: Pid) => unknown])[] = [
    ['send: to', (pid) => send(pid, 1)],
    ['link: pid', (pid) => link(pid)],
    ['unlink: pid', (pid) => unlink(pid)],
    ['monitor: to', (pid) => monitor(pid)],
    ['exitTo: pid', (pid) => exitTo(pid, 'x')],
    ['register: pid', (pid) => register('bob', pid)],
    ['sendAfter: to', (pid) => sendAfter(1, pid, 'x')],
    ['startTimer: to', (pid) => startTimer(1, pid, 'x')],
    ['processInfo: pid', (pid) => processInfo(pid)],
    ['isAlive: pid', (pid) => isAlive(pid)],
    ['suspendProcess: pid', (pid) => suspendProcess(pid)],
    ['resumeProcess: pid', (pid) => resumeProcess(pid)],
    ['groupLeader: leader', (pid) => groupLeader(pid, self())],
    ['groupLeader: pid', (pid) => groupLeader(self(), pid)],
  ]
  it.each(pids)('is no pid: %s', (argument, use) => {
    const heir = Object.create(Pid.prototype) as Pid
    for (const make of [() => heir, () => new Proxy(self(), {})]) {
      expect(problemOf(() => use(make()))).toContain(`${argument} must be`)
    }
  })

  const refs: readonly (readonly [argument: string, use: (forged: Ref) => unknown])[] = [
    ['send: to', (ref) => send(ref, 1)],
    ['demonitor: ref', (ref) => demonitor(ref)],
    ['unalias: ref', (ref) => unalias(ref)],
    ['cancelTimer: ref', (ref) => cancelTimer(ref)],
    ['readTimer: ref', (ref) => readTimer(ref)],
    ['spawnRequestAbandon: ref', (ref) => spawnRequestAbandon(ref)],
  ]
  it.each(refs)('is no reference: %s', (argument, use) => {
    const heir = Object.create(Ref.prototype) as Ref
    for (const make of [() => heir, () => new Proxy(makeRef(), {})]) {
      expect(problemOf(() => use(make()))).toContain(`${argument} must be`)
    }
  })
})
