/** What is shown of a process: the trace's events and the flight recorder's, by their times. */
import { expect, it } from 'vitest'
import { CodeServer, Node, observe, type Recorded, receive } from '../kernel/index.ts'
import { Recording } from '../lab/index.ts'
import { keptOf, together, toldOf } from './told.ts'

it('puts together what was told and what was only kept, the newest first', () => {
  const trace = new Recording()
  let now = 0
  const code = new CodeServer()
  code.load('m', '1', {
    *main(): Generator {
      for (;;) yield receive()
    },
  })
  const node = new Node({
    name: 'n1@a',
    creation: 2,
    code,
    environment: {
      clock: { now: () => now, wakeAt: () => {} },
      random: { next: () => 0 },
      transport: { send: () => {} },
      tracer: { record: (event: Recorded) => trace.append(event) },
    },
  })
  const say = (message: string) => {
    now++
    node.send(pid, message)
    node.run(100)
  }
  node.watchFor({ level: 'nothing', keeps: true })
  const pid = node.spawn(['m', 'main', []])
  say('kept')
  node.watchFor({ level: 'all', kinds: ['received'], keeps: true })
  say('both')
  node.watchFor({ level: 'nothing', keeps: true })
  say('late')
  const answer = observe(node, { ask: 'kept', id: 1, count: 9 })
  expect(toldOf(trace, 0, ['n1@a', 1], 1), 'an earlier life').toEqual([])
  const told = toldOf(trace, 0, ['n1@a', 2], 1)
  const all = together(together(told, []), keptOf(answer, 'n1@a', 2))
  expect(all.map(({ kind, term, at }) => [kind, term, at])).toEqual([
    ['delivered', 'late', 3],
    ['received', 'both', 2],
    ['delivered', 'both', 2],
    ['delivered', 'kept', 1],
    ['spawn', ['m', 'main'], 0],
  ])
  expect(together(all, keptOf(answer, 'n1@a', 2))).toEqual(all)
  expect(new Set(all.map(({ index }) => index)).size).toBe(all.length)
  expect(keptOf(null, 'n1@a', 2)).toEqual([])
})
