/**
 * What the ready programs promise: kept as long as nothing fails, broken by the faults that are
 * named here. The store's bug is the only thing that a crash needs: without it, none breaks it.
 */
import { beforeAll, describe, expect, it } from 'vitest'
import { kvStore, type Program, programs } from '../lab/index.ts'
import { compiled } from './compiled.ts'
import { crash, kill, type PromiseTrial, restart, seeds, statusesOf } from './promise-trial.ts'

type NewCode = Awaited<ReturnType<typeof compiled>>

const code = new Map<Program, NewCode>()

beforeAll(async () => {
  for (const program of [...programs, kvFixed]) code.set(program, await compiled(program))
})

/** What became of each promise, in a word. */
function trial(asked: Omit<PromiseTrial, 'newCode'>) {
  return statusesOf({ ...asked, newCode: code.get(asked.program)! })
}

const named = (id: string) => programs.find((each) => each.id === id)!

describe('counter-tree', () => {
  const program = named('counter-tree')

  it('counts on after a death, and has nothing to show without one', () => {
    expect(trial({ program })).toEqual({ 'counter-counts': 'pending' })
    expect(trial({ program, faults: [kill('counter', 5_000)] })).toEqual({
      'counter-counts': 'passed',
    })
  })

  it('breaks when its node is gone, or its supervisors have had enough', () => {
    expect(trial({ program, faults: [crash('n1', 5_000)] })).toEqual({ 'counter-counts': 'failed' })
    const storm = Array.from({ length: 40 }, (_, at) => kill('counter', 5_000 + 10 * at))
    expect(trial({ program, faults: storm })).toEqual({ 'counter-counts': 'failed' })
  })
})

describe('ping-pong', () => {
  const program = named('ping-pong')
  const untilMs = 3_500

  it('keeps its balls in play, also when all are lost', () => {
    const link = { do: 'link', from: 'n1', to: 'n2' } as const
    const faults = [
      { atMs: 50, ...link, lossPercent: 100 },
      { atMs: 60, ...link },
    ]
    expect(trial({ program, faults, untilMs })).toEqual({ 'balls-in-play': 'passed' })
  })

  it('serves again after a player has died', () => {
    const faults = [kill('player-3', 100)]
    expect(trial({ program, faults, untilMs })).toEqual({ 'balls-in-play': 'passed' })
  })

  it('breaks when a link is cut for long', () => {
    const faults = [{ atMs: 100, do: 'cut', from: 'n1', to: 'n2' }] as const
    expect(trial({ program, faults, untilMs })).toEqual({ 'balls-in-play': 'failed' })
  })
})

describe('heartbeat', () => {
  const program = named('heartbeat')
  const kept = { 'dead-are-suspected': 'passed', 'living-are-trusted': 'pending' }

  it('suspects who is dead, and trusts who is back', () => {
    expect(trial({ program, faults: [crash('n2', 5_000)] })).toEqual(kept)
    const faults = [crash('n2', 5_000), restart('n2', 11_000)]
    expect(trial({ program, faults })).toMatchObject({ 'dead-are-suspected': 'passed' })
    expect(trial({ program, faults })).toMatchObject({ 'living-are-trusted': 'passed' })
  })

  it('says of a run without deaths that nothing is known', () => {
    const nothing = { 'dead-are-suspected': 'pending', 'living-are-trusted': 'pending' }
    expect(trial({ program })).toEqual(nothing)
  })

  it('breaks when two neighbours die: the only one who would ask is dead, too', () => {
    const faults = [crash('n2', 5_000), crash('n1', 5_000)]
    expect(trial({ program, faults })).toMatchObject({ 'dead-are-suspected': 'failed' })
  })

  it('breaks when who is alive can’t be heard', () => {
    const faults = [{ atMs: 3_000, do: 'partition', groups: [['n2']] }] as const
    expect(trial({ program, faults })).toMatchObject({ 'living-are-trusted': 'failed' })
  })
})

/** The store with its one mistake mended: it answers when the copies have what it did. */
const kvFixed: Program = { ...kvStore, files: kvStore.files.map(mended) }

function mended({ name, text }: Program['files'][number]) {
  if (name !== 'store.ts') return { name, text }
  const isCopy =
    "if (request[0] === 'changes') return ['reply', 'ok', handleCast(request, state)[1]]"
  const telling = `const version = state.version + 1
  for (const name of state.members) {
    if (name === node()) continue
    try {
      yield* genServer.call(['store', name], ['changes', node(), version, [change]])
    } catch {}
  }
  return ['reply', ['ok', answer], { ...state, data, version }]`
  const head = 'export function handleCall(request, from, state) {'
  const next = text
    .replace(head, `${head.replace('function', 'function*')}\n  ${isCopy}`)
    .replace(/return \['reply', \['ok', answer\], \{ \.\.\.state, data.*/, telling)
  expect(next.length).toBe(text.length + isCopy.length + telling.length + 4 - lengthOfBug(text))
  return { name, text: next }
}

function lengthOfBug(text: string): number {
  return /return \['reply', \['ok', answer\], \{ \.\.\.state, data.*/.exec(text)?.[0].length ?? 0
}

describe('kv-store', () => {
  const kept = { 'no-acknowledged-write-lost': 'passed', linearizable: 'passed' }
  const broken = { 'no-acknowledged-write-lost': 'failed', linearizable: 'failed' }
  const untilMs = 8_000
  const faults = [crash('n1', 5_000)]

  it('keeps its promises with 25 seeds as long as nothing fails', () => {
    for (const seed of seeds(25)) {
      expect([seed, trial({ program: kvStore, seed, untilMs })]).toEqual([seed, kept])
    }
  })

  it('loses a write when its primary crashes before a copy has it', () => {
    expect(trial({ program: kvStore, faults, seed: 3, untilMs })).toEqual(broken)
    expect(trial({ program: kvStore, faults, seed: 4, untilMs })).toEqual(kept)
  })

  it('loses it when only the process dies, too', () => {
    const faults = [{ ...kill('store', 5_000), node: 'n1' }]
    expect(trial({ program: kvStore, faults, seed: 3, untilMs })).toEqual(broken)
  })

  it('survives the crash and the return of a copy', () => {
    const faults = [crash('n3', 5_000), restart('n3', 5_500)]
    for (const seed of seeds(5)) {
      expect([seed, trial({ program: kvStore, faults, seed, untilMs })]).toEqual([seed, kept])
    }
  })

  it('would survive every single crash if it told its copies before it answers', () => {
    for (const seed of seeds(20)) {
      expect([seed, trial({ program: kvFixed, faults, seed, untilMs })]).toEqual([seed, kept])
    }
    const oneByOne = ['n1', 'n2', 'n3', 'n1'].flatMap((node, at) => [
      crash(node, 3_000 + 4_000 * at),
      restart(node, 4_500 + 4_000 * at),
    ])
    expect(trial({ program: kvFixed, faults: oneByOne, seed: 3 })).toEqual(kept)
    expect(trial({ program: kvStore, faults: oneByOne, seed: 3 })).toEqual(broken)
  })

  it('would still lose what it has nowhere but in memory, and have two heads', () => {
    const all = ['n1', 'n2', 'n3'].flatMap((node) => [crash(node, 5_000), restart(node, 6_000)])
    const cut = { atMs: 5_000, do: 'cut', from: 'n1', to: 'n2' } as const
    for (const faults of [all, [cut]]) {
      const found = seeds(5).map((seed) => trial({ program: kvFixed, faults, seed }))
      expect(found).toContainEqual(broken)
    }
  })
})
