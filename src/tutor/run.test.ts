/**
 * Which part of a trace is the learner's run, in a room of two machines, and its times in words.
 */
import { describe, expect, it } from 'vitest'
import { Pid, type Recorded, type Term } from '../kernel/index.ts'
import { passed, Recording, Timeline } from '../lab/index.ts'
import {
  advance,
  judge,
  type Lesson,
  momentIn,
  noProgress,
  parseLesson,
  sinceLoaded,
} from './index.ts'
import { sampleText } from './sample.ts'

const load = { do: 'load', files: [] }
const kick = { do: 'send', target: { name: 'ann' }, message: ['order', { price: null, count: 2 }] }
const guess = { do: 'predict', step: 'guess', choice: 'a' }

describe('the run of a learner', () => {
  it('begins at the last load of their machine, whatever another loads', () => {
    const trace = new Recording()
    add(trace, 'heron', 'op', load)
    add(trace, 'heron', 'note', ['mine', null])
    add(trace, 'otter', 'op', load)
    add(trace, 'heron', 'note', ['mine', null])
    expect(sinceLoaded(trace, 'heron').first).toBe(1)
    expect(sinceLoaded(trace, 'otter').first).toBe(3)
    expect(sinceLoaded(trace).first).toBe(3)
    expect(sinceLoaded(trace, 'lynx')).toBe(trace)
    const look = (run: { readonly first: number }) => passed(`from ${run.first}`, 0)
    expect(judge({ look }, trace, 'heron')).toMatchObject({ look: { reason: 'from 1' } })
  })

  it('is one view until the next load, also when two machines are asked in turn', () => {
    const trace = new Recording()
    add(trace, 'heron', 'op', load)
    add(trace, 'otter', 'op', load)
    const [hers, theirs] = [sinceLoaded(trace, 'heron'), sinceLoaded(trace, 'otter')]
    expect(sinceLoaded(trace, 'heron')).toBe(hers)
    expect(sinceLoaded(trace, 'otter')).toBe(theirs)
    add(trace, 'heron', 'op', load)
    expect(sinceLoaded(trace, 'heron').first).toBe(3)
    expect(sinceLoaded(trace, 'otter')).toBe(theirs)
  })

  it('counts the operations of their machine alone', () => {
    const lesson = parsed(sampleText)
    const trace = new Recording()
    add(trace, 'otter', 'op', guess)
    add(trace, 'heron', 'op', kick)
    const none = noProgress(lesson)
    expect(advance(lesson, none, trace, {}, 'heron')).toMatchObject({ done: [], predictions: {} })
    expect(advance(lesson, none, trace, {}, 'lynx')).toBe(none)
    expect(advance(lesson, none, trace, {}).done).toEqual(['guess'])
  })
})

describe('a moment of a run', () => {
  it('is counted from the first event of the whole trace, as the strip shows it', () => {
    const trace = new Recording()
    add(trace, 'heron', 'note', ['first', null], 7_000)
    add(trace, 'heron', 'op', load, 30_000)
    const run = sinceLoaded(trace, 'heron')
    expect(momentIn(run, 31_960)).toBe('24.9 s')
    expect(momentIn(trace, 66_999)).toBe('59.9 s')
    expect(momentIn(run, 67_000)).toBe('1:00.0')
    expect(momentIn(run, 298_300)).toBe('4:51.3')
    expect(momentIn(run, 0)).toBe('0.0 s')
  })

  it('needs no event', () => {
    expect(momentIn(new Recording(), 500)).toBe('0.0 s')
  })
})

describe('a program that notes nonsense', () => {
  const nonsense: readonly Term[] = [5, null, 'x', [], {}, [[]], { children: 5 }, { do: 'load' }]

  it.each(['supervisor', 'answered', 'load'])('as %s costs neither picture nor verdict', (kind) => {
    const trace = new Recording()
    add(trace, 'heron', 'spawn', ['shop', 'cart', []])
    for (const term of nonsense) add(trace, 'heron', 'note', [kind, term])
    const system = new Timeline(trace, 'heron').systemAt(trace.end)
    expect([...system.processes.values()]).toMatchObject([{ label: 'shop:cart', supervisor: null }])
    expect(judge({ all: (run) => passed('', run.end) }, trace, 'heron')).toMatchObject({
      all: { event: nonsense.length + 1 },
    })
  })
})

function add(trace: Recording, machine: string, kind: Recorded['kind'], term: Term, at = 0): void {
  const node = `n1@${machine}`
  const number = trace.end + 1
  const subject = new Pid(node, 1, 1)
  const who = { subject, other: null, cause: null }
  trace.append({ kind, at, node, creation: 1, number, lamport: number, ...who, term })
}

function parsed(text: string): Lesson {
  const result = parseLesson(text, 'lesson.md')
  if (!result.ok) throw new Error(JSON.stringify(result.errors))
  return result.lesson
}
