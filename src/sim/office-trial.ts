/**
 * For tests: a node with one of each behaviour, and a clerk who by chance does something with one
 * of them. Nobody but the clerk ever waits for long.
 */
import {
  get,
  node,
  nodes,
  note,
  put,
  random,
  type Start,
  self,
  sendAfter,
  type Term,
  type Waits,
} from '../kernel/index.ts'
import { library } from '../otp/index.ts'

type Verbs = Readonly<Record<string, (...args: unknown[]) => Waits<Term>>>

const { agent, genEvent, genServer, genStatem, global, pg, registry, supervisor } =
  library as Readonly<Record<string, Verbs>>

const tickMs = 30

const child = (id: string, ...start: unknown[]) => ({ id, start })

const root = {
  init: () => [
    'ok',
    [
      { strategy: 'rest_for_one', intensity: 1_000, period: 1 },
      [
        child('pg', 'pg', 'startLink', []),
        child('global', 'global', 'startLink', []),
        child('registry', 'registry', 'startLink', [{ keys: 'duplicate', name: 'registry' }]),
        child('events', 'gen_event', 'startLink', [{ name: 'events' }]),
        child('light', 'gen_statem', 'startLink', ['light', null, { name: 'light' }]),
        child('store', 'agent', 'startLink', [['store', 'empty'], { name: 'store' }]),
        child('crowd', 'supervisor', 'startLink', ['crowd', null, { name: 'crowd' }]),
        child('clerk', 'gen_server', 'startLink', ['clerk', null, { name: 'clerk' }]),
      ],
    ],
  ],
}

const crowd = {
  init: () => {
    const start = ['gen_server', 'startLink', ['worker']]
    const flags = { strategy: 'simple_one_for_one', intensity: 1_000, period: 1 }
    return ['ok', [flags, [{ id: 'worker', start, restart: 'transient' }]]]
  },
}

/** Postpones, and has timeouts of all three kinds. */
const light = {
  callbackMode: () => ['state_functions', 'state_enter'],
  init: () => ['ok', 'red', 0],
  red: (type: Term, content: Term, count: number) => {
    if (type === 'enter') return ['keep_state', count + 1, [['state_timeout', 45, 'go']]]
    if (type === 'state_timeout') return ['next_state', 'green', count]
    if (Array.isArray(type)) return ['keep_state', count, ['postpone']]
    return ['keep_state', count, [[['timeout', 'named'], 70, content]]]
  },
  green: (type: Term, content: Term, count: number) => {
    note('green', [type as never, content, count])
    if (type === 'enter') return ['keep_state', count + 1, [['timeout', 25, 'idle']]]
    if (Array.isArray(type)) return ['keep_state', count, [['reply', type[1], count]]]
    return ['next_state', 'red', count]
  },
}

const listener = {
  init: (count: number) => ['ok', count],
  handleEvent: (event: Term, count: number) => {
    note('event', [event, count])
    if (random(8) === 0) return 'remove_handler'
    return random(3) === 0 ? ['ok', count + 1, 'hibernate'] : ['ok', count + 1]
  },
}

const store = {
  empty: () => ({}),
  add: (known: object, key: string, value: Term) => ({ ...known, [key]: value }),
}

const worker = {
  init: (ms: number) => ['ok', ms, ms],
  handleInfo: (message: Term, ms: number) => {
    note('worked', [message, ms])
    if (random(5) === 0) throw new Error('slipped')
    return random(2) === 0 ? ['noreply', ms, ms] : ['stop', 'normal', ms]
  },
}

const someone = () => [node(), ...nodes()][random(nodes().length + 1)]

const deeds: readonly (() => unknown)[] = [
  () => pg?.join?.(['team', random(2)], self()),
  () => pg?.leave?.(['team', random(2)], self()),
  () => pg?.getMembers?.(['team', random(2)]),
  () => global?.registerName?.(`g${random(3)}`, self()),
  () => global?.unregisterName?.(`g${random(3)}`),
  () => global?.whereisName?.(`g${random(3)}`),
  () => registry?.register?.('registry', `k${random(3)}`, random(9)),
  () => registry?.lookup?.('registry', `k${random(3)}`),
  () => genEvent?.addHandler?.('events', ['listener', random(3)], 0),
  () => genEvent?.notify?.('events', ['news', random(9)]),
  () => genStatem?.call?.('light', 'look', 100),
  () => genStatem?.cast?.(['light', someone()], random(9)),
  () => agent?.update?.('store', ['store', 'add', [`k${random(3)}`, random(9)]]),
  () => agent?.get?.('store', ['maps', 'none'], 20),
  () => supervisor?.startChild?.('crowd', [1 + random(80)]),
  () => supervisor?.countChildren?.('crowd'),
  () => genServer?.call?.(['clerk', someone()], 'how are you?', 50),
]

const clerk = {
  init: () => {
    sendAfter(1, self(), 'tick')
    return ['ok', 0]
  },
  handleCall: (_: Term, __: Term, count: number) => ['reply', ['busy', count], count],
  *handleInfo(message: Term, count: number): Waits<unknown> {
    if (message !== 'tick') {
      note('heard', message)
      return ['noreply', count]
    }
    sendAfter(1 + random(2 * tickMs), self(), 'tick')
    const deed = random(deeds.length)
    put('last', [deed, get('last') ?? null].slice(0, 1 + random(2)))
    const done = deeds[deed]?.()
    const answer = typeof done === 'object' && done !== null ? yield* done as Waits<Term> : done
    note('did', [deed, count, (answer ?? null) as never])
    return ['noreply', count + 1]
  },
}

export const officeModules = { root, crowd, light, listener, store, worker, clerk }
/** The root supervisor of a node; nobody is its parent. */
export const officeStart: Start = [
  'gen_server',
  'initIt',
  ['self', 'supervisor', ['root', null], 'root', []],
]
