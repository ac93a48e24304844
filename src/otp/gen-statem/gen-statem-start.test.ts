/**
 * How a gen_statem starts, and what its starter hears of it. Every transcript is what OTP 25.2.3
 * wrote for the same trial.
 */
import { describe, expect, it } from 'vitest'
import {
  type CodeServer,
  error,
  exitTo,
  isReply,
  monitor,
  receive,
  type Term,
  trapExit,
} from '../../kernel/index.ts'
import { World } from '../../sim/index.ts'
import * as procLib from '../gen/proc-lib.ts'
import { wait } from '../gen/scripted.ts'
import * as sys from '../gen/sys.ts'
import * as genStatem from './gen-statem.ts'
import { type Trial, transcript } from './statem-trial.ts'

const newWorld = (load: (code: CodeServer) => void) => new World({ seed: 1, load })

type Row = readonly [name: string, trial: Trial, transcript: string]

const trapping = () => {
  trapExit(true)
  return ['ok', 'a', 0]
}

const starts: readonly Row[] = [
  [
    'ends by its terminate when its parent ends, if it traps exits',
    { how: 'startLink', init: trapping, drive: (server) => exitTo(server, 'bye') },
    'started [ok, server]; terminate bye a 0; down bye; mail [[EXIT, server, bye]]',
  ],
  [
    'ends by its terminate when its parent ends normally',
    { how: 'startLink', init: trapping, drive: (server) => exitTo(server, 'normal') },
    'started [ok, server]; terminate normal a 0; down normal; mail [[EXIT, server, normal]]',
  ],
  [
    'just ends with its parent otherwise',
    { how: 'startLink', drive: (server) => exitTo(server, 'bye') },
    'started [ok, server]; down bye; mail [[EXIT, server, bye]]',
  ],
  [
    'leaves the EXIT of a start that was stopped',
    { how: 'startLink', init: ['stop', 'why'] },
    'started [error, why]; mail [[EXIT, pid, why]]',
  ],
  [
    'leaves the EXIT of a start that crashed',
    { how: 'startLink', init: () => error('oops') },
    'started [error, oops]; mail [[EXIT, pid, [oops, []]]]',
  ],
  [
    'leaves the EXIT of a start that was ignored',
    { how: 'startLink', init: 'ignore' },
    'started ignore; mail [[EXIT, pid, normal]]',
  ],
  [
    'leaves the EXIT of a start that wasn’t understood',
    { how: 'startLink', init: 'nonsense' },
    'started [error, [bad_return_from_init, nonsense]]; mail [[EXIT, pid, [bad_return_from_init, nonsense]]]',
  ],
  [
    'leaves nothing of a monitored start that was stopped',
    { how: 'startMonitor', init: ['stop', 'why'] },
    'started [error, why]; mail []',
  ],
  [
    'is monitored from its start',
    { how: 'startMonitor', on: { 'a 1': 'stop' }, casts: [1] },
    'started [ok, [server, ref]]; a cast 1; terminate normal a 0; down normal; mail [[DOWN, ref, process, server, normal]]',
  ],
]

/** A process that becomes a machine instead of ending. */
const becoming = (name: string | null): Pick<Trial, 'exports' | 'drive'> => ({
  exports: { life: () => genStatem.enterLoop('h', {}, 'b', 7, name, internalX) },
  *drive(_, tell) {
    const pid = procLib.spawn(['h', 'life', []])
    const ref = monitor(pid)
    yield* wait(10)
    const isEnd = (message: Term) => isReply(message, 'DOWN', ref)
    const end = (yield receive(isEnd, 0)) as readonly Term[] | undefined
    tell(end === undefined ? yield* sys.getState(pid) : (end[4] as Term))
  },
})

const internalX = [
  ['next_event', 'internal', 'x'],
  ['state_timeout', 5, 'y'],
]

const entered: readonly Row[] = [
  [
    'does the actions that it is given',
    { mode: ['handle_event_function', 'state_enter'], ...becoming(null) },
    'a enter a; b enter b; b internal x; b state_timeout y; b 7',
  ],
  ['must have its name already', becoming('el'), 'process_not_registered'],
]

describe('a process that enters the loop of a gen_statem', () => {
  it.each(entered)('%s', (_, trial, expected) => expect(transcript(newWorld, trial)).toBe(expected))
})

describe('a gen_statem’s start', () => {
  it.each(starts)('%s', (_, trial, expected) => expect(transcript(newWorld, trial)).toBe(expected))
})
