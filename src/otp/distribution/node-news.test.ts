/**
 * What processes hear when a node parts from another (otp-semantics B2, B3): what a real Erlang
 * told of disconnect_node, monitor_nodes and halt, in its order.
 */
import { describe, expect, it } from 'vitest'
import {
  type CodeServer,
  connectNode,
  disconnectNode,
  halt,
  link,
  monitor,
  monitorNode,
  monitorNodes,
  nodes,
  receive,
  register,
  send,
  type Term,
  trapExit,
} from '../../kernel/index.ts'
import { World } from '../../sim/index.ts'
import { crew } from './crew.ts'

const here = 'n@a'
const there = 'n@b'

/** Two nodes without any OTP. */
function cluster() {
  const team = crew()
  const load = (code: CodeServer) => {
    code.load('crew', '1', team.functions)
  }
  const world = new World({ seed: 1, load })
  for (const name of [here, there]) world.addNode(name)
  return { world, ...team.on(world) }
}

describe('B2: disconnect_node', () => {
  it('breaks what is bound and tells why, in the BEAM’s order', () => {
    const { hear, sleeper, ask, pass } = cluster()
    const [linked, watched] = [sleeper(there), sleeper(there)]
    const heard = hear(here, () => {
      trapExit(true)
      monitorNodes(true)
      monitorNodes(true, ['nodedown_reason'])
      monitorNodes(true, ['connection_id', 'nodedown_reason', ['node_type', 'all']])
      monitorNodes(true, { nodedown_reason: true })
      monitorNodes(true, [['node_type', 'hidden']])
      monitorNode(there, true)
      monitorNode(there, true)
      link(linked)
      monitor(watched)
      link(watched)
    })
    expect(ask(here, () => [disconnectNode(there), nodes()])).toEqual([true, []])
    expect(heard.map(shape)).toEqual([
      ['EXIT', linked, 'noconnection'],
      ['EXIT', watched, 'noconnection'],
      ['nodedown', there],
      ['nodedown', there],
      ['DOWN', 'process', watched, 'noconnection'],
      ['nodedown', there],
      ['nodedown', there, [['nodedown_reason', 'disconnect']]],
      [
        'nodedown',
        there,
        [
          ['connection_id', 1],
          ['nodedown_reason', 'disconnect'],
          ['node_type', 'visible'],
        ],
      ],
      ['nodedown', there, { nodedown_reason: 'disconnect' }],
    ])
    heard.length = 0
    expect(ask(here, () => connectNode(there))).toBe(true)
    pass(5)
    expect(heard).toEqual([
      ['nodeup', there],
      ['nodeup', there, []],
      [
        'nodeup',
        there,
        [
          ['connection_id', 2],
          ['node_type', 'visible'],
        ],
      ],
      ['nodeup', there, {}],
    ])
  })

  it('by the caller’s own hand is heard in that order, too', () => {
    const { hear, sleeper } = cluster()
    const other = sleeper(there)
    const heard = hear(here, () => {
      trapExit(true)
      monitorNodes(true)
      monitorNode(there, true)
      monitor(other)
      link(other)
      disconnectNode(there)
    })
    expect(heard.map((m) => (m as Term[])[0])).toEqual(['EXIT', 'nodedown', 'DOWN', 'nodedown'])
  })

  it('is a closed connection for the other side', () => {
    const { hear, sleeper, ask, pass } = cluster()
    const other = sleeper(here)
    const heard = hear(there, () => {
      trapExit(true)
      monitorNodes(true, ['nodedown_reason'])
      monitorNodes(true)
      monitorNode(here, true)
      link(other)
      monitor(other)
    })
    ask(here, () => disconnectNode(there))
    pass(10)
    expect(heard.map(shape)).toEqual([
      ['EXIT', other, 'noconnection'],
      ['nodedown', here],
      ['DOWN', 'process', other, 'noconnection'],
      ['nodedown', here, [['nodedown_reason', 'connection_closed']]],
      ['nodedown', here],
    ])
    expect(ask(there, () => nodes())).toEqual([])
  })

  it('of a node that isn’t connected is false, as of the own one', () => {
    const { ask } = cluster()
    const answers = () => [here, 'n@nowhere', there, there].map((name) => disconnectNode(name))
    expect(ask(here, answers)).toEqual([false, false, true, false])
  })
})

describe('monitor_nodes', () => {
  it('is told once for each call; false takes back all with the same options', () => {
    const { hear, ask, pass } = cluster()
    const heard = hear(here, () => {
      monitorNodes(true)
      monitorNodes(true, [])
      monitorNodes(true, ['nodedown_reason'])
      monitorNodes(true, ['nodedown_reason'])
      monitorNodes(true, { connection_id: true })
      monitorNodes(false)
      monitorNodes(false, { nodedown_reason: true })
    })
    ask(here, () => disconnectNode(there))
    pass(5)
    const down = ['nodedown', there, [['nodedown_reason', 'disconnect']]]
    expect(heard).toEqual([down, down, ['nodedown', there, { connection_id: 1 }]])
  })

  it('of a silent node and of a stopped one tells Erlang’s words for it', () => {
    const { world, hear, pass } = cluster()
    const heard = hear(here, () => monitorNodes(true, ['nodedown_reason']))
    world.node(here).nodeDown(there, 'silence')
    world.node(here).nodeUp(there, 1)
    world.stopNode(there)
    pass(5)
    const why = heard.map((m) => (m as Term[])[2]).filter((info) => (info as Term[]).length > 0)
    expect(why).toEqual([
      [['nodedown_reason', 'net_tick_timeout']],
      [['nodedown_reason', 'connection_closed']],
    ])
  })
})

describe('halt', () => {
  it('ends the node in the middle of a turn; what it had said before arrives', () => {
    const { world, start, hear, pass, sleeper } = cluster()
    const other = sleeper(here)
    const heard = hear(there, () => {
      trapExit(true)
      register('inbox')
      monitorNodes(true, ['nodedown_reason'])
      link(other)
    })
    const said: Term[] = []
    start(here, function* () {
      yield receive(() => false, 1)
      said.push('never')
    })
    start(here, () => {
      send(['inbox', there], 'last words')
      try {
        halt(['because', 1])
      } finally {
        said.push('ended')
      }
    })
    pass(10)
    expect([said, world.living.map(({ name }) => name)]).toEqual([['ended'], [there]])
    expect(heard).toEqual([
      'last words',
      ['EXIT', other, 'noconnection'],
      ['nodedown', here, [['nodedown_reason', 'connection_closed']]],
    ])
    expect(world.node(here).halted).toEqual({ reason: ['because', 1] })
  })
})

/** A message without its reference. */
function shape(message: Term): Term {
  const parts = message as readonly Term[]
  return parts[0] === 'DOWN' ? ['DOWN', ...parts.slice(2)] : parts
}
