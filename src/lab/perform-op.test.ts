/** What a person does to a process, in a real node. */
import { describe, expect, it } from 'vitest'
import { CodeServer, Node, pidKey, type Recorded, type Term } from '../kernel/index.ts'
import type { Op } from './index.ts'
import { performOp } from './index.ts'

function world() {
  const events: Recorded[] = []
  const environment = {
    clock: { now: () => 0, wakeAt: () => {} },
    random: { next: () => 0 },
    transport: { send: () => {} },
    tracer: { record: (event: Recorded) => void events.push(event) },
  }
  const code = new CodeServer()
  const node = new Node({ name: 'n1@heron', creation: 1, environment, code })
  code.load('idle', '1', {
    *run(): Generator<null, void> {
      for (;;) yield null
    },
  })
  const pid = node.spawn(['idle', 'run', []])
  node.run(10)
  const kinds = () => events.map(({ kind }) => kind)
  return { node, pid, target: { pid: pidKey(pid) }, events, kinds }
}

describe('an operation', () => {
  it.each<readonly [Op['do'], Term]>([
    ['kill', 'killed'],
    ['crash', 'oops'],
  ])('%s ends its process and stands in the trace before the end', (what, reason) => {
    const { node, pid, target, events, kinds } = world()
    const op = (what === 'kill' ? { do: what, target } : { do: what, target, reason }) as Op
    expect(performOp(node, op, true)).toBe(true)
    node.run(10)
    expect(node.processOf(pid)).toBe(null)
    expect(kinds().indexOf('op')).toBeLessThan(kinds().indexOf('exit'))
    expect(events.find(({ kind }) => kind === 'exit')?.term).toEqual(reason)
  })

  it('suspends and resumes', () => {
    const { node, target, kinds } = world()
    performOp(node, { do: 'suspend', target }, true)
    performOp(node, { do: 'resume', target }, true)
    expect(kinds().slice(-4)).toEqual(['op', 'suspend', 'op', 'resume'])
  })

  it('sends a message', () => {
    const { node, target, events } = world()
    performOp(node, { do: 'send', target, message: ['hello'] }, true)
    expect(events.at(-1)).toMatchObject({ kind: 'delivered', term: ['hello'] })
  })

  it('asks for an application as a person would: only the wish is told', () => {
    const { node, events, kinds } = world()
    const asked: Term[] = []
    const application = { start: (name: Term) => asked.push(name), stop: () => asked.push('stop') }
    node.code.load('application', '1', application)
    const before = events.length
    const op = { do: 'start_application', node: node.name, name: 'shop' } as const
    expect(performOp(node, op, true)).toBe(true)
    expect(performOp(node, { ...op, do: 'stop_application' }, true)).toBe(true)
    expect(performOp(node, { ...op, node: 'n2@heron' }, true)).toBe(false)
    node.run(10)
    expect(asked).toEqual(['shop', 'stop'])
    expect(kinds().slice(before)).toEqual(['op', 'op'])
  })

  it('on a process that isn’t here does nothing, and says so', () => {
    const { node, pid, events } = world()
    const before = events.length
    for (const target of [
      { name: 'nobody' },
      { pid: 'n1@heron/1/999' },
      { pid: `n1@heron/2/${pid.id}` },
      { pid: 'nonsense' },
    ]) {
      expect(performOp(node, { do: 'kill', target }, true)).toBe(false)
    }
    expect(events.length).toBe(before)
  })

  it('of the whole machine is only written down', () => {
    const { node, events } = world()
    expect(performOp(node, { do: 'cut', machine: 'otter' }, false)).toBe(true)
    expect(events.at(-1)).toMatchObject({ kind: 'op', term: { do: 'cut', machine: 'otter' } })
  })
})
