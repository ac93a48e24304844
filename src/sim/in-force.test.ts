/** A world and a list of what it was told agree about what is in force. */
import { expect, it } from 'vitest'
import { stream } from '../kernel/index.ts'
import { diskFaults, type Fault, type FaultStep, faultIn, inForce } from '../lab/index.ts'
import { handOf } from './hand-trial.ts'
import { Session } from './session.ts'
import { toyRun } from './shrink/toy.ts'

const always = () => true

/** Any fault, also of nodes that aren't there, and again and again of the same. */
function faultsOf(seed: number): () => Fault {
  const random = stream(seed, 'faults')
  const below = (count: number) => random.next() % count
  const node = () => `n${below(5) + 1}`
  const cut = () => ({ from: node(), to: node(), oneWay: below(2) === 0 })
  const disk = () => diskFaults[below(diskFaults.length)] as (typeof diskFaults)[number]
  const lasting = [
    () => ({ do: 'crash', node: node() }),
    () => ({ do: 'pause', node: node(), forMs: below(3) * 300 }),
    () => ({ do: 'partition', groups: below(3) === 0 ? [] : [[node()]] }),
    () => ({ do: 'cut', ...cut() }),
    () => ({ do: 'slow', node: node(), factor: below(2_000) + 1 }),
    () => ({ do: 'clock', node: node(), driftPpm: below(3) * 1_000 }),
    () => ({ do: 'link', from: node(), to: node(), lossPercent: below(3) * 10 }),
    () => ({ do: 'disk', node: node(), fault: disk(), on: below(3) > 0 }),
  ] as const satisfies readonly (() => Fault)[]
  const one = () => (lasting[below(lasting.length)] as (typeof lasting)[number])()
  return () => {
    switch (below(16)) {
      case 0:
        return { do: 'heal', all: below(2) === 0 }
      case 1:
        return { do: 'mend', ...cut() }
      case 2:
      case 3:
        return { do: 'restart', node: node() }
      case 4:
        return { do: 'undo', fault: one() }
      default:
        return one()
    }
  }
}

it('is the same by the world and by the steps of its trace', () => {
  let most = 0
  for (let seed = 0; seed < 15; seed++) {
    const steps: FaultStep[] = []
    const { untilMs: _, ...toy } = toyRun(seed, 4, 0)
    const session = new Session({
      ...toy,
      read: (event) => {
        const fault = faultIn(event)
        if (fault !== null) steps.push({ atMs: event.at, ...fault })
      },
    })
    const { below, deed } = handOf(seed)
    const fault = faultsOf(seed)
    for (let count = 0; count < 50; count++) {
      session.goOn(session.now + below(200), always)
      if (below(8) === 0) session.act(deed())
      else session.act({ do: 'fault', fault: fault() })
      const known = inForce(steps, session.now)
      expect([seed, count, session.inForce]).toEqual([seed, count, known])
      most = Math.max(most, known.length)
    }
  }
  expect(most).toBeGreaterThan(5)
})
