/**
 * A scripted trace for the tests of this room: the first minute as a node would write it, event by
 * event, with figures chosen by hand.
 */
import { type EventId, type EventKind, Pid, type Term } from '../kernel/index.ts'
import { Recording, type System, Timeline } from '../lab/index.ts'

const n1 = 'n1@heron'
const n2 = 'n2@heron'

type Child = readonly [id: string, pid: Pid | null, type?: 'supervisor']

export class Sample {
  readonly trace = new Recording()
  private at = 0
  private readonly numbers = new Map<string, number>()
  private readonly pids = new Map<string, number>()

  wait(ms: number): void {
    this.at += ms
  }

  add(
    kind: EventKind,
    node: string,
    about: { subject?: Pid; other?: Pid; cause?: EventId } = {},
    term: Term = null,
  ): EventId {
    const number = (this.numbers.get(node) ?? 0) + 1
    this.numbers.set(node, number)
    const { subject = null, other = null, cause = null } = about
    const stamp = { at: this.at, node, creation: 1, number, lamport: this.trace.end }
    this.trace.append({ kind, ...stamp, subject, other, cause, term })
    return [node, 1, number]
  }

  spawn(node: string, parent: Pid | null, name: string): Pid {
    const id = (this.pids.get(node) ?? 0) + 1
    this.pids.set(node, id)
    const subject = new Pid(node, 1, id)
    const start = ['gen_server', 'initIt', [parent, name, null, name]]
    this.add('spawn', node, parent === null ? { subject } : { subject, other: parent }, start)
    this.add('register', node, { subject }, name)
    if (parent !== null) this.add('link', node, { subject, other: parent })
    return subject
  }

  supervise(subject: Pid, intensity: number, children: readonly Child[], restarts: number[]): void {
    const listed = children.map(([id, pid, type]) => ({ id, pid, type: type ?? 'worker' }))
    const note = {
      strategy: 'one_for_one',
      intensity,
      periodMs: 10_000,
      children: listed,
      restarts,
    }
    this.add('note', subject.node, { subject }, ['supervisor', note])
  }

  /** A linked process dies and its supervisor hears. */
  die(subject: Pid, supervisor: Pid, reason: Term): void {
    this.add('unregister', subject.node, { subject })
    const exit = this.add('exit', subject.node, { subject }, reason)
    const about = { subject, other: supervisor, cause: exit }
    const sent = this.add('exit_sent', subject.node, about, reason)
    this.wait(0.2)
    const heard = { subject: supervisor, other: subject, cause: sent }
    this.add('exit_arrived', supervisor.node, heard, [reason, 'trapped'])
  }

  system(cursor = this.trace.end): System {
    return new Timeline(this.trace, 'heron').systemAt(cursor)
  }
}

export interface Cast {
  readonly sample: Sample
  readonly root: Pid
  readonly desk: Pid
  readonly counter: Pid
  readonly clock: Pid
  readonly operator: Pid
}

/** root → desk → counter, clock on the other node; root → operator. The counter stands at 42. */
export function running(): Cast {
  const sample = new Sample()
  sample.add('host', n1, {}, ['joined', { machine: 'heron', tookMs: 220 }])
  sample.add('boot', n1, {}, { creation: 1 })
  sample.add('boot', n2, {}, { creation: 1 })
  sample.add('nodeup', n1, {}, { node: n2, creation: 1 })
  const root = sample.spawn(n1, null, 'root')
  const desk = sample.spawn(n1, root, 'desk')
  const counter = sample.spawn(n2, desk, 'counter')
  const clock = sample.spawn(n2, desk, 'clock')
  sample.supervise(
    desk,
    2,
    [
      ['counter', counter],
      ['clock', clock],
    ],
    [],
  )
  const operator = sample.spawn(n1, root, 'operator')
  sample.supervise(
    root,
    3,
    [
      ['desk', desk, 'supervisor'],
      ['operator', operator],
    ],
    [],
  )
  sample.wait(42_000)
  sample.add('state', n2, { subject: counter }, 42)
  return { sample, root, desk, counter, clock, operator }
}

/** The counter is killed and started again; the pid of the new one. */
export function killCounter({ sample, desk, counter, clock }: Cast): Pid {
  sample.add('op', n1, {}, { do: 'kill', target: { name: 'counter' } })
  sample.die(counter, desk, 'killed')
  const again = sample.spawn(n2, desk, 'counter')
  sample.supervise(
    desk,
    2,
    [
      ['counter', again],
      ['clock', clock],
    ],
    [42_000],
  )
  return again
}

/** A second machine joins, and root starts an echo there. */
export function addOtter({ sample, root, desk, operator }: Cast): Pid {
  const linked = { machine: 'otter', how: 'same_computer', tookMs: 300, again: false }
  sample.add('host', n1, {}, ['linked', linked])
  sample.add('boot', 'n1@otter', {}, { creation: 1 })
  sample.add('nodeup', n1, {}, { node: 'n1@otter', creation: 1 })
  sample.add('nodeup', n2, {}, { node: 'n1@otter', creation: 1 })
  const echo = sample.spawn('n1@otter', root, 'echo')
  const children: Child[] = [
    ['desk', desk, 'supervisor'],
    ['operator', operator],
    ['echo', echo],
  ]
  sample.supervise(root, 3, children, [])
  return echo
}
