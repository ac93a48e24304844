/** gen_server and supervisor in a simulated world: what a reader of the OTP books would expect. */
import { describe, expect, it } from 'vitest'
import { receive, self, send, sendAfter, type Term, type Waits } from '../kernel/index.ts'
import { World } from '../sim/index.ts'
import { genServer, supervisor } from './index.ts'

const counter = {
  init: () => {
    sendAfter(100, self(), 'tick')
    return ['ok', 0]
  },
  handleInfo: (message: Term, count: number) => {
    if (message === 'boom') throw new TypeError('boom')
    if (message === 'tick') sendAfter(100, self(), 'tick')
    return ['noreply', count + 1]
  },
  handleCall: (_request: Term, _from: Term, count: number) => ['reply', count, count],
}

const child = (id: string, more = {}) => ({
  id,
  start: ['gen_server', 'startLink', ['counter', null, { name: id }]],
  ...more,
})

const tree = {
  init: () => ['ok', [{ intensity: 2, period: 10 }, [child('a'), child('b')]]],
}

function world(modules: Record<string, Record<string, unknown>> = {}) {
  const all = { counter, tree, ...modules }
  const made = new World({
    seed: 1,
    load: (code) => {
      for (const [name, exports] of Object.entries(all)) code.load(name, '1', exports)
    },
  })
  made.addNode('n1@here')
  return made
}

type Happening = ReturnType<World['trace']['at']>

function events(w: World, kind: Happening['kind']): Happening[] {
  const found: Happening[] = []
  for (let i = w.trace.first; i < w.trace.end; i++) {
    if (w.trace.kindAt(i) === kind) found.push(w.trace.at(i))
  }
  return found
}

const kill = (name: string) => ({ do: 'kill', target: { name } }) as const

describe('a supervisor', () => {
  it('restarts a killed child under the same name with a new pid and a fresh state', () => {
    const w = world()
    w.boot('n1@here', 'tree')
    w.runUntil(1050)
    const before = w.node('n1@here').names.get('a')
    expect(before?.bonds?.tracedState).toBe(10)
    w.apply(kill('a'))
    w.runUntil(1060)
    const after = w.node('n1@here').names.get('a')
    expect(after?.pid.id).not.toBe(before?.pid.id)
    expect(after?.bonds?.tracedState).toBe(0)
  })

  it('leaves the sibling alone', () => {
    const w = world()
    w.boot('n1@here', 'tree')
    w.runUntil(500)
    const sibling = w.node('n1@here').names.get('b')?.pid.id
    w.apply(kill('a'))
    w.runUntil(2000)
    expect(w.node('n1@here').names.get('b')?.pid.id).toBe(sibling)
  })

  it('gives up with shutdown at the third death in ten seconds, children and all', () => {
    const w = world()
    w.boot('n1@here', 'tree')
    for (const at of [1000, 2000, 3000]) w.at(at, () => w.apply(kill('a')))
    w.runUntil(5000)
    const exits = events(w, 'exit').map((e) => e.term)
    expect(exits).toContain('shutdown')
    expect(w.node('n1@here').names.size).toBe(0)
  })

  it('forgets a restart that is older than the period', () => {
    const w = world()
    w.boot('n1@here', 'tree')
    for (const at of [1000, 2000, 11_500, 12_500]) w.at(at, () => w.apply(kill('a')))
    w.runUntil(15_000)
    expect(w.node('n1@here').names.has('a')).toBe(true)
  })

  it('refuses a malformed child spec with OTP’s error', () => {
    const w = world({ tree: { ...tree, init: () => ['ok', [{}, [{ id: 'x' }]]] } })
    w.boot('n1@here', 'tree')
    w.runUntil(10)
    expect(events(w, 'exit').map((e) => e.term)).toContainEqual(['start_spec', 'missing_start'])
  })

  it('stops what it has started when a later child can’t start', () => {
    const bad = { init: () => ['stop', 'no_luck'] }
    const specs = [child('a'), { id: 'bad', start: ['gen_server', 'startLink', ['bad']] }]
    const w = world({ bad, tree: { ...tree, init: () => ['ok', [{}, specs]] } })
    w.boot('n1@here', 'tree')
    w.runUntil(100)
    expect(w.node('n1@here').processes.size).toBe(0)
    expect(events(w, 'exit').map((e) => e.term)).toContainEqual([
      'shutdown',
      ['failed_to_start_child', 'bad', 'no_luck'],
    ])
  })
})

