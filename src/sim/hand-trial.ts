/** For tests: a hand that does anything to a run of the toy store, and hits whatever it hits. */
import { stream } from '../kernel/index.ts'
import type { Op } from '../lab/index.ts'

export interface Hand {
  /** A whole number below that, by chance. */
  below(count: number): number
  deed(): Op
}

export function handOf(seed: number): Hand {
  const random = stream(seed, 'hand')
  const below = (count: number) => random.next() % count
  const node = () => `n${below(5) + 1}`
  const deeds: readonly (() => Op)[] = [
    () => ({ do: 'kill', target: { name: 'toy' } }),
    () => ({ do: 'send', target: { name: 'toy' }, message: ['write', below(9), node()] }),
    () => ({ do: 'suspend', target: { name: 'toy' } }),
    () => ({ do: 'resume', target: { name: 'toy' } }),
    () => ({ do: 'kill_node', node: node() }),
    () => ({ do: 'fault', fault: { do: 'restart', node: node() } }),
    () => ({ do: 'fault', fault: { do: 'pause', node: node(), forMs: below(400) } }),
    () => ({ do: 'fault', fault: { do: 'slow', node: node(), factor: below(900) + 1 } }),
    () => ({ do: 'fault', fault: { do: 'cut', from: node(), to: node() } }),
    () => ({ do: 'fault', fault: { do: 'clock', node: node(), driftPpm: below(9_000) } }),
    () => ({ do: 'fault', fault: { do: 'heal', all: true } }),
    () => ({ do: 'scale', nodes: below(6) + 1 }),
  ]
  return { below, deed: () => (deeds[below(12)] as () => Op)() }
}
