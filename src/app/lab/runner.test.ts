/** A run takes another's place when it has come there, and leaves it alone when it doesn't. */
import { describe, expect, it } from 'vitest'
import { heartbeat } from '../../lab/index.ts'
import { loadCompiler } from '../../web/index.ts'
import { BoxedWorld } from './boxed-world.ts'
import { bounds, type Told } from './messages.ts'
import type { Origin } from './origin.ts'
import { type Boxed, Runner } from './runner.ts'
import type { WorldBoxOptions } from './world-box.ts'

const { compileProgram } = await loadCompiler()

function originOf(text: string | null): Origin {
  const made = compileProgram(text === null ? heartbeat.files : [{ name: 'root.ts', text }])
  if (!made.ok) throw new Error(JSON.stringify(made.errors))
  return {
    program: text === null ? heartbeat : null,
    shared: text === null ? { id: 'heartbeat' } : { root: 'root', files: [] },
    ...{ codeHash: '', modules: made.modules, seed: 1, nodes: 3 },
    ...{ options: { delayMs: [40, 120] }, faults: [], ops: [], more: {} },
  }
}

/** A world in no box, which answers when it is asked to. */
class Bare implements Boxed {
  silentMs = 0
  isClosed = false
  private readonly world = new BoxedWorld()
  private answer: (() => void) | null = null

  constructor(private readonly options: WorldBoxOptions) {}

  get isBusy(): boolean {
    return this.isClosed || this.answer !== null
  }

  get isLate(): boolean {
    return this.silentMs > bounds.lateMs
  }

  order(order: Parameters<Boxed['order']>[0], then: (told: Told) => void): void {
    this.answer = () => {
      const said = this.world.answer(1, order)
      if ('told' in said) then(said.told)
      else this.options.failed(said.problem)
    }
  }

  /** False when there is nothing to say. */
  speak(): boolean {
    const { answer } = this
    this.answer = null
    if (answer === null || this.isClosed) return false
    answer()
    return true
  }

  look(): void {}

  close(): void {
    this.isClosed = true
  }
}

function page() {
  const boxes: Bare[] = []
  const told: string[] = []
  const runner = new Runner({
    newBox: (options) => {
      const box = new Bare(options)
      boxes.push(box)
      return box
    },
    ...{ grew: () => {}, stopped: () => {}, silent: () => {} },
    refused: (why) => told.push(why),
    failed: (problem) => told.push(problem),
  })
  const speak = () => {
    while (boxes.some((box) => box.speak()));
  }
  const open = (origin: Origin, atMs = 0) => {
    const lost = (problem: string) => told.push(`lost: ${problem}`)
    runner.start({ origin, deeds: [], goal: { atMs }, isOptional: true, lost }, () => {
      told.push('arrived')
    })
  }
  const goOn = (untilMs: number) => {
    runner.go(untilMs)
    speak()
  }
  open(originOf(null))
  speak()
  goOn(2_000)
  return { runner, boxes, told, open, speak, goOn }
}

const broken = 'const nothing = null; export const x = nothing.y'

describe('a run that is opened', () => {
  it('that can’t be loaded leaves the one that is shown, which goes on', () => {
    const { runner, told, open, speak, goOn } = page()
    const { course } = runner
    open(originOf(broken), 5_000)
    expect(runner.rerun).toBe(0)
    speak()
    expect(told[1]).toMatch(/^lost: 'root', line 1, can't be loaded/)
    expect([runner.rerun, runner.course]).toEqual([null, course])
    goOn(3_000)
    expect([runner.course, course.nowMs]).toEqual([course, 3_000])
  })

  it('that never answers is given up, and stopping doesn’t show what isn’t there', () => {
    const { runner, boxes, told, open, goOn } = page()
    const { course } = runner
    open(originOf(broken))
    runner.stopHere()
    runner.look()
    expect([runner.rerun, runner.course]).toEqual([0, course])
    ;(boxes[1] as Bare).silentMs = bounds.giveUpMs + 1
    runner.look()
    expect(told).toEqual(['arrived', 'lost: It doesn’t answer.'])
    expect(boxes.map(({ isClosed }) => isClosed)).toEqual([false, true])
    goOn(3_000)
    expect([runner.course, course.nowMs]).toEqual([course, 3_000])
  })

  it('takes the place of the other, whose box is closed, and the last chosen wins', () => {
    const { runner, boxes, told, open, speak } = page()
    const { course } = runner
    open(originOf(broken))
    open({ ...originOf(null), seed: 7 }, 1_000)
    speak()
    expect(told).toEqual(['arrived', 'arrived'])
    expect(boxes.map(({ isClosed }) => isClosed)).toEqual([true, true, false])
    expect([runner.course === course, runner.course.nowMs]).toEqual([false, 1_000])
  })
})

describe('a deed whose answer is on its way', () => {
  it('is done before what waits for it', () => {
    const { runner, speak } = page()
    const seen: number[] = []
    const kill = { do: 'kill_node', node: 'n3' } as const
    runner.act(kill, false, () => {})
    runner.act({ ...kill, node: 'n2' }, false, () => {})
    runner.settled(() => seen.push(runner.course.deeds.length))
    expect(seen).toEqual([])
    speak()
    expect(seen).toEqual([2])
    runner.settled(() => seen.push(0))
    expect(seen).toEqual([2, 0])
  })

  it('isn’t waited for where nothing answers', () => {
    const { runner, boxes } = page()
    runner.go(3_000)
    ;(boxes[0] as Bare).silentMs = bounds.lateMs + 1
    let isDone = false
    runner.settled(() => {
      isDone = true
    })
    expect(isDone).toBe(true)
  })
})
