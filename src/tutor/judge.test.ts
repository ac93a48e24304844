/** Verdicts, progress and scripts on traces of a few events. */
import { describe, expect, it } from 'vitest'
import { Pid, type Recorded, type Term } from '../kernel/index.ts'
import { type Op, passed, pending, Recording } from '../lab/index.ts'
import {
  advance,
  allPassed,
  type Checks,
  checkNameFaults,
  judge,
  type Lesson,
  markRead,
  noProgress,
  parseLesson,
  scriptOf,
  type Verdicts,
  withFiles,
} from './index.ts'

const lesson = parse(`---
id: small
title: Small
idea: One idea.
program: { files: [a.ts], edit: [a.ts], root: a }
checks: { quiet: Nothing is noted., loud: Something is noted. }
actions:
  kick: { do: kill, target: ann }
  push: { do: send, target: ann, message: { by: [1, 2] } }
---

## Read {#read}

Words.

## Guess {#guess}

Which? Then [kick](do:kick).

- ( ) this
- (x) that

### Reveal

That.

## Act {#act}

[Kick](do:kick) and [push](do:push).

## Check {#check}

Edit.

check: quiet, loud
`)

const kick: Op = { do: 'kill', target: { name: 'ann' } }
const push: Op = { do: 'send', target: { name: 'ann' }, message: { by: [1, 2] } }
const load: Op = { do: 'load', files: [] }
const guess = (choice: string): Op => ({ do: 'predict', step: 'guess', choice })

const notes =
  (wanted: number): Checks[string] =>
  (trace) => {
    let count = 0
    for (let i = trace.first; i < trace.end; i++) if (trace.kindAt(i) === 'note') count++
    return count === wanted ? passed(`${count} notes`, trace.end - 1) : pending(`${count} notes`)
  }

describe('judge', () => {
  it('gives a verdict for each check', () => {
    expect(judge({ quiet: notes(0), loud: notes(1) }, traceOf('note'))).toEqual({
      quiet: { status: 'pending', reason: '1 notes' },
      loud: { status: 'passed', reason: '1 notes', event: 0 },
    })
  })

  it('leaves out what happened before the program was loaded anew', () => {
    const trace = traceOf('note', 'note', load, 'note', kick)
    expect(judge({ loud: notes(1) }, trace)).toEqual({
      loud: { status: 'passed', reason: '1 notes', event: 4 },
    })
  })

  it('finds no event of an earlier run', () => {
    const trace = traceOf('note', load, 'note')
    const found: number[] = []
    const look: Checks[string] = (run) => {
      found.push(run.find(['n1@heron', 1, 1]), run.find(['n1@heron', 1, 3]))
      return pending('')
    }
    judge({ look }, trace)
    expect(found).toEqual([-1, 2])
  })

  it('names goals without a check and checks without a goal', () => {
    expect(checkNameFaults(lesson, { quiet: notes(0), loud: notes(1) })).toEqual([])
    expect(checkNameFaults(lesson, { quiet: notes(0), extra: notes(1) })).toEqual([
      "lesson 'small': goal 'loud' has no check in checks.ts",
      "lesson 'small': check 'extra' has no goal in lesson.md",
    ])
  })

  it('calls no lesson passed that has nothing to pass', () => {
    expect(allPassed({})).toBe(false)
  })
})

