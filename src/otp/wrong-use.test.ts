/**
 * Wrong use of the whole library, one argument at a time: each answers in words that name the
 * argument, or with OTP's own error, and none with an error of JavaScript's from inside.
 */
import { describe, expect, it } from 'vitest'
import { isWaiting, type Pid, receive, type Term, type Waits } from '../kernel/index.ts'
import { World } from '../sim/index.ts'
import { library } from './index.ts'
import { own, type Signatures, signatures } from './signatures.ts'

type Func = (...args: unknown[]) => unknown

const junk: readonly (readonly [string, unknown])[] = [
  ['nothing', undefined],
  ['null', null],
  ['-1', -1],
  ['NaN', Number.NaN],
  ['an empty text', ''],
  ['a name that nobody has', 'nobody'],
  ['{}', {}],
  ['[]', []],
  ['[1, 2]', [1, 2]],
  ["['a', 'b']", ['a', 'b']],
  ["['a', 'b', 'c']", ['a', 'b', 'c']],
  ['a function', () => 1],
  ['a symbol', Symbol('s')],
  ['{ name: 7, node: 7 }', { name: 7, node: 7 }],
  ['{ keys: 1, timeoutMs: "x" }', { keys: 1, timeoutMs: 'x', debug: 1 }],
  ['a Map', new Map()],
  ['what can’t be sent, deep inside', { list: [{ callback() {} }] }],
]

const modules = {
  counter: {
    init: () => ['ok', 0],
    handleCall: (_request: Term, _from: Term, state: Term) => ['reply', state, state],
  },
}

/** Something right for each kind, as far as the argument beside it needs it. */
function right(kind: string, pid: Pid, ref: unknown): unknown {
  const values: Readonly<Record<string, unknown>> = {
    server: pid,
    pid,
    ref,
    id: ref,
    task: { pid, ref, owner: pid, mfa: ['m', 'f', 0] },
    tasks: [],
    asked: [],
    requests: [],
    module: 'counter',
    start: ['counter', 'init', [1]],
    func: ['counter', 'init'],
    fun: ['counter', 'init'],
    function: () => 1,
    bytes: new Uint8Array([1]),
    options: {},
    handlerArgs: ['counter', null],
    exception: ['exit', 'normal'],
    route: ['nobody', 'key'],
    list: [],
    nodes: ['n1@a'],
    iterable: [],
    ms: 10,
    timeout: 10,
    patience: 10,
    callTimeout: 10,
    wait: 10,
    count: 1,
    flag: true,
    from: [pid, ref],
    replies: [],
    pidOrInfo: pid,
    app: 'shop',
  }
  return kind in values ? values[kind] : 'word'
}

