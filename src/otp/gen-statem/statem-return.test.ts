/**
 * What a gen_statem makes of its callbacks' answers, the good and the bad, with OTP's own reasons.
 * Every transcript is what OTP 25.2.3 wrote for the same trial.
 */
import { describe, expect, it } from 'vitest'
import { type CodeServer, error, exit, Raised, type Term } from '../../kernel/index.ts'
import { World } from '../../sim/index.ts'
import { listOf, readAction, readReturn } from './statem-return.ts'
import { type Rule, type Trial, transcript } from './statem-trial.ts'

const newWorld = (load: (code: CodeServer) => void) => new World({ seed: 1, load })

const stay = 'keep_state_and_data'
const raise = (term: Term) => () => {
  throw new Raised('throw', term)
}

type Answer = readonly [name: string, answer: Rule, transcript: string]

/** Its terminate gets the bare reason; whoever is linked or watches gets it with a stack. */
const refused = (reason: string, state = 'a 0') =>
  `terminate ${reason} ${state}; down [${reason}, []]`
const badAction = (action: string, state?: string) =>
  refused(`[bad_action_from_state_function, ${action}]`, state)
const badReturn = (answer: string) => refused(`[bad_return_from_state_function, ${answer}]`)
const badReply = (reply: string) => refused(`[bad_reply_action_from_state_function, ${reply}]`)

const answers: readonly Answer[] = [
  ['stop: normal', 'stop', 'terminate normal a 0; down normal'],
  ['stop with a reason', ['stop', 'why'], 'terminate why a 0; down why'],
  ['stop with new data', ['stop', 'why', 'new'], 'terminate why a new; down why'],
  [
    'stop, shutdown',
    ['stop', ['shutdown', 'x']],
    'terminate [shutdown, x] a 0; down [shutdown, x]',
  ],
  [
    'stop_and_reply to nobody',
    ['stop_and_reply', 'why', [], 'new'],
    'terminate why a new; down why',
  ],
  [
    'stop_and_reply to a bad address',
    ['stop_and_reply', 'why', ['reply', 'bad', 1]],
    badReply('[reply, bad, 1]'),
  ],
  ['stop_and_reply with nonsense', ['stop_and_reply', 'why', ['nonsense']], badReply('nonsense')],
  ['a word', 'ok', badReturn('ok')],
  ['nothing', () => undefined, badReturn('undefined')],
  ['next_state without data', ['next_state', 'b'], badReturn('[next_state, b]')],
  ['keep_state without data', ['keep_state'], badReturn('[keep_state]')],
  ['an action instead', ['next_event', 'internal', 'x'], badReturn('[next_event, internal, x]')],
  ['keep_state with no actions', ['keep_state', 7, []], 'a cast 2'],
  [
    'repeat_state with an action',
    ['repeat_state', 3, [['next_event', 'internal', 'x']]],
    'a internal x; a cast 2',
  ],
  ['a bad action', [stay, 'nonsense'], badAction('nonsense')],
  ['a bad action in a list', [stay, ['nonsense']], badAction('nonsense')],
  [
    'a bad action in a new state',
    ['next_state', 'b', 1, ['nonsense']],
    badAction('nonsense', 'b 1'),
  ],
  [
    'a bad action with new data',
    ['keep_state', 5, [['hibernate', true], 'nonsense']],
    badAction('nonsense', 'a 5'),
  ],
  ['a reply to a bad address', [stay, ['reply', 'nobody', 1]], badAction('[reply, nobody, 1]')],
  [
    'an event of no type',
    [stay, ['next_event', 'nonsense', 1]],
    badAction('[next_event, nonsense, 1]'),
  ],
  [
    'an event of a bad call',
    [stay, ['next_event', ['call', 'x'], 1]],
    badAction('[next_event, [call, x], 1]'),
  ],
  ['a half-hearted postpone', [stay, [['postpone', 'maybe']]], badAction('[postpone, maybe]')],
  ['a half-hearted hibernate', [stay, ['hibernate', 'maybe']], badAction('[hibernate, maybe]')],
  ['hibernate', [stay, ['hibernate']], 'a cast 2'],
  ['no hibernate', [stay, ['hibernate', false]], 'a cast 2'],
  ['a time below 0', [stay, [-1]], badAction('-1')],
  ['a timeout below 0', [stay, ['timeout', -1, 'x']], badAction('[timeout, -1, x]')],
  ['a timeout of no type', [stay, [['timer', 1, 'x']]], badAction('[timer, 1, x]')],
  ['cancel of no type', [stay, [['timer', 'cancel']]], badAction('[timer, cancel]')],
  ['infinity', [stay, 'infinity'], 'a cast 2'],
  ['one module too many popped', [stay, 'pop_callback_module'], badAction('pop_callback_module')],
  [
    'a number as a module',
    [stay, ['change_callback_module', 1]],
    badAction('[change_callback_module, 1]'),
  ],
  [
    'a module that isn’t there',
    [stay, ['change_callback_module', 'nomod']],
    refused('[undef, [nomod, callbackMode, 0]]'),
  ],
  ['a throw: it counts as an answer', raise(['next_state', 'b', 0]), 'b cast 2'],
  ['an error', () => error('oops'), refused('oops')],
  ['an exit', () => exit('oops'), 'terminate oops a 0; down oops'],
]

