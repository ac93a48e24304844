/** Nobody speaks in another one's name. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  encodeEvents,
  encodeFrames,
  type Frame,
  Pid,
  type Recorded,
  Ref,
  type Signal,
} from '../../kernel/index.ts'
import { limits } from '../limits.ts'
import { judgeFrames, missing, refuseFrames, refuseTrace } from './routing.ts'

const here = new Pid('n1@heron', 1, 7)
const there = new Pid('n1@otter', 1, 9)
const third = new Pid('n1@lynx', 1, 3)
const refHere = new Ref('n1@heron', 1, 1)
const refThere = new Ref('n1@otter', 1, 1)

function frame(signal: Signal, change: Partial<Frame> = {}): Frame {
  return { from: 'n1@heron', to: 'n1@otter', lamport: 1, cause: null, signal, ...change }
}

function verdict(...frames: Frame[]) {
  return refuseFrames(encodeFrames(frames), 'n1@heron', 'n1@otter')
}

const send: Signal = { type: 'send', from: here, to: there, message: ['about', third] }

const honest: readonly Signal[] = [
  send,
  { type: 'send', from: here, to: 'counter', message: 1 },
  { type: 'link', from: here, to: there },
  { type: 'unlink', from: here, to: there, id: 1 },
  { type: 'unlink_ack', from: here, to: there, id: 1 },
  { type: 'exit', from: here, to: there, reason: 'normal' },
  { type: 'exit2', from: here, to: there, reason: 'kill' },
  { type: 'monitor', from: here, to: 'counter', ref: refHere },
  { type: 'demonitor', from: here, to: there, ref: refHere },
  { type: 'down', from: 'counter', to: there, ref: refThere, reason: 'noproc' },
  {
    type: 'spawn_request',
    from: here,
    ref: refHere,
    start: ['m', 'f', []],
    link: true,
    monitor: false,
  },
  { type: 'spawn_reply', from: null, to: there, ref: refThere, reason: 'undef' },
]

const forged: readonly (readonly [string, Frame])[] = [
  ['from another node', frame(send, { from: 'n2@heron' })],
  ['to another node', frame(send, { to: 'n2@otter' })],
  ['a message of a process elsewhere', frame({ ...send, from: third })],
  ['a message to a process elsewhere', frame({ ...send, to: third })],
  ['a cause elsewhere', frame(send, { cause: ['n1@lynx', 1, 1] })],
  ['the death of a process elsewhere', frame({ type: 'exit', from: third, to: there, reason: 1 })],
  [
    'a monitor with another’s ref',
    frame({ type: 'monitor', from: here, to: there, ref: refThere }),
  ],
  [
    'a DOWN with another’s ref',
    frame({ type: 'down', from: here, to: there, ref: refHere, reason: 1 }),
  ],
  [
    'a spawn for a process elsewhere',
    frame({
      type: 'spawn_request',
      from: third,
      ref: refHere,
      start: ['m', 'f', []],
      link: true,
      monitor: false,
    }),
  ],
]

describe('frames', () => {
  it.each(honest)('of type $type pass when they are honest', (signal) => {
    expect(verdict(frame(signal))).toBe(null)
  })

  it('that answer what found nobody may be caused by what was asked', () => {
    const noproc: Signal = { type: 'exit', from: here, to: there, reason: 'noproc' }
    expect(verdict(frame(noproc, { cause: ['n1@otter', 1, 4] }))).toBe(null)
  })

  it.each(forged)('are refused when they are forged: %s', (_, bad) => {
    expect(verdict(bad)).toBe('forged')
    expect(verdict(frame(send), bad)).toBe('forged')
  })

  it('are refused when they are too many bytes or no frames', () => {
    const large = new Uint8Array(limits.messageBytes + 1)
    expect(refuseFrames(large, 'n1@heron', 'n1@otter')).toBe('oversized')
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
        return refuseFrames(bytes, 'a@b', 'c@d') !== undefined
      }),
      { numRuns: 1_000 },
    )
  })

  const from = { name: 'n1@heron', creation: 2 }
  const to = { name: 'n1@otter', creation: 1 }
  const bytes = encodeFrames([frame(send)])

  it('of a machine are its own nodes’ frames only', () => {
    expect(judgeFrames({ from, to, bytes }, 'heron', [from], [to])).toBe('pass')
    expect(judgeFrames({ from, to, bytes }, 'lynx', [from], [to])).toBe('forged')
  })

  it('of a life that has ended are late, which is no offence', () => {
    const newLife = { ...from, creation: 3 }
    expect(judgeFrames({ from, to, bytes }, 'heron', [newLife], [to])).toBe('late')
    expect(judgeFrames({ from, to, bytes }, 'heron', [from], [])).toBe('late')
  })
})

describe('a trace', () => {
  const event = (node: string): Recorded => ({
    ...{ kind: 'note', at: 1, node, creation: 1, number: 1, lamport: 1 },
    ...{ subject: null, other: null, cause: null, term: ['x', 1] },
  })

  it('passes when all its events are the machine’s own', () => {
    const own = encodeEvents([event('n1@heron'), event('n2@heron')])
    expect(refuseTrace(own, 'heron')).toBe(null)
    expect(refuseTrace(encodeEvents([event('n1@heron'), event('n1@otter')]), 'heron')).toBe(
      'forged',
    )
    expect(refuseTrace(new Uint8Array([1, 2, 3]), 'heron')).toBe('malformed')
  })
})

describe('missing', () => {
  it('tells nodes apart by name and life', () => {
    const old = { name: 'n1@heron', creation: 1 }
    const young = { name: 'n1@heron', creation: 2 }
    expect(missing([old, young], [young])).toEqual([old])
  })
})
