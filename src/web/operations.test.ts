/**
 * Where an operation goes: to the one node that has its process, to another machine, or nowhere.
 */
import { describe, expect, it } from 'vitest'
import { decodeTerm, encodeTerm, type Term } from '../kernel/index.ts'
import type { Op } from '../lab/index.ts'
import type { MachineNews } from './events.ts'
import type { ToBoard, ToNode } from './messages.ts'
import { Operations } from './operations.ts'

/** A tab with nodes that know processes by name, or by the id in a pid. */
function world(processes: Readonly<Record<string, readonly string[]>>) {
  const log: string[] = []
  const news: MachineNews[] = []
  const readDo = (op: Uint8Array) => (decodeTerm(op) as unknown as Op).do
  const board = (message: ToBoard) => {
    if (message.type === 'op') log.push(`board ${readDo(message.op)} for ${message.machine}`)
    else if ('machine' in message) log.push(`board ${message.type} ${message.machine}`)
  }
  const operations = new Operations({ board, report: (item) => news.push(item) })
  const post = (name: string, message: ToNode) => {
    if (message.type !== 'op') return
    const op = decodeTerm(message.op) as unknown as Op
    log.push(`${name} ${message.apply ? 'does' : 'writes'} ${op.do}`)
    if (!message.apply || !('target' in op)) return
    const key = 'name' in op.target ? op.target.name : op.target.pid
    operations.done(message.number, processes[name]?.includes(key) ?? false)
  }
  const nodes = {
    running: Object.keys(processes),
    has: (name: string) => name in processes,
    kill: (name: string) => log.push(`kill ${name}`),
    post,
  }
  return {
    ...{ log, news, operations, nodes },
    apply: (op: Op) => operations.apply(op, nodes, 'heron'),
    receive: (op: Op) => {
      const bytes = encodeTerm(op as unknown as Term)
      operations.received({ type: 'op', machine: 'otter', op: bytes }, nodes)
    },
  }
}

const two = { 'n1@heron': ['root'], 'n2@heron': ['counter', 'n2@heron/1/7'] }
const counter = { name: 'counter' }

describe('an operation on a process', () => {
  it('by name is done by the first node that has it, once', () => {
    const { apply, log } = world({ ...two, 'n3@heron': ['counter'] })
    apply({ do: 'kill', target: counter })
    expect(log).toEqual(['n1@heron does kill', 'n2@heron does kill'])
  })

  it('by pid goes straight to its node', () => {
    const { apply, log } = world(two)
    apply({ do: 'suspend', target: { pid: 'n2@heron/1/7' } })
    expect(log).toEqual(['n2@heron does suspend'])
  })

  it('of another machine goes there', () => {
    const { apply, log } = world(two)
    apply({ do: 'kill', target: { pid: 'n1@otter/1/7' } })
    apply({ do: 'kill', target: { name: 'echo' } })
    expect(log).toEqual([
      'board kill for otter',
      'n1@heron does kill',
      'n2@heron does kill',
      'board kill for null',
    ])
  })

  it('that is nowhere is told', () => {
    const { apply, news } = world(two)
    apply({ do: 'kill', target: { pid: 'n2@heron/1/9' } })
    expect(news).toMatchObject([{ type: 'op_failed', why: 'no such process' }])
  })

  it('that another machine asks for is not passed on any further', () => {
    const { receive, log, news } = world(two)
    receive({ do: 'kill', target: { name: 'echo' } })
    receive({ do: 'kill', target: counter })
    expect(log.filter((line) => line.startsWith('board'))).toEqual([])
    expect(log.at(-1)).toBe('n2@heron does kill')
    expect(news).toEqual([])
  })
})

describe('an operation on a machine', () => {
  it('is written into a trace before it takes effect', () => {
    const { apply, log } = world(two)
    apply({ do: 'cut', machine: 'otter' })
    expect(log).toEqual(['n1@heron writes cut', 'board cut otter'])
  })

  it('that kills a node is written down by another node', () => {
    const { apply, log } = world(two)
    apply({ do: 'kill_node', node: 'n1@heron' })
    apply({ do: 'kill_node', node: 'n1@otter' })
    expect(log).toEqual(['n2@heron writes kill_node', 'kill n1@heron', 'board kill_node for otter'])
  })

  it('that is a fault is done as far as a real machine can', () => {
    const { apply, log, news } = world(two)
    apply({ do: 'fault', fault: { do: 'crash', node: 'n1@heron' } })
    apply({ do: 'fault', fault: { do: 'kill', process: 'n2@heron/1/7' } })
    expect(log).toEqual(['n2@heron writes kill_node', 'kill n1@heron', 'n2@heron does kill'])
    apply({ do: 'fault', fault: { do: 'slow', node: 'n1@heron', factor: 2 } })
    expect(news).toMatchObject([{ type: 'op_failed', why: 'only a simulated world can' }])
  })

  it('may not come from another machine when it is a plug', () => {
    const { receive, log, news } = world(two)
    receive({ do: 'cut', machine: 'lynx' })
    expect(log).toEqual([])
    expect(news).toMatchObject([{ type: 'frame_refused', from: 'otter' }])
  })

  it('that brings new text is the page’s business there', () => {
    const { apply, receive, log, news } = world(two)
    const op: Op = { do: 'load', files: [{ name: 'counter.ts', text: 'x' }] }
    apply(op)
    expect(log).toEqual(['n1@heron writes load', 'board load for null'])
    receive(op)
    expect(news).toEqual([{ type: 'op', machine: 'otter', op }])
  })
})
