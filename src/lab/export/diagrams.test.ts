/** Traces of a real simulated system as logs for ShiViz and diagrams for Mermaid. */
import { describe, expect, it } from 'vitest'
import {
  note,
  Pid,
  pidKey,
  type Recorded,
  receive,
  register,
  self,
  send,
  spawn,
  type Term,
} from '../../kernel/index.ts'
import { World } from '../../sim/index.ts'
import { Recording, type Trace, type TraceEvent } from '../index.ts'
import { limits } from '../limits.ts'
import { mermaid } from './mermaid.ts'
import { shiviz, shivizExpression } from './shiviz.ts'

/** Two nodes: `main` starts a child, which asks `echo` of the other node thrice; then ends come. */
const program = {
  *echo() {
    register('echo', self())
    for (;;) {
      const message = (yield* receive()) as readonly [Pid, Term]
      send(message[0], ['echo', message[1]])
    }
  },
  main() {
    note('re: mark; <end> # "x"', ['$$', '%%{init}%%', 'style: a\nb'])
    spawn(['m', 'child', [self()]])
  },
  *child(parent: Pid) {
    for (const what of ['first; end', { key: 2n }, new Uint8Array(3)]) {
      send(['echo', 'n1@b'], [self(), what])
      yield* receive()
    }
    send(parent, 'wrap: too late')
  },
}

function run(): Trace {
  const world = new World({ seed: 3, load: (code) => code.load('m', '1', { ...program }) })
  world.addNode('n1@a')
  world.addNode('n1@b')
  world.start('n1@b', ['m', 'echo', []])
  world.start('n1@a', ['m', 'main', []])
  world.at(50, () => world.apply({ do: 'kill', target: { name: 'echo' } }))
  world.at(60, () => world.stopNode('n1@b'))
  world.runUntil(200)
  return world.trace
}

const eventsOf = (trace: Trace) =>
  Array.from({ length: trace.end - trace.first }, (_, i) => trace.at(trace.first + i))

function linesIn<T>(written: { readonly lines: T } | { readonly problem: unknown }): T {
  if ('lines' in written) return written.lines
  throw new Error(JSON.stringify(written.problem))
}

interface Logged {
  readonly host: string
  readonly clock: Readonly<Record<string, number>>
  readonly event: string
}

/** As ShiViz reads a file: expression, delimiter, log. */
function parsed(lines: readonly string[]): readonly Logged[] {
  const [expression = '', delimiter, ...log] = lines
  expect(delimiter).toBe('')
  const text = log.join('\n').trim()
  const found = [...text.matchAll(new RegExp(expression, 'g'))].map(({ groups }) => ({
    host: groups?.host ?? '',
    clock: JSON.parse(groups?.clock ?? '') as Logged['clock'],
    event: groups?.event ?? '',
  }))
  expect(found.length * 2).toBe(log.length)
  return found
}

describe('a ShiViz log', () => {
  it('counts the events of each lane one by one', () => {
    const seen = new Map<string, number>()
    const trace = run()
    const written = [...linesIn(shiviz(trace))]
    expect(written[0]).toBe(shivizExpression)
    const log = parsed(written)
    expect(log.length).toBe(eventsOf(trace).filter(({ kind }) => kind !== 'delivered').length)
    for (const { host, clock } of log) {
      expect(clock[host]).toBe((seen.get(host) ?? 0) + 1)
      seen.set(host, clock[host] as number)
      for (const [other, count] of Object.entries(clock)) {
        expect(count).toBeLessThanOrEqual(seen.get(other) ?? 0)
      }
    }
    expect([...seen.keys()].filter((host) => host.includes('<')).sort()).toEqual([
      'echo<n1@b.1>',
      'm:child<n1@a.2>',
      'm:main<n1@a.1>',
    ])
  })

  it('orders events as their lanes, causes and starts do, and no others', () => {
    const trace = run()
    const log = parsed([...linesIn(shiviz(trace))])
    const events = eventsOf(trace).filter(({ kind }) => kind !== 'delivered')
    const before = closureOf(trace, events, log)
    for (const [a, left] of log.entries()) {
      for (const [b, right] of log.entries()) {
        const knows = a !== b && (right.clock[left.host] ?? 0) >= (left.clock[left.host] ?? 0)
        expect(knows, `${left.event} → ${right.event}`).toBe(before[a]?.[b] === true)
      }
    }
  })

  it('lets all lanes learn of one event that caused something on each', () => {
    const trace = new Recording()
    const [lost] = eventsOf(run()).filter(({ kind }) => kind === 'nodedown')
    const at = (id: number, number: number, cause: Recorded['cause']): Recorded => ({
      ...(lost as Recorded),
      kind: 'down',
      subject: new Pid('n1@a', 1, id),
      number,
      cause,
    })
    trace.append(at(1, 1, null))
    for (const id of [2, 3]) trace.append(at(id, id, ['n1@a', 1, 1]))
    expect(parsed([...linesIn(shiviz(trace))]).map(({ clock }) => Object.values(clock))).toEqual([
      [1],
      [1, 1],
      [1, 1],
    ])
  })

  it('begins anew in a window, and refuses more lanes than can be drawn', () => {
    const trace = run()
    const log = parsed([...linesIn(shiviz(trace, { first: 12, end: 20 }))])
    expect(log[0]?.clock).toEqual({ [log[0]?.host as string]: 1 })
    const wide = new Recording()
    const [boot] = eventsOf(trace)
    for (let i = 0; i <= limits.shivizLanes; i++)
      wide.append({ ...(boot as Recorded), node: `n${i}` })
    const problem = { code: 'too_many_lanes', limit: limits.shivizLanes }
    expect(shiviz(wide)).toEqual({ problem })
  })
})