describe('a gen_server', () => {
  it('answers a call, and a call to nobody exits the caller with noproc', () => {
    const heard: Term[] = []
    const client = {
      *run(): Waits<void> {
        heard.push(yield* genServer.call('a', 'count'))
        yield* genServer.call('nobody', 'count')
      },
    }
    const w = world({ client })
    w.boot('n1@here', 'tree')
    w.runUntil(350)
    const pid = w.start('n1@here', ['client', 'run', []])
    w.runUntil(400)
    expect(heard).toEqual([3])
    const end = events(w, 'exit').find((e) => e.subject?.id === pid.id)
    expect(end?.term).toEqual(['noproc', ['gen_server', 'call', ['nobody', 'count', 5000]]])
  })

  it('dies of its callback’s exception with the reason and the stack as data', () => {
    const w = world()
    w.boot('n1@here', 'tree')
    w.runUntil(10)
    w.apply({ do: 'send', target: { name: 'a' }, message: 'boom' })
    w.runUntil(20)
    const [reason] = events(w, 'exit').map((e) => e.term) as [readonly Term[]]
    expect(reason[0]).toEqual(['TypeError', 'boom'])
  })

  it('lives on another node, and its supervisor hears noconnection when that node goes', () => {
    const placed = {
      start: (node: string) => genServer.startLink('counter', null, { name: 'far', node }),
    }
    const spec = { id: 'far', start: ['placed', 'startFar', []], restart: 'temporary' }
    const w = world({
      placed: { startFar: () => placed.start('n1@there') },
      tree: { ...tree, init: () => ['ok', [{}, [spec]]] },
    })
    w.addNode('n1@there')
    w.boot('n1@here', 'tree')
    w.runUntil(1000)
    expect(w.node('n1@there').names.get('far')?.bonds?.tracedState).toBeGreaterThan(5)
    w.stopNode('n1@there', 500)
    w.runUntil(2000)
    const arrived = events(w, 'exit_arrived').map((e) => e.term)
    expect(arrived).toEqual([['noconnection', 'trapped']])
  })
})

describe('a behaviour', () => {
  it('takes a malformed EXIT for a message like any other', () => {
    const w = world()
    w.boot('n1@here', 'tree')
    w.runUntil(10)
    for (const name of ['a', 'tree']) {
      w.apply({ do: 'send', target: { name }, message: ['EXIT'] })
    }
    w.runUntil(50)
    expect(events(w, 'exit')).toEqual([])
  })

  it('stays terminated although a retry of its restart was on its way', () => {
    const flaky = { init: () => ['stop', 'not_yet'] }
    const once = { tries: 0 }
    const picky = {
      init: () => (once.tries++ === 0 ? ['ok', 0] : flaky.init()),
      handleInfo: (_: Term, state: number) => ['noreply', state],
    }
    const specs = [{ id: 'p', start: ['gen_server', 'startLink', ['picky', null, { name: 'p' }]] }]
    const answers: Term[] = []
    const client = {
      *run(): Waits<void> {
        answers.push(yield* supervisor.terminateChild('tree', 'p'))
        once.tries = 0
      },
    }
    const w = world({ picky, client, tree: { init: () => ['ok', [{ intensity: 9 }, specs]] } })
    w.boot('n1@here', 'tree')
    w.runUntil(10)
    w.apply(kill('p'))
    w.start('n1@here', ['client', 'run', []])
    w.runUntil(100)
    expect(answers).toEqual(['ok'])
    expect(w.node('n1@here').names.has('p')).toBe(false)
  })

  it('refuses an answer with more in it than is understood', () => {
    const odd = {
      init: () => ['ok', 0],
      handleInfo: () => ['noreply', 1, 'more'],
    }
    const specs = [{ id: 'o', start: ['gen_server', 'startLink', ['odd', null, { name: 'o' }]] }]
    const w = world({ odd, tree: { init: () => ['ok', [{}, specs]] } })
    w.boot('n1@here', 'tree')
    w.runUntil(10)
    w.apply({ do: 'send', target: { name: 'o' }, message: 'x' })
    w.runUntil(20)
    expect(events(w, 'exit')[0]?.term).toEqual(['bad_return_value', ['noreply', 1, 'more']])
  })
})

describe('a process', () => {
  it('is refused a term that can’t be sent, at the sender, with the path', () => {
    const bad = { run: () => void send(self(), { list: [1, () => 2] }) }
    const w = world({ bad })
    w.start('n1@here', ['bad', 'run', []])
    w.runUntil(1)
    const [reason] = events(w, 'exit').map((e) => e.term) as [readonly [Term, Term]]
    expect(reason[0]).toEqual(['badarg', "message.list[1] is a function and can't be sent"])
  })

  it('keeps its own copy of a message', () => {
    const seen: unknown[] = []
    const sender = {
      *run(): Waits<void> {
        const list = [1, 2]
        send(self(), list)
        list.push(3)
        seen.push(yield* receive())
      },
    }
    const w = world({ sender })
    w.start('n1@here', ['sender', 'run', []])
    w.runUntil(1)
    expect(seen).toEqual([[1, 2]])
  })
})
