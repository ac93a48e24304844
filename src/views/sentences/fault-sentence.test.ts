/** Each fault is one plain sentence. */
import { describe, expect, it } from 'vitest'
import { diskFaults, type Fault, type FaultStep } from '../../lab/index.ts'
import { sayIn } from '../words/words.ts'
import { faultSentence, stepSentence } from './fault-sentence.ts'
import { deedSentence, opSentence } from './op-sentence.ts'

const say = sayIn('en')
const [a, b] = ['n1@heron', 'n2@heron']
const sent = [a, 1, 57] as const

describe('faultSentence', () => {
  it.each<[Fault, string]>([
    [{ do: 'crash', node: a }, 'n1@heron crashes'],
    [{ do: 'restart', node: a }, 'n1@heron starts again'],
    [{ do: 'kill', process: 'counter' }, 'counter is killed'],
    [{ do: 'kill', process: 'chord', node: a }, 'chord on n1@heron is killed'],
    [
      { do: 'partition', groups: [[a], [b]] },
      'the network falls apart: n1@heron | n2@heron | all others',
    ],
    [{ do: 'partition', groups: [] }, 'the network is whole again'],
    [{ do: 'heal' }, 'cut links and partitions are healed'],
    [{ do: 'heal', all: true }, 'everything is healed'],
    [
      { do: 'link', from: a, to: b, lossPercent: 20 },
      'the link n1@heron → n2@heron loses 20 % of its messages',
    ],
    [
      { do: 'link', from: '*', to: b, reorderPercent: 0.5, delayMs: 20, jitterMs: 1_500 },
      'every link to n2@heron lets 0.5 % of its messages be overtaken, takes 20 ms longer, takes up to 1.5 s longer',
    ],
    [{ do: 'link', from: a, to: '*', lossPercent: 0 }, 'every link from n1@heron works as usual'],
    [{ do: 'cut', from: a, to: b }, 'the link n1@heron ↔ n2@heron is cut'],
    [
      { do: 'mend', from: a, to: b, oneWay: true },
      'the link n1@heron → n2@heron is mended in this direction',
    ],
    [{ do: 'slow', node: a, factor: 10 }, 'n1@heron becomes 10 times slower'],
    [{ do: 'slow', node: a, factor: 1 }, 'n1@heron is as fast as usual again'],
    [{ do: 'pause', node: a, forMs: 300 }, 'n1@heron stands still for 300 ms'],
    [{ do: 'pause', node: a, forMs: 0 }, 'n1@heron goes on'],
    [
      { do: 'clock', node: a, driftPpm: -200 },
      'the clock of n1@heron runs 200 millionths too slow',
    ],
    [{ do: 'clock', node: a, driftPpm: 0 }, 'the clock of n1@heron runs right again'],
    [{ do: 'disk', node: a, fault: 'full' }, 'the disk of n1@heron: full'],
    [{ do: 'disk', node: a, fault: 'full', on: false }, 'the disk of n1@heron, taken back: full'],
    [{ do: 'drop', sent }, 'message n1@heron #57 is lost'],
    [{ do: 'delay', sent: [a, 2, 57], delayMs: 40 }, 'message n1@heron/2 #57 takes 40 ms longer'],
    [{ do: 'duplicate', sent }, 'message n1@heron #57 arrives twice'],
    [{ do: 'reorder', sent }, 'message n1@heron #57 is overtaken by later ones'],
    [{ do: 'corrupt', sent }, 'message n1@heron #57 arrives garbled'],
    [{ do: 'undo', fault: { do: 'crash', node: a } }, 'taken back: n1@heron crashes'],
    [{ do: 'random', untilMs: 60_000 }, 'a storm until 1 min, of nothing'],
    [
      { do: 'random', untilMs: 60_000, crashPerMin: 2, diskFaultPerMin: 1, lossPercent: 5 },
      'a storm until 1 min: 2 crashes a minute, 1 faults of disks a minute, every link loses 5 % of its messages',
    ],
  ])('tells %j', (fault, sentence) => {
    expect(faultSentence(fault, say)).toBe(sentence)
  })

  it('tells each fault of a disk, and no hundreds of nodes', () => {
    const told = diskFaults.map((fault) => faultSentence({ do: 'disk', node: a, fault }, say))
    expect(new Set(told).size).toBe(diskFaults.length)
    const group = Array.from({ length: 500 }, (_, i) => `n${i}`)
    const sentence = faultSentence({ do: 'partition', groups: [group] }, say)
    expect(sentence).toBe('the network falls apart: n0, n1, n2, n3, n4, n5 … +494 | all others')
  })

  it('tells when', () => {
    const step: FaultStep = { atMs: 2_300, do: 'crash', node: a }
    expect(stepSentence(step, say)).toBe('at 2.3 s, n1@heron crashes')
  })

  it('is told by itself where it is known that a hand did it', () => {
    const deed = (op: object) => deedSentence(op as never, say)
    expect(deed({ do: 'fault', fault: { do: 'crash', node: a } })).toBe('n1@heron crashes')
    expect(deed({ do: 'kill', target: { name: 'counter' } })).toBe('kill counter')
    expect(deed({ do: 'scale', nodes: 4 })).toBe('scaled to 4 nodes')
  })

  it('tells a fault by hand, and what only claims to be one', () => {
    const byHand = (fault: object) => opSentence({ do: 'fault', fault } as never, say)
    expect(byHand({ do: 'crash', node: a })).toBe('By hand: n1@heron crashes')
    expect(byHand({ do: 'link' })).toBe("By hand: {do: 'fault', fault: {do: 'link'}}")
    expect(byHand({ do: 'partition', groups: 7 })).toContain('By hand: {do')
  })
})
