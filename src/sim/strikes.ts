/**
 * Faults as they happen to a simulated world. Which are in force is a list of data (lab); what
 * begins or ends on it begins or ends here, so that a heal or an undo needs no rules of its own.
 */
import {
  after,
  type Fault,
  type InForce,
  isLasting,
  type LastingFault,
  type Rule,
  stillInForce,
  stormSteps,
} from '../lab/index.ts'
import { type Severs, severing } from './fabric.ts'
import type { Network } from './network.ts'
import type { World } from './world.ts'

/** How long the others need to notice that a node or a way is gone, ms. */
const noticeMs = 1_000
/** What a node that is twice as slow as usual does in no time takes this long, ms. */
const usualWorkMs = 0.1

export class Strikes {
  begun: readonly InForce[] = []
  readonly closed = new Map<InForce, Severs>()

  constructor(
    private readonly world: World,
    private readonly network: Network,
    private readonly seed: number,
  ) {}

  /** Those that something has not yet ended. */
  get inForce(): readonly InForce[] {
    return stillInForce(this.begun, this.world.now)
  }

  strike(fault: Fault): void {
    const { world } = this
    switch (fault.do) {
      case 'kill':
        return world.kill(fault.process, fault.node)
      case 'disk': {
        const { node, fault: what } = fault
        // Some damage a disk at once, and aren't in force afterwards.
        if (!isLasting(fault)) return world.disk(node).fault(what)
        return this.change(after(this.begun, { atMs: world.now, ...fault }), fault)
      }
      case 'drop':
      case 'delay':
      case 'duplicate':
      case 'reorder':
      case 'corrupt':
        return
      case 'random':
        for (const step of stormSteps({ ...fault, atMs: world.now }, this.seed, world.names)) {
          const { atMs, ...one } = step
          world.plan(atMs, { strike: one })
        }
        return
      default:
        return this.change(after(this.begun, { atMs: world.now, ...fault }), fault)
    }
  }

  /** A world goes on in which these are in force, and what they have done is done. */
  goOn(begun: readonly InForce[]): void {
    this.begun = begun
    this.rule()
  }

  private change(next: readonly InForce[], fault: Fault): void {
    const before = this.begun
    this.begun = next
    const begun = next.filter((each) => !before.includes(each))
    const over = before.filter((each) => !next.includes(each))
    // What takes a fault's place does so without a moment between in which all is well.
    for (const each of begun) this.begin(each)
    for (const each of over) if (!begun.some((other) => isInstead(other, each))) this.end(each)
    // Of a node that no fault has crashed, too.
    const isBack = over.some((each) => each.fault.do === 'crash')
    if (fault.do === 'restart' && !isBack) this.world.restart(fault.node)
  }

  private begin(entry: InForce): void {
    const { world } = this
    const { fault } = entry
    switch (fault.do) {
      case 'crash':
        return world.stopNode(fault.node, noticeMs)
      case 'cut':
      case 'partition': {
        const severs = severing(fault)
        this.closed.set(entry, severs)
        return this.network.sever(severs, noticeMs)
      }
      case 'link':
        return this.rule()
      case 'slow':
        return world.slow(fault.node, Math.max(0, fault.factor - 1) * usualWorkMs)
      case 'pause':
        return world.pause(fault.node, fault.forMs)
      case 'clock':
        return world.drift(fault.node, fault.driftPpm)
      case 'disk':
        return world.disk(fault.node).fault(fault.fault, fault.on ?? true)
    }
  }

  private end(entry: InForce): void {
    const { world } = this
    const { fault } = entry
    switch (fault.do) {
      case 'crash':
        return world.has(fault.node) ? world.restart(fault.node) : undefined
      case 'cut':
      case 'partition': {
        const severs = this.closed.get(entry)
        this.closed.delete(entry)
        return severs === undefined ? undefined : this.network.restore(severs)
      }
      case 'link':
        return this.rule()
      case 'slow':
        return world.slow(fault.node, 0)
      case 'pause':
        return world.isPaused(fault.node) ? world.pause(fault.node, 0) : undefined
      case 'clock':
        return world.drift(fault.node, 0)
      case 'disk':
        return world.disk(fault.node).fault(fault.fault, false)
    }
  }

  private rule(): void {
    const rules = this.begun.map(({ fault }) => fault).filter(isRule)
    this.network.rule(rules)
  }
}

/** Whether one that begins has done already what the end of the other would undo. */
function isInstead({ fault: a }: InForce, { fault: b }: InForce): boolean {
  if (!('node' in a && 'node' in b) || a.do !== b.do || a.node !== b.node) return false
  return !(a.do === 'disk' && b.do === 'disk') || a.fault === b.fault
}

function isRule(fault: LastingFault): fault is LastingFault & Rule & { readonly do: 'link' } {
  return fault.do === 'link'
}
