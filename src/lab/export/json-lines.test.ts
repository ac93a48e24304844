/** Terms as JSON, and the trace of a real simulated system as JSON lines, written and read back. */
import { describe, expect, it } from 'vitest'
import { Pid, Ref, type Term } from '../../kernel/index.ts'
import { World } from '../../sim/index.ts'
import { jsonLines, readJsonLines, type Trace } from '../index.ts'
import { jsonToTerm, termToJson } from './term-json.ts'

const child = {
  id: 'counter',
  start: ['gen_server', 'startLink', ['counter', null, { name: 'counter' }]],
}

function run(): Trace {
  const world = new World({
    seed: 3,
    load(code) {
      code.load('counter', '1', { init: () => ['ok', { at: -0, big: 2n ** 80n }] })
      code.load('tree', '1', { init: () => ['ok', [{}, [child]]] })
    },
  })
  world.addNode('n1@a')
  world.addNode('n1@b')
  world.boot('n1@a', 'tree')
  world.at(50, () => world.apply({ do: 'kill', target: { name: 'counter' } }))
  world.runUntil(200)
  return world.trace
}

const eventsOf = (trace: Trace) =>
  Array.from({ length: trace.end - trace.first }, (_, i) => trace.at(trace.first + i))

const terms: readonly Term[] = [
  ...[null, true, 0, -0, 1.5, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
  ...[0n, -7n, 2n ** 70n, -(2n ** 2000n), '', '\ud800', 'a\nb', '$pid', '__proto__'],
  ...[[], {}, [[1, [2]]], { a: { b: [] } }, { $pid: 'a/1/2' }, { $x: 1, a: 2 }, { $map: [] }],
  ...[
    new Pid('n1@a', 1, 7),
    new Ref('odd/name', 2, 2 ** 40),
    Uint8Array.of(1, 2),
    new Uint8Array(),
  ],
]

describe('terms as JSON', () => {
  it('come back', () => {
    for (const term of terms) {
      expect(jsonToTerm(JSON.parse(JSON.stringify(termToJson(term))))).toEqual(term)
    }
  })

  it('are refused when they are no terms', () => {
    const bad = [
      '{"$x":1}',
      '{"$pid":"a"}',
      '{"$bigint":"1.5"}',
      '{"$bytes":"A"}',
      '{"a":{"$n":1}}',
    ]
    for (const each of [...bad, '{"__proto__":1}', '-0', `${'['.repeat(200)}${']'.repeat(200)}`])
      expect(() => jsonToTerm(JSON.parse(each)), each).toThrow()
  })
})

describe('JSON lines', () => {
  it('are one object an event, and give an equal trace', () => {
    const trace = run()
    const lines = [...jsonLines(trace)]
    expect(lines.length).toBe(trace.end)
    expect(JSON.parse(lines[0] as string)).toMatchObject({ index: 0, kind: 'boot', node: 'n1@a' })
    for (const text of [lines, `${lines.join('\r\n')}\n`]) {
      const back = readJsonLines(text)
      expect('trace' in back && eventsOf(back.trace)).toEqual(eventsOf(trace))
    }
  })

  it('keep the indices of what is left of a long trace', () => {
    const trace = run()
    const back = readJsonLines([...jsonLines(trace)].slice(10))
    if ('problem' in back) throw new Error(back.problem.message)
    expect(back.trace.first).toBe(10)
    expect(eventsOf(back.trace)).toEqual(eventsOf(trace).slice(10))
    const last = trace.at(trace.end - 1)
    expect(back.trace.find([last.node, last.creation, last.number])).toBe(last.index)
  })

  it('say which line is wrong, and how', () => {
    const lines = [...jsonLines(run())]
    const problem = (text: readonly string[]) => {
      const back = readJsonLines(text)
      return 'problem' in back ? back.problem : null
    }
    const [first = '', second = '', third = ''] = lines
    expect(problem([first, '{'])).toEqual({ line: 2, message: 'this is no JSON' })
    expect(problem([first, '7'])).toEqual({ line: 2, message: 'the line is no event' })
    expect(problem([first, third])?.message).toBe('event 2 stands where 1 is expected')
    const change = (part: object) =>
      problem([first, JSON.stringify({ ...JSON.parse(second), ...part })])
    expect(change({ kind: 'born' })).toEqual({ line: 2, message: 'kind is not what it should be' })
    expect(change({ at: undefined })?.message).toBe('at is missing')
    expect(change({ subject: 'me' })?.message).toBe('subject is no process, "node/creation/id"')
    expect(change({ cause: ['a', 1] })?.message).toBe('cause is not what it should be')
    expect(change({ term: { $ref: 1 } })?.message).toBe('term is no good $ref')
  })
})
