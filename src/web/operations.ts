/**
 * Where an operation goes: to the node of the process it names, to the other machine that has it,
 * or to the switchboard. Each one ends in the trace of some node of the machine where it takes
 * effect.
 */
import { decodeTerm, encodeTerm, readPidKey, type Term } from '../kernel/index.ts'
import { liveOp, machineOf, type Op, type Target } from '../lab/index.ts'
import type { MachineNews } from './events.ts'
import type { FromBoard, ToBoard, ToNode } from './messages.ts'
import { readOp } from './read-op.ts'

export interface OperationsOptions {
  board(message: ToBoard): void
  report(news: MachineNews): void
}

/** This tab's nodes, as far as operations concern them. */
export interface NodesHere {
  /** Names of those that run, in their order. */
  readonly running: readonly string[]
  has(name: string): boolean
  kill(name: string): void
  post(name: string, message: ToNode): void
}

interface Search {
  readonly op: Op
  readonly nodes: NodesHere
  /** Nodes of this tab not yet asked whether they have the process. */
  readonly candidates: string[]
  /** It came from another machine, so it isn't sent on. */
  readonly foreign: boolean
}

export class Operations {
  private readonly searches = new Map<number, Search>()
  private lastNumber = 0

  constructor(private readonly options: OperationsOptions) {}

  apply(op: Op, nodes: NodesHere, machine: string): void {
    switch (op.do) {
      case 'kill':
      case 'crash':
      case 'suspend':
      case 'resume':
      case 'send':
        return this.applyToProcess(op, nodes, machine)
      case 'kill_node':
        if (!nodes.has(op.node)) return this.sendOn(op, machineOf(op.node))
        this.write(op, nodes, op.node)
        return nodes.kill(op.node)
      case 'kill_cells':
      case 'start_application':
      case 'stop_application':
        return this.applyHere(op, nodes)
      case 'cut':
      case 'mend':
        this.write(op, nodes)
        return this.options.board({ type: op.do, machine: op.machine })
      case 'load':
        this.write(op, nodes)
        return this.sendOn(op, null)
      case 'predict':
        return this.write(op, nodes)
      case 'fault': {
        const live = liveOp(op.fault)
        if (live !== null) return this.apply(live, nodes, machine)
        return this.options.report({ type: 'op_failed', op, why: 'only a simulated world can' })
      }
      case 'scale':
        return this.options.report({ type: 'op_failed', op, why: 'only a simulated world can' })
    }
  }

  /**
   * An operation from another machine: on a process or node of this one, or new text for the page.
   */
  received({ machine, op: bytes }: FromBoard & { type: 'op' }, nodes: NodesHere): void {
    const op = readOp(bytes)
    if (op === null)
      return this.options.report({
        type: 'frame_refused',
        from: machine,
        why: 'malformed',
        count: 1,
      })
    if (op.do === 'load') return this.options.report({ type: 'op', machine, op })
    if (op.do === 'kill_node') {
      if (!nodes.has(op.node)) return
      this.write(op, nodes, op.node)
      return nodes.kill(op.node)
    }
    if ('target' in op) this.search({ op, nodes, candidates: [...nodes.running], foreign: true })
  }

  /** A node has answered whether it has the op's process. */
  done(number: number, found: boolean): void {
    const search = this.searches.get(number)
    this.searches.delete(number)
    if (search !== undefined && !found) this.search(search)
  }

  /** The switchboard knew nobody to send it to; a change of files is for whoever is there. */
  failed({ op: bytes, why }: FromBoard & { type: 'op_failed' }): void {
    const op = decodeTerm(bytes) as unknown as Op
    if (op.do !== 'load') this.options.report({ type: 'op_failed', op, why })
  }

  private applyToProcess(
    op: Op & { readonly target: Target },
    nodes: NodesHere,
    machine: string,
  ): void {
    const node = 'pid' in op.target ? (readPidKey(op.target.pid)?.[0] ?? '') : null
    if (node === null) this.search({ op, nodes, candidates: [...nodes.running], foreign: false })
    else if (machineOf(node) !== machine) this.sendOn(op, machineOf(node))
    else this.search({ op, nodes, candidates: [node], foreign: false })
  }

  /** Only of this tab: an observer looks at its own nodes. */
  private applyHere(op: Op & { readonly node: string }, nodes: NodesHere): void {
    if (nodes.has(op.node)) {
      const number = ++this.lastNumber
      return nodes.post(op.node, { type: 'op', number, op: encodeOp(op), apply: true })
    }
    this.options.report({ type: 'op_failed', op, why: 'no such node here' })
  }

  /** Asks one node after the other, so that only one process is meant by a name. */
  private search(search: Search): void {
    const node = search.candidates.shift()
    // A node that died meanwhile answers nothing: as good as a no.
    if (node !== undefined && !search.nodes.running.includes(node)) return this.search(search)
    const { op, foreign } = search
    if (node !== undefined) {
      const number = ++this.lastNumber
      this.searches.set(number, search)
      search.nodes.post(node, { type: 'op', number, op: encodeOp(op), apply: true })
    } else if (!foreign && 'target' in op && 'name' in op.target) this.sendOn(op, null)
    else if (!foreign) this.options.report({ type: 'op_failed', op, why: 'no such process' })
  }

  /** Into the trace of a node that will still be there. */
  private write(op: Op, nodes: NodesHere, except?: string): void {
    const node = nodes.running.find((name) => name !== except) ?? nodes.running[0]
    if (node === undefined) return
    nodes.post(node, { type: 'op', number: ++this.lastNumber, op: encodeOp(op), apply: false })
  }

  /** To one other machine, or to all of them. */
  sendOn(op: Op, machine: string | null): void {
    this.options.board({ type: 'op', machine, op: encodeOp(op) })
  }
}

function encodeOp(op: Op): Uint8Array {
  return encodeTerm(op as unknown as Term)
}