/** How a use ended: the class and reason of what it raised or died of, or its value. */
function outcome(verb: string, use: (pid: Pid, ref: unknown) => unknown): unknown {
  let ended: unknown = 'waits'
  const world = new World({
    seed: 1,
    load: (code) => {
      code.load('counter', '1', modules.counter)
      code.load('desk', '1', { init: (child: Term) => ['ok', [{}, [child]]] })
      code.load('m', '1', {
        *main(): Waits<void> {
          const started = (yield* start('counter') as Waits<Term>) as readonly Term[]
          const result = use(started[1] as Pid, makeRef())
          ended = ['value', isWaiting(result) ? yield* result : result]
          yield receive()
        },
      })
    },
  })
  world.addNode('n1@a')
  world.start('n1@a', ['m', 'main', []])
  world.runUntil(100)
  const { trace } = world
  for (let i = trace.first; i < trace.end; i++) {
    const event = trace.at(i)
    if (event.kind !== 'exit') continue
    const told = JSON.stringify(event.term)
    expect(told, verb).not.toMatch(/(Type|Range|Reference|Syntax)?Error"/)
    if (event.subject?.id === 1) ended = ['died', event.term]
  }
  return ended
}

const start = (library.genServer as Record<string, Func>).start as Func
const makeRef = library.makeRef as Func

/** What those take that look for themselves. */
const ownForms: Readonly<Record<string, string>> = {
  'erpc.call': 'nodeName start ms',
  'erpc.cast': 'nodeName start',
  'erpc.multicall': 'nodes start ms',
  'erpc.multicast': 'nodes start',
  'erpc.sendRequest': 'nodeName start',
  'genServer.call': 'server term ms',
  'genServer.cast': 'server term',
  'genServer.reply': 'from term',
  'genStatem.cast': 'server term',
  'partitionSupervisor.registerName': 'route pid',
  'partitionSupervisor.unregisterName': 'route',
  'rpc.asyncCall': 'nodeName start',
  'rpc.blockCall': 'nodeName start ms',
  'rpc.call': 'nodeName start ms',
  'rpc.cast': 'nodeName start',
  'supervisor.checkChildspecs': 'list word',
}

/** The kernel's verbs look for themselves, too: '' is for those that take nothing. */
const verbForms: Readonly<Record<string, string>> = {
  afterSync: 'function',
  alias: 'word',
  append: 'name bytes',
  apply: 'module word list',
  become: 'func term',
  binaryToTerm: 'bytes',
  cancelTimer: 'ref options',
  connectNode: 'name',
  demonitor: 'ref options',
  disconnectNode: 'name',
  equalTerms: 'term term',
  error: 'term',
  exit: 'term',
  exitTo: 'pid term',
  formatTerm: 'term count',
  get: 'word',
  groupLeader: 'pid pid',
  halt: 'term',
  hibernate: 'start',
  isAlive: 'pid',
  isReply: 'term word ref',
  link: 'pid',
  makeRef: '',
  monitor: 'server options',
  monitorNode: 'name flag',
  monitorNodes: 'flag options',
  node: '',
  nodes: '',
  note: 'word term',
  now: '',
  pause: '',
  processFlag: 'word flag',
  processInfo: 'pid word',
  processes: '',
  put: 'word term',
  random: 'count',
  read: 'name count count',
  readTimer: 'ref options',
  receive: 'function ms',
  receiveSince: 'ref function ms',
  register: 'name pid',
  registered: '',
  resumeProcess: 'pid',
  samePid: 'pid pid',
  sameRef: 'ref ref',
  self: '',
  send: 'server term',
  sendAfter: 'ms pid term options',
  sendAfterSync: 'server term',
  spawn: 'start options',
  spawnLink: 'start',
  spawnMonitor: 'start',
  spawnMonitorOn: 'name start',
  spawnOn: 'name start options',
  spawnRequest: 'name start options',
  spawnRequestAbandon: 'ref',
  startTimer: 'ms pid term options',
  suspendProcess: 'pid',
  sync: 'name',
  termToBinary: 'term',
  throwTerm: 'term',
  trapExit: 'flag',
  truncate: 'name count',
  unalias: 'ref',
  unlink: 'pid',
  unregister: 'name',
  whereis: 'name',
  write: 'name count bytes',
}

/** Every function with the kinds of its longest form. */
const functions = Object.entries(signatures).flatMap(([behaviour, all]) =>
  Object.entries(all as Signatures).map(([name, signature]) => {
    const forms = signature === own ? formOf(ownForms, `${behaviour}.${name}`) : signature
    const parameters = wordsOf(forms.split('|').at(-1) as string)
    const kinds = parameters.map((word) => word.replace('?', '').split(':').at(-1) as string)
    const func = (library[behaviour] as Record<string, Func>)[name] as Func
    return [`${behaviour}.${name}`, func, kinds] as const
  }),
)
const verbs = Object.entries(library)
  .filter(([, verb]) => typeof verb === 'function')
  .map(([name, verb]) => [name, verb as Func, wordsOf(formOf(verbForms, name))] as const)

function formOf(forms: Readonly<Record<string, string>>, name: string): string {
  const form = forms[name]
  if (form === undefined) throw new Error(`${name} isn't tried with wrong arguments yet`)
  return form
}

function wordsOf(text: string): string[] {
  return text.split(' ').filter((word) => word !== '')
}

describe('a wrong argument', () => {
  it('is tried with nothing that the library doesn’t have', () => {
    const all = new Set([...verbs, ...functions].map(([name]) => name))
    const forms = [...Object.keys(verbForms), ...Object.keys(ownForms)]
    expect(forms.filter((name) => !all.has(name))).toEqual([])
  })

  it.each([...verbs, ...functions])('of %s is answered in words', (verb, func, kinds) => {
    for (const [what, value] of junk) {
      for (let at = 0; at < kinds.length; at++) {
        outcome(`${verb}, argument ${at + 1}: ${what}`, (pid, ref) =>
          func(...kinds.map((kind, i) => (i === at ? value : right(kind, pid, ref)))),
        )
      }
    }
  })

  it('of a function called by name, as a child spec does, is answered in words, too', () => {
    const child = { id: 'a', start: ['gen_server', 'startLink', ['counter', null, null]] }
    const answer = outcome('a start by name', () => {
      const supervisor = library.supervisor as Record<string, Func>
      return (supervisor.startLink as Func)('desk', child)
    })
    const [, reason] = answer as readonly [string, Term]
    expect(JSON.stringify(reason)).toContain('genServer.startLink: options must be an object')
  })
})
