/** Every kind of event is told in words, by names before ids. */
import { describe, expect, it } from 'vitest'
import { type EventKind, eventKinds, Pid, type Term } from '../../kernel/index.ts'
import type { TraceEvent } from '../../lab/index.ts'
import { namesFrom } from '../names.ts'
import { sayIn } from '../words/words.ts'
import { eventSentence } from './event-sentence.ts'

const say = sayIn('en')
const counter = new Pid('n2@heron', 1, 1)
const desk = new Pid('n1@heron', 1, 2)
const names = (pid: Pid) => (pid === counter ? 'counter' : 'desk')

function event(kind: EventKind, term: Term, more: Partial<TraceEvent> = {}): TraceEvent {
  const stamp = { index: 7, at: 0, node: 'n1@heron', creation: 1, number: 1, lamport: 1 }
  return { ...stamp, kind, term, subject: counter, other: desk, cause: null, ...more }
}

const told = (kind: EventKind, term: Term, more?: Partial<TraceEvent>) =>
  eventSentence(event(kind, term, more), names, say)

describe('eventSentence', () => {
  it.each<[EventKind, Term, string]>([
    ['spawn', ['counter', 'init', []], 'desk started counter on n2@heron'],
    ['exit', 'killed', 'counter was killed'],
    ['exit', 'normal', 'counter finished'],
    ['exit', ['badmatch', 3], "counter died: ['badmatch', 3]"],
    ['exit_arrived', ['killed', 'trapped'], 'counter heard through its link: desk ended, killed'],
    ['exit_arrived', ['shutdown', 'died'], 'desk took counter along: shutdown'],
    ['delivered', ['add', 3], "['add', 3] came to counter from desk"],
    ['state', { seconds: 3 }, 'counter is now {seconds: 3}'],
    ['suspend', null, 'counter is suspended; its mail goes on arriving'],
    ['code', ['counter', 'ab12'], "n1@heron loaded counter, version 'ab12'"],
  ])('tells %s %j', (kind, term, sentence) => {
    expect(told(kind, term)).toBe(sentence)
  })

  it('tells what nobody sent and what nobody got', () => {
    expect(told('delivered', 'tick', { other: null })).toBe("'tick' came to counter")
    expect(told('dropped', ['clock', 'tick'])).toBe(
      "'tick' from counter reached nobody: clock doesn’t exist",
    )
  })

  it.each<[Term, string]>([
    [{ do: 'kill', target: { name: 'counter' } }, 'By hand: kill counter'],
    [{ do: 'crash', target: { name: 'counter' }, reason: 'boom' }, 'By hand: crash counter, boom'],
    [
      { do: 'stop_application', node: 'n1@heron', name: 'shop' },
      'By hand: stop the application shop on n1@heron',
    ],
    [{ do: 'suspend', target: { name: 'counter' } }, 'By hand: suspend counter'],
    [{ do: 'cut', machine: 'otter' }, 'By hand: pull the plug to otter'],
    [{ do: 'load', files: [{ name: 'a.ts', text: '' }] }, 'By hand: new code in a.ts'],
  ])('tells what somebody did: %j', (op, sentence) => {
    expect(told('op', op)).toBe(sentence)
  })

  it.each<[Term, string]>([
    [
      ['linked', { machine: 'otter', how: 'same_computer', tookMs: 300, again: false }],
      'otter joined after 300 ms, same computer',
    ],
    [['suspected', { machine: 'otter', silentMs: 1_500 }], 'otter is silent for 1.5 s: suspected'],
    [
      ['down', { machine: 'otter', how: 'goodbye', lastHeardMs: 90, tookMs: 40 }],
      'otter said goodbye; known after 40 ms',
    ],
    [
      ['down', { machine: 'otter', how: 'silence', lastHeardMs: 4_000, tookMs: 4_000 }],
      'otter is given up after 4 s of silence; dead or cut off, nobody here can tell',
    ],
    [['node_killed', { node: 'n2@heron', creation: 1 }], 'n2@heron was killed'],
    [['something_new', { a: 1 }], 'n1@heron reports something_new'],
  ])('tells what a machine reports: %j', (report, sentence) => {
    expect(told('host', report)).toBe(sentence)
  })

  it('says on which node, where several have somebody of that name', () => {
    const known = ['n1/1/1', 'n2/1/1'].map((key) => [key, 'root'] as const)
    const called = namesFrom(new Map([...known, ['n2/1/2', 'seat']]))
    const tell = (subject: Pid, kind: EventKind, other: Pid | null = null) =>
      eventSentence(event(kind, 'killed', { subject, other }), called, say)
    expect(tell(new Pid('n2', 1, 1), 'exit')).toBe('n2: root was killed')
    expect(tell(new Pid('n2', 1, 2), 'exit')).toBe('seat was killed')
    const inRooms = namesFrom(new Map([...known].map(([key]) => [key.replace('/', '@h/'), 'root'])))
    const root = event('exit', 'killed', { subject: new Pid('n2@h', 1, 1) })
    expect(eventSentence(root, inRooms, say)).toBe('root was killed')
  })

  it('has a sentence for every kind, whatever its parts', () => {
    for (const kind of eventKinds) {
      const sentence = eventSentence(event(kind, [], { subject: null, other: null }), names, say)
      expect(sentence, kind).toMatch(/\S/)
      expect(sentence, kind).not.toMatch(/\{\w+\}|undefined/)
    }
  })
})
