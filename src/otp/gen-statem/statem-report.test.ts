/**
 * What gen_statem and gen_event leave in the trace when something went wrong: notes shaped as
 * Erlang's reports (otp-semantics E9).
 */
import { describe, expect, it } from 'vitest'
import {
  type CodeServer,
  error,
  type Pid,
  send,
  type Term,
  type Waits,
} from '../../kernel/index.ts'
import { World } from '../../sim/index.ts'
import * as genEvent from '../gen-event/gen-event.ts'
import * as genStatem from './gen-statem.ts'

type Modules = Readonly<Record<string, Readonly<Record<string, unknown>>>>

/** The notes of a program, `[kind, report]`. */
function notesOf(modules: Modules): Term[] {
  return toldOf(modules, 'note')
}

/** What the trace tells of that kind. */
function toldOf(modules: Modules, kind: 'note' | 'state'): Term[] {
  const load = (code: CodeServer) => {
    code.load('gen_statem', 'otp', genStatem.genStatemModule)
    code.load('gen_event', 'otp', genEvent.genEventModule)
    for (const [name, exports] of Object.entries(modules)) code.load(name, '1', exports)
  }
  const world = new World({ seed: 1, load })
  world.addNode('n1@a')
  world.start('n1@a', ['m', 'main', []])
  world.runUntil(100)
  const told: Term[] = []
  for (let at = world.trace.first; at < world.trace.end; at++) {
    if (world.trace.kindAt(at) === kind) told.push(world.trace.at(at).term)
  }
  return told
}

const door = {
  callbackMode: () => 'state_functions',
  init: () => ['ok', 'open', 7, ['state_timeout', 1000, 'close']],
  open: (_type: Term, content: Term) => {
    if (content === 'later') return ['keep_state_and_data', 'postpone']
    return content === 'stop' ? ['stop', ['shutdown', 'enough']] : error('oops')
  },
  formatStatus: (status: object) => ({ ...status, data: 'secret' }),
}

function machineTold(...messages: Term[]) {
  return {
    *main(): Waits<void> {
      yield* genStatem.start('door', null, { name: 'door' })
      for (const message of messages) genStatem.cast('door', message)
    },
  }
}

describe('a gen_statem', () => {
  it('reports its crash: where it was, what was waiting, as it wants to be shown', () => {
    const [first, second] = notesOf({ door, m: machineTold('later', 'now') })
    expect(first).toEqual([
      'error_report',
      {
        label: ['gen_statem', 'terminate'],
        name: 'door',
        queue: [['cast', 'now']],
        postponed: [['cast', 'later']],
        modules: ['door'],
        callback_mode: 'state_functions',
        state_enter: false,
        state: ['open', 'secret'],
        timeouts: [1, [['state_timeout', 'close']]],
        log: [],
        reason: ['error', 'oops', []],
      },
    ])
    const [kind, report] = second as readonly [Term, { readonly [key: string]: Term }]
    expect(kind).toBe('crash_report')
    expect(report.error_info).toEqual(['error', 'oops', []])
  })

  it('reports no end that was meant', () => {
    expect(notesOf({ door, m: machineTold('stop') })).toEqual([])
  })

  it('reports an init that failed', () => {
    const broken = { ...door, init: () => ['ok', 'open'] }
    const [first] = notesOf({ door: broken, m: machineTold() }) as [readonly Term[]]
    expect(first[0]).toBe('error_report')
    const reason = ['bad_return_from_init', ['ok', 'open']]
    expect(first[1]).toMatchObject({
      state: ['undefined', 'secret'],
      reason: ['error', reason, []],
    })
  })

  it('ends by its terminate when it answers what is no term', () => {
    const heard: Term[] = []
    const odd = {
      ...door,
      open: (type: Term[]) => ['keep_state_and_data', ['reply', type[1], () => 1]],
      terminate: (reason: Term) => heard.push(reason),
    }
    const main = function* (): Waits<void> {
      const [, pid] = (yield* genStatem.start('door')) as readonly ['ok', Pid]
      yield* genStatem.call(pid, 'what')
    }
    notesOf({ door: odd, m: { main } })
    expect(heard).toEqual([['badarg', "message[1] is a function and can't be sent"]])
  })
})

describe('a gen_event', () => {
  const lamp = { init: (args: Term) => ['ok', args], handleEvent: () => error('oops') }
  const main = (message: Term, ...state: Term[]) => ({
    *main(): Waits<void> {
      yield* genEvent.start({ name: 'bus' })
      for (const each of state) yield* genEvent.addHandler('bus', ['lamp', 1], each)
      send('bus', message)
    },
  })

  it('reports a handler that crashed, and lives on', () => {
    expect(notesOf({ lamp, m: main(['notify', 'on'], 'dark') })).toEqual([
      [
        'event_handler_report',
        {
          handler: ['lamp', 1],
          name: 'bus',
          last_message: 'on',
          state: 'dark',
          reason: ['EXIT', ['oops', []]],
        },
      ],
    ])
  })

  it('shows a handler’s state as it wants to be shown', () => {
    const shy = { ...lamp, formatStatus: (status: object) => ({ ...status, state: 'secret' }) }
    const [[, report]] = notesOf({ lamp: shy, m: main(['notify', 'on'], 'dark') }) as [Term[]]
    expect(report).toMatchObject({ state: 'secret' })
  })

  it('warns of a message that a handler has no function for', () => {
    expect(notesOf({ lamp, m: main('hello', 'dark') })).toEqual([
      [
        'warning_report',
        { label: ['gen_event', 'no_handle_info'], module: 'lamp', message: 'hello' },
      ],
    ])
  })
})

describe('the trace', () => {
  const lives = {
    callbackMode: () => 'state_functions',
    init: () => ['ok', 'open', 7, ['state_timeout', 10, 'close']],
    open: () => ['next_state', 'closed', 8],
  }
  const m = {
    *main(): Waits<void> {
      yield* genStatem.start('lives', null, {})
    },
  }

  it('shows a machine as its state and its data', () => {
    expect(toldOf({ lives, m }, 'state')).toEqual([
      ['open', 7],
      ['closed', 8],
    ])
  })

  it('shows a machine as its module wants it shown', () => {
    const shown = (state: Term, data: Term) => ({ is: state, since: data })
    expect(toldOf({ lives: { ...lives, shown }, m }, 'state')).toEqual([
      { is: 'open', since: 7 },
      { is: 'closed', since: 8 },
    ])
  })
})
