/** D15: tasks and their owners in a simulated world, as Elixir 1.14 was seen to do it. */
import { describe, expect, it } from 'vitest'
import {
  exit,
  get,
  monitor,
  Pid,
  processes,
  processInfo,
  Ref,
  receive,
  type Start,
  self,
  send,
  spawn,
  type Term,
  trapExit,
  type Waits,
} from '../../kernel/index.ts'
import { runMain, type World } from '../../sim/index.ts'
import { flush, wait } from '../gen/scripted.ts'
import * as task from './task.ts'
import type { Task } from './task-supervised.ts'
import { caught, trialIn } from './task-trial.ts'

const work = {
  ok: (x: Term) => x,
  *slow(ms: number, x: Term): Waits<Term> {
    yield* receive(() => false, ms)
    return x
  },
  boom: (reason: Term) => exit(reason),
  origin: () => [get('$callers'), get('$initial_call'), get('$ancestors')],
}

const run = trialIn(runMain, work)

function notesOf({ trace }: World, kind: string): Term[] {
  const found: Term[] = []
  for (let i = trace.first; i < trace.end; i++) {
    const { kind: what, term } = trace.at(i)
    if (what === 'note' && (term as Term[])[0] === kind) found.push((term as Term[])[1] as Term)
  }
  return found
}

const pidOf = (t: Task) => t.pid as Pid
const links = () => processInfo(self(), 'links') ?? []

function* awaited(start: Start): Waits<Term> {
  return yield* task.await(task.async(start))
}

describe('task.async', () => {
  it('links, monitors, and sends the result, an EXIT to who traps, and a DOWN', () => {
    const { result } = run(function* () {
      trapExit(true)
      const t = task.async(['m', 'ok', [1]])
      const all = yield* flush()
      return { t, all }
    })
    const { t, all } = result as { t: Task; all: Term[] }
    expect(all).toEqual([
      [t.ref, 1],
      ['EXIT', t.pid, 'normal'],
      ['DOWN', t.ref, 'process', t.pid, 'normal'],
    ])
    expect(t.mfa).toEqual(['m', 'ok', 1])
    expect(t.ref).toBeInstanceOf(Ref)
  })

  it('tells a crash as EXIT and DOWN to who traps', () => {
    const { result } = run(function* () {
      trapExit(true)
      const t = task.async(['m', 'boom', ['b']])
      return { t, all: yield* flush() }
    })
    const { t, all } = result as { t: Task; all: Term[] }
    expect(all).toEqual([
      ['EXIT', t.pid, 'b'],
      ['DOWN', t.ref, 'process', t.pid, 'b'],
    ])
  })

  it('takes its owner along when it crashes', () => {
    const { end, result } = run(function* () {
      yield* task.await(task.async(['m', 'boom', ['b']]))
      return 'went on'
    })
    expect(end).toEqual('b')
    expect(result).toBeUndefined()
  })

  it('dies with its owner, but not of the owner’s normal end', () => {
    const owner = {
      *crash(to: Pid): Waits<void> {
        const t = task.async(['m', 'slow', [1000, 1]])
        yield* wait(10)
        send(to, pidOf(t))
        exit('gone')
      },
      leave: (to: Pid) => send(to, pidOf(task.async(['m', 'slow', [50, 1]]))),
    }
    const { result } = run(function* () {
      const ends: Term[] = []
      for (const how of ['crash', 'leave']) {
        spawn(['m', how, [self()]])
        monitor((yield* receive()) as Pid)
        ends.push(((yield* receive()) as Term[])[4] as Term)
      }
      return ends
    }, owner)
    expect(result).toEqual(['noproc', 'normal'])
  })

  it('isn’t started for what names no function, or can’t be sent', () => {
    const { result } = run(function* () {
      const answers: Term[] = []
      for (const start of ['m', ['m', 'ok'], ['m', 'ok', [() => 1]]] as unknown as Start[]) {
        answers.push(yield* caught(awaited(start)))
      }
      return [answers.map((each) => JSON.stringify(each)), links(), processes().length]
    })
    const [texts, left, count] = result as [string[], Term, number]
    expect(texts[0]).toContain("start must be ['module', 'function', [arguments]]")
    expect(texts[1]).toBe(texts[0])
    expect(texts[2]).toContain("is a function and can't be sent")
    expect([left, count]).toEqual([[], 1])
  })

  it('knows its callers, its initial call and its ancestors', () => {
    const { result } = run(function* () {
      return [self(), yield* task.await(task.async(['m', 'origin', []]))]
    })
    const [me, origin] = result as [Pid, Term]
    expect(origin).toEqual([[me], ['m', 'origin', 0], [me]])
  })

  it('adds its callers to those of its own caller', () => {
    const { result } = run(
      function* () {
        return [self(), yield* task.await(task.async(['m', 'nested', []]))]
      },
      {
        *nested(): Waits<Term> {
          return [self(), yield* task.await(task.async(['m', 'origin', []]))]
        },
      },
    )
    const [me, [inner, origin]] = result as [Pid, [Pid, Term]]
    expect(origin).toEqual([
      [inner, me],
      ['m', 'origin', 0],
      [inner, me],
    ])
  })

  it('reports a crash before it goes, and a meant end not at all', () => {
    const { world } = run(function* () {
      trapExit(true)
      task.async(['m', 'boom', [['shutdown', 'x']]])
      task.async(['m', 'boom', ['b']])
      yield* flush()
    })
    const reports = notesOf(world, 'task_report') as unknown as readonly { reason: Term }[]
    expect(reports.map(({ reason }) => reason)).toEqual(['b'])
    expect(notesOf(world, 'crash_report')).toHaveLength(1)
  })
})

describe('a task that nobody awaits', () => {
  it('takes its starter along only when linked', () => {
    const linked = run(function* () {
      task.startLink(['m', 'boom', ['b']])
      yield* wait(50)
    })
    const free = run(function* () {
      const [tag, pid] = task.start(['m', 'boom', ['b']])
      yield* wait(50)
      return [tag, pid instanceof Pid, yield* flush(), links()]
    })
    expect(linked.end).toEqual('b')
    expect(free.end).toEqual('normal')
    expect(free.result).toEqual(['ok', true, [], []])
  })

  it('may be completed from the beginning', () => {
    const { result } = run(function* () {
      const t = task.completed(5)
      return [t.pid, yield* task.await(t), yield* flush(), yield* caught(task.shutdown(t))]
    })
    const refused = ['badarg', 'task.shutdown: task must be one that has a process']
    expect(result).toEqual([null, 5, [], ['error', refused]])
  })
})
