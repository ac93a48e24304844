/** What comes from another node in one batch. */
import { describe, expect, it } from 'vitest'
import { runMain } from '../../sim/index.ts'
import { type Frame, limits, Node, Pid, receive, type Term } from '../index.ts'

const sender = new Pid('n1@b', 1, 9)

function frame(to: Pid, message: Term, lamport = 1): Frame {
  const signal = { type: 'send', from: sender, to, message } as const
  return { from: 'n1@b', to: 'n1@a', lamport, cause: null, signal }
}

function listener() {
  const heard: Term[] = []
  const { world, pid } = runMain({
    *main() {
      for (;;) heard.push((yield receive()) as Term)
    },
  })
  world.runUntil(1)
  return { world, pid, heard, node: world.node('n1@a') }
}

describe('frames of one batch', () => {
  it('keep their order, and none waits for another slice', () => {
    const { node, pid, heard } = listener()
    node.deliver([1, 2, 3].map((message) => frame(pid, message)))
    node.run(1_000)
    expect(heard).toEqual([1, 2, 3])
  })

  it('each set the clock of causes, as far as they are to be believed', () => {
    const { world, node, pid } = listener()
    const from = world.trace.end
    node.deliver([frame(pid, 'a', 1_000), frame(pid, 'b', 5), frame(pid, 'c', 2 ** 53 - 1)])
    node.run(0)
    const stamps = Array.from({ length: 3 }, (_, at) => world.trace.at(from + at).lamport)
    expect(stamps).toEqual([1_001, 1_002, limits.lamport + 1])
  })

  it('have one time, which is asked for once', () => {
    const { node, pid } = listener()
    let asked = 0
    const clock = { now: () => ++asked, wakeAt: () => {} }
    const environment = { ...node.environment, clock }
    const other = new Node({ name: 'n1@a', creation: 1, code: node.code, environment })
    asked = 0
    other.deliver([frame(pid, 'a'), frame(pid, 'b'), frame(pid, 'c')])
    expect(asked).toBe(1)
    expect(other.dropped).toBe(3)
  })
})
