/** Records as links and files: how short, how exact, and what whoever brings a bad one is told. */
import { describe, expect, it } from 'vitest'
import { Pid } from '../../kernel/index.ts'
import {
  codeHashOf,
  counterTree,
  crowd,
  type FaultStep,
  type RunRecord,
  readFaultScript,
  readRecord,
  writeRecord,
  writeRecordFile,
} from '../index.ts'

const plain: RunRecord = {
  version: 1,
  program: { id: 'ping-pong' },
  codeHash: codeHashOf([{ name: 'main.ts', text: 'export const x = 1' }]),
  seed: 42,
  nodes: 5,
  options: {},
  ops: [],
  faults: [],
  cursor: null,
  more: {},
}

const faults: readonly FaultStep[] = Array.from({ length: 20 }, (_, i): FaultStep => {
  const atMs = 137 + 411 * i
  const node = `n${(i % 5) + 1}`
  if (i % 5 === 1) return { atMs, do: 'pause', node, forMs: 250 + i }
  if (i % 5 === 2) return { atMs, do: 'partition', groups: [[node], ['n1', 'n2']] }
  if (i % 5 === 3) return { atMs, do: 'kill', process: 'counter' }
  return { atMs, do: i % 2 === 0 ? 'crash' : 'restart', node }
})

const full: RunRecord = {
  ...plain,
  program: { root: 'root', files: counterTree.files },
  options: { mesh: true, delayMs: [0.1, 25] },
  ops: [
    { atMs: 10, op: { do: 'kill', target: { name: 'counter' } } },
    { atMs: 12.5, op: { do: 'crash', target: { pid: 'n1@m1/1/7' }, reason: ['bad', -0, 2n] } },
    {
      atMs: 12.5,
      op: {
        do: 'send',
        target: { name: 'desk' },
        message: ['take', new Pid('n2@m2', 1, 3), { $odd: Number.NaN }, Uint8Array.of(0, 255)],
      },
    },
    { atMs: 20, op: { do: 'kill_cells', node: 'n1@m1', parent: 3, cells: [[0, 9]] } },
    { atMs: 30, op: { do: 'load', files: [{ name: 'a.ts', text: '// “ü”\u2028 \ud800' }] } },
    { atMs: 31, op: { do: 'fault', fault: { do: 'cut', from: 'n1', to: 'n2' } } },
  ],
  faults,
  cursor: 12_345,
  more: { challenge: { promise: 'no_lost_write', par: 3 } },
}

/** Its hands also touch nodes that it hadn't at its beginning. */
const grown: RunRecord = {
  ...plain,
  ops: [
    { atMs: 40, after: 1_234, op: { do: 'scale', nodes: 9 } },
    { atMs: 41.25, after: 1_240, op: { do: 'fault', fault: { do: 'crash', node: 'n9' } } },
  ],
}

const read = (text: string): RunRecord => {
  const answer = readRecord(text)
  if ('problem' in answer) throw new Error(JSON.stringify(answer.problem))
  return answer.record
}
const problem = (text: string) => {
  const answer = readRecord(text)
  return 'problem' in answer ? answer.problem : 'none'
}

describe('a record', () => {
  it.each([
    ['plain', plain],
    ['full', full],
    ['grown', grown],
  ])('comes back as it was from a link and from a file: %s', (_, record) => {
    const { form, text } = writeRecord(record)
    expect(form).toBe('fragment')
    expect(text).toMatch(/^[\w.-]+$/)
    expect(read(text)).toEqual(record)
    expect(read(writeRecordFile(record))).toEqual(record)
  })

  it('is the same text whatever the order of its keys', () => {
    const turned = Object.fromEntries(Object.entries(full).reverse()) as unknown as RunRecord
    expect(writeRecord(turned)).toEqual(writeRecord(full))
  })

  it('with an id and 20 faults is a link of less than 500 characters', () => {
    const { text } = writeRecord({ ...plain, seed: 4_123_456_789, faults })
    expect(text.length).toBeLessThan(500)
  })

  it('with a program of 5 kB is a link of less than 4 kB', () => {
    const both = [...counterTree.files, ...crowd.files].map((file) => file.text).join('\n')
    const text = both.slice(0, 5_000)
    expect(text.length).toBe(5_000)
    const files = [{ name: 'main.ts', text }]
    expect(writeRecord({ ...plain, program: { root: 'main', files } }).text.length).toBeLessThan(
      4_000,
    )
  })

  it('is a file when its link would be too long', () => {
    const noise = Array.from({ length: 3_000 }, (_, i) => Math.imul(i + 1, 0x9e3779b1)).join()
    const record = { ...plain, more: { noise } }
    const { form, text } = writeRecord(record)
    expect(form).toBe('file')
    expect(read(text)).toEqual(record)
  })

  it('has each script that a file may have, and none other', () => {
    const late = { atMs: 10_000_000, do: 'random', untilMs: 10_060_000, crashPerMin: 600 } as const
    const crowd = Array.from({ length: 5 }, () => ({ ...late, crashPerMin: 2_001 }))
    const strange = { atMs: 1, do: 'crash', node: 'n6' } as const
    const names = ['n1', 'n2', 'n3', 'n4', 'n5']
    const scripts: FaultStep[][] = [[late], crowd, [strange], [{ ...late, untilMs: 7 }]]
    const verdicts = scripts.map((steps) => {
      const isFile = 'steps' in readFaultScript(JSON.stringify(steps), names)
      return [isFile, 'record' in readRecord(writeRecord({ ...plain, faults: steps }).text)]
    })
    expect(verdicts).toEqual([
      [true, true],
      [false, false],
      [false, false],
      [false, false],
    ])
  })

  it('says why a fault of it is none', () => {
    const record = { ...plain, faults: [{ atMs: 1, do: 'crash', node: 'n6' } as const] }
    const why = "'node': there is no node 'n6'"
    expect(readRecord(writeRecord(record).text)).toEqual({
      problem: { code: 'wrong_field', field: 'faults[0]', why },
    })
  })

  it('survives white space around and within its link', () => {
    const { text } = writeRecord(plain)
    expect(read(`\n ${text.slice(0, 40)}\r\n  ${text.slice(40)} `)).toEqual(plain)
    expect(read(`\ufeff${writeRecordFile(plain)}`)).toEqual(plain)
  })
})