/** Before: by walking every pair. */
function closureOf(trace: Trace, events: readonly TraceEvent[], log: readonly Logged[]) {
  const causeOf = ({ cause }: TraceEvent): number => {
    const found = cause === null ? -1 : trace.find(cause)
    return found >= 0 && trace.kindAt(found) === 'delivered' ? causeOf(trace.at(found)) : found
  }
  const directly = (a: number, b: number): boolean => {
    const [first, then] = [events[a] as TraceEvent, events[b] as TraceEvent]
    if (a >= b) return false
    const isParent = then.kind === 'spawn' && then.other !== null
    const parent = isParent ? `<${then.other?.node}.${then.other?.id}>` : null
    const isOfParent = parent !== null && (log[a]?.host.endsWith(parent) ?? false)
    return log[a]?.host === log[b]?.host || causeOf(then) === first.index || isOfParent
  }
  const before = events.map((_, a) => events.map((_, b) => directly(a, b)))
  for (const [k, through] of before.entries()) {
    for (const row of before) {
      if (row[k]) for (const [j, further] of through.entries()) row[j] ||= further
    }
  }
  return before
}

describe('a Mermaid diagram', () => {
  it('has the lanes, the messages, the ends and the remarks', () => {
    expect(linesIn(mermaid(run(), { first: 0, end: 1_000 })).join('\n')).toMatchInlineSnapshot(`
      "sequenceDiagram
          participant l1 as n1@a
          participant l2 as n1@b
          participant l3 as echo#60;n1@b.1#62;
          participant l4 as m:main#60;n1@a.1#62;
          participant l5 as m:child#60;n1@a.2#62;
          participant l6 as #60;n1@b.0#62;
          Note over l1: boot: {creation: 1}
          Note over l2: boot: {creation: 1}
          Note over l2: nodeup: {node: 'n1@a', creation: 1}
          Note over l1: nodeup: {node: 'n1@b', creation: 1}
          l3-->>l3: start
          l4-->>l4: start
          Note over l4: note: ['re: mark#59; #60;#101;nd#62; #35; "x"', ['#36;#36;', '#37;#37;{init}#37;#37;', '#115;tyle: a·b'…
          l4-->>l5: start
          Note over l4: ended: 'normal'
          l5->>l3: [#60;n1@a.2#62;, 'first#59; #101;nd']
          l3->>l5: ['echo', 'first#59; #101;nd']
          l5->>l3: [#60;n1@a.2#62;, {key: 2n}]
          l3->>l5: ['echo', {key: 2n}]
          l5->>l3: [#60;n1@a.2#62;, #60;#60;3 bytes#62;#62;]
          l3->>l5: ['echo', #60;#60;3 bytes#62;#62;]
          l5-xl1: '#119;rap: too late'
          Note over l5: ended: 'normal'
          Note over l3: op: {do: 'kill', target: {name: 'echo'}}
          l6-->>l3: EXIT 'kill'
          Note over l3: ended: 'killed'
          Note over l1: nodedown: {node: 'n1@b', creation: 1, reason: 'connection_lost'}"
    `)
  })

  it('shows a message that is still on its way', () => {
    const trace = run()
    const sent = eventsOf(trace).find(
      ({ kind, term }) => kind === 'sent' && `${term}`.includes('first'),
    )
    const window = { first: 0, end: (sent as TraceEvent).index + 1 }
    expect(linesIn(mermaid(trace, window)).at(-1)).toMatch(/Note over l\d+: sent to echo/)
  })

  const forbidden = /[#;<>&%$\\`]|\bend\b|style|wrap|[\p{Cc}\p{Cs}]/iu

  it('has only lines that Mermaid reads', () => {
    for (const line of linesIn(mermaid(run(), { first: 0, end: 1_000 })).slice(1)) {
      const text =
        /^ {4}(?:participant l\d+ as |Note over l\d+: |l\d+(?:->>|-->>|-\)|-x)l\d+: )(.+)$/.exec(
          line,
        )?.[1]
      expect(text, line).toBeDefined()
      expect(text?.replace(/#\d+;/g, '')).not.toMatch(forbidden)
    }
  })

  it('refuses what is too wide, too high or too long', () => {
    const trace = run()
    const event = eventsOf(trace).find(({ kind }) => kind === 'exit') as TraceEvent
    const made = (count: number, part: (i: number) => Partial<Recorded>) => {
      const recording = new Recording()
      for (let i = 0; i < count; i++) recording.append({ ...event, number: i, ...part(i) })
      return mermaid(recording, { first: 0, end: count })
    }
    const lanes = made(limits.mermaidLanes + 1, (i) => ({ subject: new Pid(event.node, 1, i) }))
    expect(lanes).toEqual({ problem: { code: 'too_many_lanes', limit: limits.mermaidLanes } })
    const lines = made(limits.mermaidLines + 1, () => ({}))
    expect(lines).toEqual({ problem: { code: 'too_many_events', limit: limits.mermaidLines } })
    const long = made(limits.mermaidLines, () => ({ term: '<'.repeat(100) }))
    expect(long).toEqual({ problem: { code: 'too_long', limit: limits.mermaidCharacters } })
    expect(made(3, () => ({}))).toHaveProperty('lines')
    expect(pidKey(event.subject as Pid)).toContain(event.node)
  })
})
