/**
 * The live experiment of this page: the machine that runs the nodes, and the trace they write. What
 * the machine reports becomes part of the trace, so that one text tells everything.
 */
import { DecodeError, decodeEvents, type Recorded, type Term } from '../kernel/index.ts'
import {
  Collator,
  isOwnEvent,
  isWellFormed,
  Recording,
  type System,
  Timeline,
} from '../lab/index.ts'
import { type Machine, type MachineEvent, startMachine } from '../web/index.ts'

export interface ExperimentOptions {
  /** The name wished for. */
  readonly machine: string
  readonly room: string
  /** Nobody can be in the room yet. */
  readonly alone: boolean
  /** The nodes this machine starts with: `['n1', 'n2']`. */
  readonly nodes: readonly string[]
  readonly introducer: string | null
  readonly boxedNode: string
  readonly version: string
  /** A report of the machine, after it was written into the trace. */
  onNews(event: MachineEvent): void
}

export class Experiment {
  readonly trace = new Recording()
  private readonly collator = new Collator(this.trace)
  readonly machine: Machine
  timeline: Timeline
  /** This machine's name: it may get another one than it wished for. */
  name: string
  /** This machine's nodes that are ready. */
  readonly ready = new Set<string>()
  private reports = 0

  constructor(private readonly options: ExperimentOptions) {
    const { onNews: _, boxedNode, ...wishes } = options
    this.name = options.machine
    this.timeline = new Timeline(this.trace, this.name)
    this.machine = startMachine({
      ...wishes,
      source: boxedNode,
      report: (event) => this.report(event),
      trace: (bytes) => {
        // Hosts report to their own page only; what comes under that kind is somebody's invention.
        const events = readEvents(bytes).filter(
          (event) => event.kind !== 'host' && isOwnEvent(event) && isWellFormed(event),
        )
        this.collator.offer(events, performance.now())
      },
    })
  }

  /** Tells what has waited long enough for its cause. */
  look(): void {
    this.collator.look(performance.now())
  }

  /** The system as it is now, at the trace's end. */
  get now(): System {
    return this.timeline.systemAt(this.trace.end)
  }

  private report(event: MachineEvent): void {
    if (event.type === 'node_started') this.ready.delete(event.node)
    if (event.type === 'node_ready') this.ready.add(event.node)
    if (event.type === 'joined' && event.machine !== this.name) {
      this.name = event.machine
      this.timeline = new Timeline(this.trace, this.name)
    }
    const { type, at, ...details } = event
    const node = `host@${this.name}`
    const number = ++this.reports
    const term = [type, details as unknown as Term]
    const stamp = { kind: 'host', at, node, creation: 1, number, lamport: 0 } as const
    this.trace.append({ ...stamp, subject: null, other: null, cause: null, term })
    this.options.onNews(event)
  }
}

/** A batch that can't be read costs this batch, not the page. */
function readEvents(bytes: Uint8Array): Recorded[] {
  try {
    return decodeEvents(bytes)
  } catch (problem) {
    if (problem instanceof DecodeError) return []
    throw problem
  }
}
