/** The disk as programs meet it: files as rows of bytes, and what there is without a disk. */
import { describe, expect, it } from 'vitest'
import { runMain, World } from '../../sim/index.ts'
import {
  append,
  binaryToTerm,
  CodeServer,
  Node,
  now,
  read,
  self,
  sendAfterSync,
  stream,
  sync,
  type Term,
  termToBinary,
  truncate,
  type Waits,
  write,
} from '../index.ts'

const bytes = (...values: number[]) => new Uint8Array(values)

/** What `main` says; it has a disk of its own. */
function told(main: (say: (...terms: unknown[]) => void) => Waits<void>): unknown[] {
  const said: unknown[] = []
  const { world, exits } = runMain({ main: () => main((...terms) => said.push(...terms)) })
  world.runUntil(1_000)
  expect(exits().map(([, reason]) => reason)).toEqual(['normal'])
  return said
}

describe('a file', () => {
  it('grows at its end, and is read from any place', () => {
    const said = told(function* (say) {
      say(yield* append('log', bytes(1, 2, 3)), yield* append('log', bytes(4, 5)))
      say(yield* read('log'), yield* read('log', 1, 2), yield* read('log', 4, 9))
    })
    expect(said).toEqual([
      ['ok', 0],
      ['ok', 3],
      ['ok', bytes(1, 2, 3, 4, 5)],
      ['ok', bytes(2, 3)],
      ['ok', bytes(5)],
    ])
  })

  it('is empty until somebody writes into it', () => {
    const said = told(function* (say) {
      say(yield* read('log'), yield* truncate('log', 0), yield* sync('log'))
      say(yield* append('log', bytes()), yield* read('log'))
    })
    expect(said).toEqual(['eof', 'ok', 'ok', ['ok', 0], 'eof'])
  })

  it('is written over, extended by zeros, and cut', () => {
    const said = told(function* (say) {
      say(yield* write('log', 2, bytes(9)), yield* read('log'))
      say(yield* write('log', 0, bytes(7, 8)), yield* read('log'))
      say(yield* truncate('log', 1), yield* truncate('log', 5), yield* read('log'))
      say(yield* write('log', 2, bytes(1)), yield* read('log'))
    })
    expect(said.filter((each) => each !== 'ok')).toEqual([
      ['ok', bytes(0, 0, 9)],
      ['ok', bytes(7, 8, 9)],
      ['ok', bytes(7)],
      ['ok', bytes(7, 0, 1)],
    ])
  })

  it('holds what was given, not what becomes of it', () => {
    const said = told(function* (say) {
      const mine = bytes(1)
      const writing = append('log', mine)
      writing.next()
      mine[0] = 2
      yield* append('log', mine)
      const answer = (yield* read('log')) as readonly ['ok', Uint8Array]
      answer[1][0] = 7
      say(yield* read('log'))
    })
    expect(said).toEqual([['ok', bytes(1, 2)]])
  })

  it('takes its time', () => {
    const said = told(function* (say) {
      yield* append('log', bytes(1))
      say(now() > 0 && now() < 0.1)
      const before = now()
      yield* sync('log')
      say(now() - before >= 0.5)
    })
    expect(said).toEqual([true, true])
  })
})

it.each<readonly [string, (wrong: never) => Waits<unknown>, unknown, string]>([
  ['append', (file) => append(file, bytes()), '', 'file must be a name of at most 255 characters'],
  ['append', (b) => append('log', b), [1], 'bytes must be a Uint8Array'],
  ['write', (at) => write('log', at, bytes()), -1, 'at must be a whole number from 0 on'],
  ['read', (length) => read('log', 0, length), 0.5, 'length must be a whole number from 0 on'],
  ['truncate', (length) => truncate('log', length), '1', 'length must be a whole number from 0 on'],
  ['sync', (file) => sync(file), undefined, 'file must be a name of at most 255 characters'],
])('%s says what is wrong', (verb, use, wrong, problem) => {
  const { world, exits } = runMain({ main: () => use(wrong as never) })
  world.runUntil(10)
  expect(exits()).toMatchObject([[1, [['badarg', `${verb}: ${problem}`], expect.anything()]]])
})

it('tells the trace what was asked of the disk and what came of it', () => {
  const { world } = runMain({
    *main() {
      yield* append('log', bytes(1))
      yield* sync('log')
    },
  })
  world.runUntil(100)
  const told: unknown[] = []
  for (let index = world.trace.first; index < world.trace.end; index++) {
    const { kind, subject, term } = world.trace.at(index)
    if (kind === 'disk') told.push([subject?.id, term])
  }
  expect(told).toEqual([
    [1, { do: 'append', file: 'log', bytes: bytes(1), answer: ['ok', 0] }],
    [1, { do: 'sync', file: 'log', answer: 'ok' }],
  ])
})

it('gives each node a disk of its own, which its next life finds again', () => {
  const said: unknown[] = []
  const world = new World({
    seed: 1,
    load: (code) =>
      code.load('m', '1', {
        *write(): Waits<void> {
          yield* append('log', bytes(1))
          yield* sync('log')
        },
        *read(): Waits<void> {
          said.push(yield* read('log'))
        },
      }),
  })
  for (const name of ['n1@a', 'n1@b']) world.addNode(name)
  world.start('n1@a', ['m', 'write', []])
  world.runUntil(10)
  world.stopNode('n1@a')
  world.addNode('n1@a')
  for (const name of ['n1@a', 'n1@b']) world.start(name, ['m', 'read', []])
  world.runUntil(20)
  expect(said).toContainEqual(['ok', bytes(1)])
  expect(said).toContain('eof')
})

it('answers enotsup where the world has no disk, and sends nothing that would rest on it', () => {
  const said: Term[] = []
  const code = new CodeServer()
  code.load('m', '1', {
    *main(): Waits<void> {
      said.push(yield* append('log', bytes(1)), yield* read('log'), yield* sync('log'))
      said.push(yield* write('log', 0, bytes(1)), yield* truncate('log', 0))
      said.push(sendAfterSync(self(), 'never'))
    },
  })
  const node = new Node({
    name: 'n1@a',
    creation: 1,
    code,
    environment: {
      clock: { now: () => 0, wakeAt: () => {} },
      random: stream(1, 'n1@a'),
      transport: { send: () => {} },
      tracer: { record: ({ kind }) => void (kind === 'sent' && said.push(kind)) },
    },
  })
  node.spawn(['m', 'main', []])
  node.run(1_000)
  expect(said).toEqual(Array(6).fill(['error', 'enotsup']))
})

describe('a term as bytes', () => {
  it('is the same term again', () => {
    const said = told(function* (say) {
      const term = ['promise', 3, { from: self(), values: [1n, null, 0.5] }]
      yield* append('log', termToBinary(term))
      const [, found] = (yield* read('log')) as readonly [string, Uint8Array]
      say(binaryToTerm(found), term)
    })
    expect(said[0]).toEqual(said[1])
  })

  it.each([
    ['torn', () => binaryToTerm(termToBinary(['a', 'b']).slice(0, -1))],
    ['longer than one', () => binaryToTerm(new Uint8Array([...termToBinary(1), 0]))],
  ])('is badarg when it is %s', (_, act) => {
    expect(act).toThrow(expect.objectContaining({ reason: expect.arrayContaining(['badarg']) }))
  })
})