describe('what can’t be read', () => {
  const storm = { atMs: 0, do: 'random', untilMs: 60_000, crashPerMin: 4_000 } as const
  const byHand = ({ atMs, ...fault }: FaultStep) => ({ atMs, op: { do: 'fault', fault } })
  const link = writeRecord(full).text
  const file = (change: object) =>
    JSON.stringify({ ...JSON.parse(writeRecordFile(full)), ...change })

  it('is told by what it is', () => {
    expect(problem('')).toEqual({ code: 'empty' })
    expect(problem(' \n')).toEqual({ code: 'empty' })
    expect(problem('room=ABCDE')).toEqual({ code: 'foreign' })
    expect(problem('{"some":"thing"}')).toEqual({ code: 'foreign' })
    expect(problem('{"letItCrash":"run"')).toEqual({ code: 'foreign' })
    expect(problem('0.1.1.00000000.A')).toEqual({ code: 'foreign' })
    expect(problem(link.replace('1.', '7.'))).toEqual({ code: 'newer', version: 7 })
    expect(problem('2')).toEqual({ code: 'newer', version: 2 })
    expect(problem(file({ version: 3 }))).toEqual({ code: 'newer', version: 3 })
    expect(problem(link.replace(/.$/, '*'))).toEqual({ code: 'damaged' })
    expect(problem(`${link}A`)).toEqual({ code: 'damaged' })
    expect(problem(file({ seed: '42' }))).toEqual({ code: 'wrong_field', field: 'seed' })
  })

  it('is a link cut off anywhere', () => {
    for (let end = 1; end < link.length; end++) {
      expect(problem(link.slice(0, end)), `after ${end}`).toEqual({ code: 'truncated' })
    }
  })

  it('is a link with any other character anywhere', () => {
    for (let i = 2; i < link.length; i++) {
      const other = link.charAt(i) === 'a' ? 'b' : 'a'
      const { code } = problem(link.slice(0, i) + other + link.slice(i + 1)) as { code: string }
      expect(['damaged', 'truncated']).toContain(code)
    }
  })

  it.each([
    [{ program: { id: '' } }, 'program.id'],
    [{ program: { root: 'r', files: [{ name: 'a.ts' }] } }, 'program.files[0].text'],
    [{ codeHash: 'ABC' }, 'codeHash'],
    [{ seed: 2 ** 32 }, 'seed'],
    [{ seed: 0.5 }, 'seed'],
    [{ nodes: 0 }, 'nodes'],
    [{ nodes: 10_001 }, 'nodes'],
    [{ options: { mesh: 1 } }, 'options.mesh'],
    [{ options: { delayMs: [2, 1] } }, 'options.delayMs'],
    [{ options: { speed: 1 } }, 'options.speed'],
    [{ ops: {} }, 'ops'],
    [{ ops: [{ atMs: -1, op: { do: 'cut', machine: 'a' } }] }, 'ops[0].atMs'],
    [{ ops: [{ atMs: 1, op: { do: 'constructor' } }] }, 'ops[0].op.do'],
    [{ ops: [{ atMs: 1, op: { do: 'kill', target: {} } }] }, 'ops[0].op.target.pid'],
    [{ ops: [{ atMs: 1, op: { do: 'fault', fault: { do: 'cut' } } }] }, 'ops[0].op.fault'],
    [{ faults: [{ atMs: 1, do: 'melt', node: 'n1@m1' }] }, 'faults[0]'],
    [{ faults: [{ do: 'heal' }] }, 'faults[0].atMs'],
    [{ faults: [{ atMs: 5, do: 'random', untilMs: 5 }] }, 'faults[0]'],
    [{ faults: [{ atMs: 1, do: 'crash', node: 'n6' }] }, 'faults[0]'],
    [{ faults: [storm, storm, storm] }, 'faults[2]'],
    [{ ops: [storm, storm, storm].map(byHand) }, 'ops[2].op.fault'],
    [{ faults: [storm, storm], ops: [byHand(storm)] }, 'ops[0].op.fault'],
    [{ ops: [byHand({ atMs: 1, do: 'crash', node: 'n6' })] }, 'ops[0].op.fault'],
    [{ cursor: -1 }, 'cursor'],
    [{ more: [] }, 'more'],
    [{ more: { x: { $pid: 'nobody' } } }, 'more.x'],
    [{ other: 1 }, 'other'],
  ])('is a field that isn’t as it should be: %j', (change, field) => {
    expect(problem(file(change))).toMatchObject({ code: 'wrong_field', field })
  })
})
