/** Fault scripts, by hand and from strangers: what is read, and how a mistake is told. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Pid } from '../../kernel/index.ts'
import { limits } from '../limits.ts'
import { readFault, readFaultScript, type ScriptProblem } from './read-script.ts'
import { diskFaults, type Fault, type FaultStep, faultWords } from './script.ts'

const nodes = ['n1@heron', 'n2@heron', 'n1@otter']

const all: readonly Fault[] = [
  { do: 'crash', node: 'n1@heron' },
  { do: 'restart', node: 'n1@heron' },
  { do: 'kill', process: 'counter' },
  { do: 'kill', process: 'chord', node: 'n2@heron' },
  { do: 'partition', groups: [['n1@heron', 'otter'], ['n2@heron']] },
  { do: 'partition', groups: [] },
  { do: 'heal' },
  { do: 'heal', all: true },
  { do: 'link', from: 'n1@heron', to: '*', lossPercent: 0.5, delayMs: 20, jitterMs: 1.5 },
  { do: 'link', from: '*', to: 'otter', duplicatePercent: 1, reorderPercent: 100 },
  { do: 'link', from: '*', to: '*', corruptPercent: 3 },
  { do: 'cut', from: 'n1@heron', to: 'n2@heron' },
  { do: 'mend', from: 'heron', to: 'otter', oneWay: true },
  { do: 'slow', node: 'n1@heron', factor: 10 },
  { do: 'pause', node: 'n1@heron', forMs: 300 },
  { do: 'clock', node: 'n1@heron', driftPpm: -200 },
  ...diskFaults.map((fault) => ({ do: 'disk', node: 'n1@heron', fault }) as const),
  { do: 'disk', node: 'n1@heron', fault: 'full', on: false },
  { do: 'drop', sent: ['n1@heron', 1, 57] },
  { do: 'delay', sent: ['n1@heron', 1, 57], delayMs: 40 },
  { do: 'duplicate', sent: ['n1@heron', 1, 57] },
  { do: 'reorder', sent: ['n1@heron', 2, 1] },
  { do: 'corrupt', sent: ['n1@heron', 1, 57] },
  { do: 'undo', fault: { do: 'slow', node: 'n1@heron', factor: 10 } },
  { do: 'random', untilMs: 60_000, lossPercent: 5, crashPerMin: 2, diskFaultPerMin: 0.5 },
]

const steps = all.map((fault, i): FaultStep => ({ atMs: i * 100.5, ...fault }))

function problemOf(text: string, known: readonly string[] | null = null): ScriptProblem {
  const read = readFaultScript(text, known)
  if ('problem' in read) return read.problem
  throw new Error('it was read')
}

describe('a fault script', () => {
  it('has every word, and none is lost on the way', () => {
    expect(new Set(all.map((fault) => fault.do))).toEqual(new Set(Object.keys(faultWords)))
    expect(readFaultScript(JSON.stringify(steps, null, 2), nodes)).toEqual({ steps })
    expect(readFaultScript(`\ufeff${JSON.stringify(steps)}`)).toEqual({ steps })
  })

  const at = (fields: string) => `[\n{"atMs": 0, "do": "heal"},\n{"atMs": 1, ${fields}}]`

  it.each<[string, string, string]>([
    ['"do": "crsh", "node": "n1@heron"', 'crsh', "no fault is called 'crsh'; there are crash,"],
    ['"do": "constructor"', 'constructor', 'no fault is called'],
    ['"do": "__proto__"', '__proto__', 'no fault is called'],
    ['"do": 7', 'do', "'do' must be a word"],
    ['"node": "n1@heron"', 'do', "'do' is missing"],
    ['"do": "crash"', 'node', "'crash' needs 'node'"],
    ['"do": "crash", "node": 1', 'node', "'node' must be a name, not 1"],
    ['"do": "crash", "node": "n9@heron"', 'n9@heron', "'node': there is no node 'n9@heron'"],
    ['"do": "crash", "node": "heron"', 'heron', 'there is no node'],
    ['"do": "crash", "node": "*"', '*', 'there is no node'],
    ['"do": "crash", "nod": "x", "node": "n1@heron"', 'nod', "'crash' has no field 'nod'; it has"],
    ['"do": "heal", "__proto__": {}', '__proto__', "'heal' has no field '__proto__'"],
    ['"do": "heal", "do": "heal"', 'do', "'do' is given twice"],
    ['"do": "heal", "all": 1', 'all', "'all' must be true or false, not 1"],
    ['"do": "link", "from": "*"', 'to', "'link' needs 'to'"],
    ['"do": "link", "from": "*", "to": "*", "lossPercent": 101', 'lossPercent', 'from 0 to 100'],
    ['"do": "link", "from": "*", "to": "*", "lossPercent": "5"', 'lossPercent', "not '5'"],
    ['"do": "link", "from": "*", "to": "*", "delayMs": -1', 'delayMs', 'not -1'],
    ['"do": "pause", "node": "n1@heron", "forMs": 1e999', 'forMs', 'not Infinity'],
    ['"do": "slow", "node": "n1@heron", "factor": 0', 'factor', 'a number from 1 on'],
    ['"do": "clock", "node": "n1@heron", "driftPpm": 1e9', 'driftPpm', 'millionths'],
    ['"do": "disk", "node": "n1@heron", "fault": "rust"', 'rust', 'no fault of a disk'],
    ['"do": "drop", "sent": ["n1@heron", 1]', 'sent', 'the event of a message'],
    ['"do": "drop", "sent": ["n1@heron", 1, 0.5]', 'sent', 'the event of a message'],
    ['"do": "partition", "groups": ["n1@heron"]', 'groups', 'a list of lists'],
    ['"do": "partition", "groups": [[]]', 'groups', 'a list of lists'],
    ['"do": "partition", "groups": [["otter"], ["otter"]]', 'otter', "'otter' is in two groups"],
    ['"do": "undo", "fault": {"do": "heal"}', 'heal', "'heal' can't be undone"],
    [
      '"do": "undo", "fault": {"do": "disk", "node": "n1@heron", "fault": "lost"}',
      'disk',
      "'disk' can't be undone",
    ],
    ['"do": "undo", "fault": {"do": "crash"}', 'node', "'crash' needs 'node'"],
    ['"do": "random", "untilMs": 1', 'untilMs', "later than 'atMs'"],
  ])('names the line and the word: %s', (fields, word, message) => {
    expect(problemOf(at(fields), nodes)).toMatchObject({ line: 3, word })
    expect(problemOf(at(fields), nodes).message).toContain(message)
  })

  it.each<[string, number, string, string]>([
    ['[{"do":"heal"}]', 1, 'atMs', "'atMs' is missing"],
    ['[\n{"do":"heal",\n"atMs":-1}]', 3, 'atMs', "'atMs' must be milliseconds, from 0 on, not -1"],
    ['[\n7]', 2, '', 'a fault is an object, { "do": …, … }'],
    ['nonsense', 1, 'nonsense', 'a list in brackets, [ … ], is expected'],
  ])('names the line of %j', (text, line, word, message) => {
    expect(problemOf(text)).toEqual({ line, word, message })
  })

  it('of a hostile hand ends with a message', () => {
    const step = '{"atMs":0,"do":"heal"}'
    const tooMany = `[${`${step},`.repeat(limits.scriptSteps)}${step}]`
    expect(problemOf(tooMany).message).toBe('there are more than 100000 steps')
    expect(problemOf(' '.repeat(10_000_001)).message).toContain('too long')
    expect(problemOf('['.repeat(1_000_000)).message).toContain('too deep')
    expect(problemOf(`[{"a":"${'x'.repeat(9_000_000)}"}]`).message).toContain("'atMs' is missing")
    const long = `[{"atMs":0,"do":"${'x'.repeat(9_000_000)}"}]`
    expect(problemOf(long).message.length).toBeLessThan(400)
    const group = `[{"atMs":0,"do":"partition","groups":[${'[],'.repeat(3_000_000)}[]]}]`
    expect(problemOf(group).message).toContain('too many values')
    const undo = '{"do":"undo","fault":'.repeat(100_000)
    const storm = '{"atMs":0,"do":"random","untilMs":60000,"crashPerMin":4000}'
    expect(problemOf(`[${storm},\n${storm},\n${storm}]`)).toEqual({
      line: 3,
      word: 'random',
      message: 'the storms have too many faults: at most 10000 in a script',
    })
    const drizzle = '{"atMs":0,"do":"random","untilMs":60,"crashPerMin":0.1,"pausePerMin":0.1}'
    const drizzles = Array.from({ length: 5_001 }, () => drizzle)
    expect(problemOf(`[${drizzles}]`).message).toContain('the storms have too many faults')
    expect(problemOf(`[{"atMs":0,"do":"undo","fault":${undo}`).message).toContain('too deep')
  })

  it('of any text is steps or a problem', () => {
    const words = fc.constantFrom(...Object.keys(faultWords))
    const value = fc.jsonValue({ maxDepth: 3 })
    const step = fc.record({ atMs: fc.nat(), do: words, node: value, groups: value, sent: value })
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(step).map((steps) => JSON.stringify(steps)),
          fc.json(),
        ),
        (text) => {
          const read = readFaultScript(text)
          expect('steps' in read || read.problem.line > 0).toBe(true)
        },
      ),
    )
  })
})

describe('a fault as data', () => {
  it('is the same that a script has', () => {
    for (const fault of all) expect(readFault(fault, nodes)).toEqual(fault)
  })

  it.each<unknown>([
    null,
    'heal',
    [],
    {},
    { do: 'heal', atMs: 0 },
    { do: 'crash', node: new Pid('n1@heron', 1, 1) },
    { do: 'pause', node: 'n1@heron', forMs: Number.NaN },
    { do: 'pause', node: 'n1@heron', forMs: 5n },
    { do: 'partition', groups: Array.from({ length: 1_000_000 }, () => ['a']) },
    Object.create({ do: 'heal' }),
  ])('is refused when it is none', (value) => {
    expect(readFault(value)).toBe(null)
  })

  it('says nothing that goes without saying', () => {
    const cut = { do: 'cut', from: 'heron', to: 'otter' }
    expect(readFault({ ...cut, oneWay: false })).toEqual(cut)
    expect(readFault({ ...cut, oneWay: true })).toEqual({ ...cut, oneWay: true })
  })

  it('is refused when it contains itself', () => {
    const groups: unknown[] = []
    groups.push(groups)
    expect(readFault({ do: 'partition', groups })).toBe(null)
  })
})
