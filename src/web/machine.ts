/**
 * One tab as a machine of a room: its nodes in their boxes, the switchboard, the peers, and the
 * operations that people do to any of them. Everything worth knowing is reported as a MachineEvent.
 */
import type { Start, Term, Watch } from '../kernel/index.ts'
import type { Op } from '../lab/index.ts'
import { Attention, type Audience, type Look } from './attention.ts'
import { type EmptyBox, emptyBox } from './box.ts'
import type { CompiledModule } from './compile/compiled.ts'
import type { MachineEvent, MachineNews } from './events.ts'
import type { Inquiry } from './inquiry.ts'
import { limits } from './limits.ts'
import type { FromBoard, ToBoard } from './messages.ts'
import { machineNames, randomId, wallNow } from './names.ts'
import { Nodes } from './nodes.ts'
import { Operations } from './operations.ts'
import { Peers } from './peers/peers.ts'
import { Questions } from './questions.ts'

export interface MachineOptions {
  /** The name wished for; another one is taken when somebody in the room has it. */
  readonly machine: string
  readonly room: string
  /** The room was made just now: nobody can be in it yet, so nobody is waited for. */
  readonly alone?: boolean
  /** `['n1', 'n2']` */
  readonly nodes: readonly string[]
  /** Path of the PeerServer on this server, or null. */
  readonly introducer: string | null
  /** The boxed node's code: one classic script. */
  readonly source: string
  /** Machines of different versions don't link. */
  readonly version: string
  report(event: MachineEvent): void
  /** Trace events as the kernel's codec writes them, of this machine or of a linked one. */
  trace(batch: Uint8Array, fromMachine: string): void
}

export interface Machine {
  /**
   * `op.do: 'load'` is passed on to the other machines; the page compiles and calls `load` itself.
   */
  apply(op: Op): void
  load(modules: readonly CompiledModule[]): void
  /** Asks a node of this tab; null when it is gone before it has answered. */
  ask(node: string, question: Inquiry): Promise<Term>
  /** What a node of this tab tells of itself from now on, and of whom. */
  watch(node: string, watch: Watch): void
  /** Who looks at this page: unseen nodes work in longer slices, and tell less to nobody. */
  attend(audience: Audience): void
  /** Hands an operation to one other machine, as `apply` does with a `load` to all. */
  tell(machine: string, op: Op): void
  /** `node` is a full name: `n1@heron`. `quiet`: it and what it starts is told by nobody. */
  start(node: string, start: Start, quiet?: boolean): void
  /** Starts a system on that node: its root supervisor. */
  boot(node: string, root: string): void
  /** A further node: `n3`. */
  addNode(name: string): void
  restartNode(node: string): void
  cut(machine: string): void
  mend(machine: string): void
  close(): void
}

export function startMachine(options: MachineOptions): Machine {
  const report = (news: MachineNews) => options.report({ at: wallNow(), ...news })
  try {
    return new RunningMachine(options, startSwitchboard(), report)
  } catch (problem) {
    report({ type: 'no_workers', problem: String(problem) })
    return idleMachine
  }
}

function startSwitchboard(): Worker {
  // Written like this so that the bundler sees a worker here and bundles it.
  return new Worker(new URL('./switchboard/switchboard.worker.ts', import.meta.url), {
    type: 'module',
  })
}

class RunningMachine implements Machine {
  private nodes: Nodes | null = null
  private name = ''
  private readonly id = randomId()
  private readonly peers: Peers
  private readonly operations: Operations
  private readonly questions = new Questions()
  private readonly attention = new Attention((look) => this.lookedAt(look))
  private unwatchedSince: number | null = null
  /** What was asked for before the nodes had a name. */
  private readonly waiting: ((nodes: Nodes) => void)[] = []
  private readonly startedAt = wallNow()
  /** They load while the name is being settled. */
  private readonly boxes: EmptyBox[]
  private readonly leave = () => this.goodbye()
  /** Out of the browser's page cache: everybody has been told goodbye, so begin anew. */
  private readonly comeBack = (event: PageTransitionEvent) => {
    if (event.persisted) location.reload()
  }

  constructor(
    private readonly options: MachineOptions,
    private readonly worker: Worker,
    private readonly report: (news: MachineNews) => void,
  ) {
    worker.onmessage = ({ data }: MessageEvent<FromBoard>) => this.fromBoard(data)
    worker.onerror = ({ message }) => this.switchboardFailed(message)
    const { machine, version, room, introducer, alone = false } = options
    const names = [machine, ...machineNames.filter((name) => name !== machine)]
    const board = (message: ToBoard, transfer?: Transferable[]) => this.board(message, transfer)
    this.operations = new Operations({ board, report })
    this.boxes = options.nodes.map(emptyBox)
    this.peers = new Peers({
      wish: { id: this.id, version, names },
      room,
      introducer,
      alone,
      board,
      report,
      settled: (name, lives) => this.settled(name, lives),
    })
    addEventListener('pagehide', this.leave)
    addEventListener('pageshow', this.comeBack)
  }