describe('progress', () => {
  const none = noProgress(lesson)

  it('counts a step without an ask as done when it is read, and no other', () => {
    expect(markRead(lesson, none, 'read').done).toEqual(['read'])
    expect(markRead(lesson, none, 'act')).toBe(none)
    expect(markRead(lesson, none, 'nowhere')).toBe(none)
  })

  it('counts a prediction as done when the choice is made and its action done', () => {
    const chosen = advance(lesson, none, traceOf(guess('a')), {})
    expect(chosen).toMatchObject({ done: [], predictions: { guess: 'a' } })
    expect(advance(lesson, chosen, traceOf(kick), {}).done).toEqual(['guess'])
  })

  it('waits with a prediction until its check has passed, and needs it for no end', () => {
    const waiting = {
      ...lesson,
      steps: lesson.steps.map((step) =>
        step.ask.type === 'predict' ? { ...step, ask: { ...step.ask, checks: ['seen'] } } : step,
      ),
    }
    const all: Verdicts = { quiet: passed('', 0), loud: passed('', 0) }
    const unseen = { ...all, seen: pending('nothing yet') }
    const chosen = advance(waiting, none, traceOf(guess('a'), kick), unseen)
    expect(chosen).toMatchObject({ done: ['check'], passed: true })
    const seen = { ...all, seen: passed('', 0) }
    expect(advance(waiting, chosen, traceOf(), seen).done).toEqual(['check', 'guess'])
  })

  it('keeps the first choice, and none that the step does not offer', () => {
    const trace = traceOf(guess('z'), guess('b'), guess('a'))
    expect(advance(lesson, none, trace, {}).predictions).toEqual({ guess: 'b' })
  })

  it('counts actions as done when each was done once, in any run', () => {
    const pushed = advance(lesson, none, traceOf(push), {})
    expect(pushed).toMatchObject({ done: [], acted: ['push'] })
    expect(advance(lesson, pushed, traceOf(kick), {}).done).toEqual(['act'])
  })

  it('does not take another operation for the action', () => {
    const other = traceOf(
      { ...push, message: { by: [1, 3] } } as Op,
      { ...kick, target: { name: 'bob' } } as Op,
    )
    expect(advance(lesson, none, other, {})).toBe(none)
  })

  it('counts a check step as done when all of its checks pass, and keeps it', () => {
    const half = { quiet: passed('', 0), loud: pending('') }
    expect(advance(lesson, none, traceOf(), half)).toMatchObject({ done: [], passed: false })
    const full: Verdicts = { quiet: passed('', 0), loud: passed('', 0) }
    const finished = advance(lesson, none, traceOf(), full)
    expect(finished).toMatchObject({ done: ['check'], passed: true })
    expect(advance(lesson, finished, traceOf(), half)).toBe(finished)
  })
})

describe('a folder', () => {
  it('puts the ops of the lesson into a script', () => {
    const scenario = {
      seeds: [1],
      untilMs: 10,
      fails: {},
      script: [
        { atMs: 1, action: 'kick' },
        { atMs: 2, op: load },
      ],
    }
    expect(scriptOf(lesson, scenario)).toEqual([
      { atMs: 1, op: kick },
      { atMs: 2, op: load },
    ])
    const strange = { ...scenario, script: [{ atMs: 1, action: 'fly' }] }
    expect(() => scriptOf(lesson, strange)).toThrow("lesson 'small' has no action 'fly'")
  })

  it('lays changed files over a program and adds new ones', () => {
    const file = (name: string, text: string) => ({ name, text })
    const program = [file('a.ts', '1'), file('b.ts', '1')]
    expect(withFiles(program, [file('c.ts', '2'), file('a.ts', '2')])).toEqual([
      file('a.ts', '2'),
      file('b.ts', '1'),
      file('c.ts', '2'),
    ])
  })
})

function traceOf(...events: readonly (Op | 'note')[]): Recording {
  const trace = new Recording()
  for (const [i, event] of events.entries()) {
    const common = { at: i, node: 'n1@heron', creation: 1, number: i + 1, lamport: i + 1 }
    const who = { subject: new Pid('n1@heron', 1, 1), other: null, cause: null }
    const what =
      event === 'note'
        ? { kind: 'note' as const, term: ['x', null] }
        : { kind: 'op' as const, term: event as unknown as Term }
    trace.append({ ...common, ...who, ...what } satisfies Recorded)
  }
  return trace
}

function parse(text: string): Lesson {
  const result = parseLesson(text, 'lesson.md')
  if (!result.ok) throw new Error(JSON.stringify(result.errors))
  return result.lesson
}
