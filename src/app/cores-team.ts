/**
 * The nodes that one to many cores are measured on: a machine of their own in a room of their own,
 * boxed as all nodes are, with nobody to meet. It ends with the measurement.
 */
import boxedNode from 'virtual:boxed-node'
import { DecodeError, decodeEvents, formatTerm, type Recorded, type Term } from '../kernel/index.ts'
import type { Failure } from '../views/index.ts'
import { type CompiledModule, type Machine, type MachineEvent, startMachine } from '../web/index.ts'

/** What one run of the program has told. */
export interface Counted {
  readonly workers: number
  readonly found: number
  readonly ms: number
}

/** Why a team can't go on. */
export class TeamFailed extends Error {
  constructor(readonly failure: Failure) {
    super(failure.what)
  }
}

export interface TeamOptions {
  readonly size: number
  readonly modules: readonly CompiledModule[]
  /** So many nodes have started. */
  started(count: number): void
}

const name = 'cores'
const first = `n1@${name}`

export class CoresTeam {
  private readonly machine: Machine
  private readonly ready = new Set<string>()
  /** It can't go on. */
  private problem: Error | null = null
  private settle: { done(counted: Counted | null): void; failed(why: Error): void } | null = null

  constructor(private readonly options: TeamOptions) {
    const nodes = Array.from({ length: options.size }, (_, at) => `n${at + 1}`)
    this.machine = startMachine({
      ...{ machine: name, nodes, alone: true, introducer: null, source: boxedNode },
      room: `cores-${crypto.getRandomValues(new Uint32Array(2)).join('-')}`,
      version: __APP_VERSION__,
      report: (event) => this.hear(event),
      trace: (bytes) => {
        for (const event of readEvents(bytes)) this.read(event)
      },
    })
    this.machine.load(options.modules)
    // Only the first one's notes and ends: messages that are told would be measured, too.
    for (const node of nodes) {
      this.machine.watch(`${node}@${name}`, { level: node === 'n1' ? 'life' : 'nothing' })
    }
  }

  /** All nodes are there. @throws TeamFailed */
  whole(): Promise<void> {
    return this.until(() => {
      if (this.ready.size === this.options.size) this.settle?.done(null)
    }).then(() => {})
  }

  /** Runs the program once, on so many of the nodes. @throws TeamFailed */
  async run(limit: number, grain: number, workers: number): Promise<Counted> {
    const counted = await this.until(() => {
      this.machine.start(first, [name, 'main', [limit, grain, workers]])
    })
    if (counted === null) throw new Error('a run ended without an answer')
    return counted
  }

  /** Who still waits for it hears that it is closed. */
  close(): void {
    this.end(new Error('the team is closed'))
    this.machine.close()
  }

  private until(act: () => void): Promise<Counted | null> {
    return new Promise((done, failed) => {
      if (this.problem !== null) return failed(this.problem)
      this.settle = { done, failed }
      act()
    })
  }

  private fail(failure: Failure): void {
    this.end(new TeamFailed(failure))
  }

  private end(problem: Error): void {
    this.problem ??= problem
    this.settle?.failed(problem)
  }

  private hear(event: MachineEvent): void {
    switch (event.type) {
      case 'node_ready':
        this.ready.add(event.node)
        this.options.started(this.ready.size)
        if (this.ready.size === this.options.size) this.settle?.done(null)
        return
      case 'node_crashed':
        return this.fail({ what: 'lost', node: event.node, problem: event.problem })
      case 'node_stuck':
        return this.fail({ what: 'lost', node: event.node, problem: 'it stopped answering' })
      case 'node_problem':
        return this.fail({ what: 'program', reason: event.message })
      case 'no_workers':
        return this.fail({ what: 'no_workers', problem: event.problem })
    }
  }

  private read({ kind, term }: Recorded): void {
    if (kind === 'note') {
      const [, counted] = term as readonly Term[]
      const [workers, found, ms] = counted as readonly [number, number, number]
      this.settle?.done({ workers, found, ms })
    } else if (kind === 'exit' && term !== 'shutdown' && term !== 'normal') {
      this.fail({ what: 'program', reason: formatTerm(term) })
    }
  }
}

function readEvents(bytes: Uint8Array): Recorded[] {
  try {
    return decodeEvents(bytes)
  } catch (problem) {
    if (problem instanceof DecodeError) return []
    throw problem
  }
}