describe('a gen_statem is answered', () => {
  it.each(answers)('%s', (_, answer, expected) => {
    const written = transcript(newWorld, { on: { 'a 1': answer }, casts: [1, 2] })
    expect(written).toBe(`a cast 1; ${expected}`)
  })
})

const starts: readonly (readonly [name: string, trial: Trial, transcript: string])[] = [
  ['a short tuple', { init: ['ok', 'a'] }, 'start [error, [bad_return_from_init, [ok, a]]]'],
  ['stop', { init: ['stop', 'why'] }, 'start [error, why]'],
  ['ignore', { init: 'ignore' }, 'start ignore'],
  ['an error', { init: () => error('oops') }, 'start [error, oops]'],
  ['an exit', { init: () => exit('oops') }, 'start [error, oops]'],
  ['a throw', { init: raise(['ok', 'c', 0]), casts: [1] }, 'c cast 1'],
  ['a bad throw', { init: raise('oops') }, 'start [error, [bad_return_from_init, oops]]'],
  [
    'a bad mode',
    { mode: 'nonsense' },
    'terminate [bad_return_from_callback_mode, nonsense] a 0; down noproc',
  ],
  [
    'a mode and a half',
    { mode: ['handle_event_function', 'nonsense'] },
    'terminate [bad_return_from_callback_mode, [handle_event_function, nonsense]] a 0; down noproc',
  ],
  [
    'half a mode',
    { mode: ['state_enter'] },
    'terminate [bad_return_from_callback_mode, [state_enter]] a 0; down noproc',
  ],
  ['two modes', { mode: ['state_functions', 'handle_event_function'], casts: [1] }, 'a cast 1'],
  [
    'a state without a function',
    { mode: 'state_functions', init: ['ok', 'nofun', 0], casts: [1] },
    `${refused('[undef, [h, nofun, 3]]', 'nofun 0')}`,
  ],
  [
    'a state that is no word',
    { mode: 'state_functions', init: ['ok', ['t', 1], 0], casts: [1] },
    refused('badarg', '[t, 1] 0'),
  ],
]

describe('a gen_statem begins with', () => {
  it.each(starts)('%s', (_, trial, expected) => expect(transcript(newWorld, trial)).toBe(expected))
})

const ends: readonly (readonly [name: string, end: Rule, transcript: string])[] = [
  ['an error: that is the reason', () => error('bad_end'), 'down [bad_end, []]'],
  ['an exit: that is the reason', () => exit('bad_end'), 'down bad_end'],
  ['a throw: that is nothing', raise('bad_end'), 'down r'],
]

describe('a gen_statem’s terminate ends with', () => {
  it.each(ends)('%s', (_, end, expected) => {
    const written = transcript(newWorld, { end, on: { 'a 1': ['stop', 'r'] }, casts: [1] })
    expect(written).toBe(`a cast 1; terminate r a 0; ${expected}`)
  })
})

describe('one action or a list', () => {
  const one = [
    ['reply', 'x', 1],
    ['next_event', 'internal', 'x'],
    ['postpone', true],
    ['hibernate', false],
    ['state_timeout', 10, 'x'],
    ['state_timeout', 'cancel'],
    ['timeout', 'update', 'x'],
    [['timeout', 'n'], 10, 'x'],
    [['timeout', 'n'], 'infinity', 'x', []],
    [['timeout', 'n'], 'cancel'],
    ['push_callback_module', 'm'],
  ]
  it.each(one)('reads %j %j as one', (...action) => {
    expect(listOf(action)).toEqual([action])
  })

  const many = [
    ['postpone', 'hibernate'],
    ['hibernate', ['reply', 'x', 1]],
    ['postpone', 10],
    [['timeout', 'cancel'], 'postpone'],
    [['timeout', 5, 'x'], 'postpone'],
    [10],
    [],
  ]
  it.each(many)('reads %j %j as a list', (...actions) => {
    expect(listOf(actions)).toEqual(actions)
  })
})

it('keeps an answer and an action apart: neither reader takes the other’s', () => {
  expect(readReturn(['reply', 'x', 1], ['a', 0], false).type).toBe('bad')
  expect(readAction('stop', false, 1).type).toBe('bad')
})