  apply(op: Op): void {
    this.whenNamed((nodes) => this.operations.apply(op, nodes, this.name))
  }

  ask(node: string, question: Inquiry): Promise<Term> {
    return this.questions.ask(this.nodes, node, question)
  }

  watch(node: string, watch: Watch): void {
    this.whenNamed((nodes) => nodes.post(node, { type: 'watch', watch }))
  }

  attend(audience: Audience): void {
    this.attention.attend(audience)
  }

  tell(machine: string, op: Op): void {
    this.operations.sendOn(op, machine)
  }

  load(modules: readonly CompiledModule[]): void {
    this.whenNamed((nodes) => nodes.load(modules))
  }

  start(node: string, start: Start, quiet = false): void {
    this.whenNamed((nodes) => nodes.start(node, start, quiet))
  }

  boot(node: string, root: string): void {
    this.whenNamed((nodes) => nodes.boot(node, root))
  }

  addNode(name: string): void {
    this.whenNamed((nodes) => nodes.add(`${name}@${this.name}`))
  }

  restartNode(node: string): void {
    this.whenNamed((nodes) => nodes.restart(node))
  }

  cut(machine: string): void {
    this.apply({ do: 'cut', machine })
  }

  mend(machine: string): void {
    this.apply({ do: 'mend', machine })
  }

  close(): void {
    removeEventListener('pagehide', this.leave)
    removeEventListener('pageshow', this.comeBack)
    this.goodbye()
    this.nodes?.close()
    // The goodbyes need a moment to get out.
    setTimeout(() => {
      this.peers.close()
      this.worker.terminate()
    }, limits.goodbyeMs)
  }

  private goodbye(): void {
    this.board({ type: 'bye' })
    this.peers.bye()
  }

  private switchboardFailed(problem: string | undefined): void {
    // An error event without a message: the worker's script itself could not be had.
    if (this.nodes === null) this.report({ type: 'no_workers', problem: problem ?? 'not found' })
  }

  private settled(name: string, lives: number): void {
    const { version, nodes } = this.options
    this.name = name
    this.board({ type: 'open', id: this.id, machine: name, version })
    this.report({ type: 'joined', machine: name, tookMs: wallNow() - this.startedAt })
    this.nodes = new Nodes(
      {
        source: this.options.source,
        board: (message, transfer) => this.board(message, transfer),
        report: this.report,
        opDone: (number, found) => this.operations.done(number, found),
        answered: (number, bytes) => this.questions.answered(number, bytes),
      },
      lives,
      this.boxes,
    )
    for (const node of nodes) this.nodes.add(`${node}@${name}`)
    for (const act of this.waiting.splice(0)) act(this.nodes)
  }

  private lookedAt(look: Look): void {
    this.whenNamed((nodes) => nodes.lookedAt(look))
    const since = this.unwatchedSince
    this.unwatchedSince = look === 'nobody' ? wallNow() : null
    if (since !== null) this.report({ type: 'unwatched', tookMs: wallNow() - since })
  }

  private whenNamed(act: (nodes: Nodes) => void): void {
    if (this.nodes === null) this.waiting.push(act)
    else act(this.nodes)
  }

  private fromBoard(message: FromBoard): void {
    switch (message.type) {
      case 'report':
        this.attention.hear(message.event)
        return this.options.report(message.event)
      case 'trace':
        this.board({ type: 'read', bytes: message.bytes.length })
        return this.options.trace(message.bytes, message.machine)
      case 'node_ready':
      case 'stuck':
        return this.nodes?.fromBoard(message)
      case 'op':
        if (this.nodes !== null) this.operations.received(message, this.nodes)
        return
      case 'op_failed':
        return this.operations.failed(message)
      case 'tick':
      case 'lock':
      case 'name_claimed':
      case 'finished':
        return this.peers.fromBoard(message)
    }
  }

  private board(message: ToBoard, transfer: Transferable[] = []): void {
    this.worker.postMessage(message, transfer)
  }
}

const nothing = () => {}

/** Where there are no workers nothing can run; the page has been told. */
const idleMachine: Machine = {
  apply: nothing,
  load: nothing,
  ask: () => Promise.resolve(null),
  watch: nothing,
  attend: nothing,
  tell: nothing,
  start: nothing,
  boot: nothing,
  addNode: nothing,
  restartNode: nothing,
  cut: nothing,
  mend: nothing,
  close: nothing,
}
