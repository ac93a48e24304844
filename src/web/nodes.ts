/**
 * The nodes of this tab: a box each, a port from every node to every other one, and the heart that
 * starts a node again when it died. A new life has the same name, the next creation and fresh
 * ports.
 */
import type { Start } from '../kernel/index.ts'
import { encodeTerm, type Term } from '../kernel/index.ts'
import type { Look } from './attention.ts'
import { type Box, type EmptyBox, emptyBox } from './box.ts'
import type { CompiledModule } from './compile/compiled.ts'
import type { MachineNews } from './events.ts'
import { afterDeath, type Deaths } from './heart.ts'
import { limits } from './limits.ts'
import type { Boot, FromBoard, FromNode, ToBoard, ToNode } from './messages.ts'
import { randomSeed, wallNow } from './names.ts'

export interface NodesOptions {
  /** The boxed node's code: one classic script. */
  readonly source: string
  board(message: ToBoard, transfer?: Transferable[]): void
  report(news: MachineNews): void
  /** An op was taken to the process it names, or that process isn't there. */
  opDone(number: number, found: boolean): void
  answered(number: number, bytes: Uint8Array): void
}

interface Life {
  readonly creation: number
  readonly box: Box
  readonly page: MessagePort
  readonly startedAt: number
  readonly bootTimer: number
  /** When the death of the life before was known; null in a first life. */
  readonly diedAt: number | null
  ready: boolean
}

interface Peer {
  readonly name: string
  readonly creation: number
}

interface NodeRecord {
  creation: number
  deaths: Deaths
  life: Life | null
}

export class Nodes {
  private readonly nodes = new Map<string, NodeRecord>()
  private readonly modules = new Map<string, CompiledModule>()
  private look: Look = 'here'

  constructor(
    private readonly options: NodesOptions,
    /** Creations of this machine's nodes begin after this one. */
    private readonly lives: number,
    /** Boxes that have been opened in advance. */
    private readonly spares: EmptyBox[],
  ) {}

  /** Those that run, in the order they were added. */
  get running(): string[] {
    return [...this.nodes].filter(([, { life }]) => life?.ready).map(([name]) => name)
  }

  has(name: string): boolean {
    return this.nodes.has(name)
  }

  add(name: string): void {
    if (this.nodes.has(name)) return
    this.nodes.set(name, { creation: this.lives, deaths: [], life: null })
    this.begin(name, null, null)
  }

  /** By hand, also after it gave up. */
  restart(name: string): void {
    const node = this.nodes.get(name)
    if (node === undefined) return
    const lost = node.life === null ? null : 'restarted'
    this.end(name, 'restarted', false)
    node.deaths = []
    this.begin(name, wallNow(), lost)
  }

  kill(name: string): void {
    const node = this.nodes.get(name)
    if (!node?.life) return
    this.options.report({ type: 'node_killed', node: name, creation: node.creation })
    this.died(name, 'killed')
  }

  /** Those that run and those to come. */
  lookedAt(look: Look): void {
    this.look = look
    for (const name of this.nodes.keys()) this.post(name, { type: 'look', look })
  }

  load(modules: readonly CompiledModule[]): void {
    for (const module of modules) this.modules.set(module.name, module)
    for (const name of this.nodes.keys()) this.post(name, { type: 'load', modules })
  }

  start(name: string, start: Start, quiet: boolean): void {
    this.post(name, { type: 'start', start: encodeTerm(start as Term), quiet })
  }

  boot(name: string, root: string): void {
    this.post(name, { type: 'boot', root })
  }

  post(name: string, message: ToNode, transfer: Transferable[] = []): void {
    this.nodes.get(name)?.life?.page.postMessage(message, transfer)
  }

  fromBoard(message: FromBoard): void {
    if (message.type === 'node_ready') this.ready(message.name, message.creation)
    else if (message.type === 'stuck') this.stuck(message)
  }

  close(): void {
    for (const name of this.nodes.keys()) this.end(name, 'closed', false)
    for (const spare of this.spares.splice(0)) spare.close()
  }

  private begin(name: string, diedAt: number | null, lost: string | null): void {
    const node = this.nodes.get(name)
    if (node === undefined) return
    const creation = ++node.creation
    const page = new MessageChannel()
    const board = new MessageChannel()
    const boot: Boot = { name, creation, seed: randomSeed() }
    const failed = (problem: string) => this.crashed(name, creation, problem)
    const { source } = this.options
    const empty = this.spares.pop() ?? emptyBox()
    const box = empty.fill(source, boot, [page.port2, board.port2], failed)
    page.port1.onmessage = ({ data }: MessageEvent<FromNode>) => this.fromNode(name, data)
    const tooLate = () => this.crashed(name, creation, `not ready within ${limits.bootMs / 1000} s`)
    const bootTimer = window.setTimeout(tooLate, limits.bootMs)
    const startedAt = wallNow()
    node.life = { creation, box, page: page.port1, startedAt, bootTimer, diedAt, ready: false }
    this.options.board({ type: 'node', name, creation, port: board.port1 }, [board.port1])
    this.post(name, { type: 'look', look: this.look })
    this.post(name, { type: 'load', modules: [...this.modules.values()] })
    // At once, not when it is ready: what the others send waits in the port. Who hears of a death
    // hears of the next life in the same message, so a supervisor's restart finds the node there.
    for (const [other, { life, creation: theirs }] of this.nodes) {
      if (other === name || life === null) continue
      this.connect({ name, creation }, { name: other, creation: theirs }, lost)
    }
    this.options.report({ type: 'node_started', node: name, creation })
  }

  private ready(name: string, creation: number): void {
    const life = this.nodes.get(name)?.life
    if (life?.creation !== creation) return
    life.ready = true
    clearTimeout(life.bootTimer)
    const now = wallNow()
    const tookMs = now - life.startedAt
    this.options.report({ type: 'node_ready', node: name, creation, tookMs })
    if (life.diedAt === null) return
    const sinceDeathMs = now - life.diedAt
    this.options.report({ type: 'node_restarted', node: name, creation, tookMs: sinceDeathMs })
  }

  /** Two nodes of a tab talk over a port of their own; nobody stands between them. */
  private connect(fresh: Peer, other: Peer, lost: string | null): void {
    const { port1, port2 } = new MessageChannel()
    this.post(fresh.name, { type: 'sibling_up', ...other, port: port1, lost: null }, [port1])
    this.post(other.name, { type: 'sibling_up', ...fresh, port: port2, lost }, [port2])
  }

  private fromNode(name: string, message: FromNode): void {
    if (message.type === 'op_done') this.options.opDone(message.number, message.found)
    else if (message.type === 'answer') this.options.answered(message.number, message.bytes)
    else {
      const { doing, what, message: text } = message
      this.options.report({ type: 'node_problem', node: name, doing, what, message: text })
    }
  }

  private stuck({
    name,
    creation,
    silentMs,
    lastAnswer,
    all,
  }: FromBoard & { type: 'stuck' }): void {
    if (this.nodes.get(name)?.life?.creation !== creation) return
    this.options.report({ type: 'node_stuck', node: name, creation, silentMs, lastAnswer, all })
    this.died(name, 'stuck')
  }

  private crashed(name: string, creation: number, problem: string): void {
    if (this.nodes.get(name)?.life?.creation !== creation) return
    this.options.report({ type: 'node_crashed', node: name, creation, problem })
    this.died(name, 'crashed')
  }

  private died(name: string, reason: string): void {
    const node = this.nodes.get(name)
    if (node === undefined) return
    const now = wallNow()
    const verdict = afterDeath(node.deaths, now)
    node.deaths = verdict.deaths
    this.end(name, reason, !verdict.restart)
    if (verdict.restart) return this.begin(name, now, reason)
    const deaths = verdict.deaths.length
    this.options.report({
      type: 'node_gave_up',
      node: name,
      deaths,
      windowMs: limits.deathWindowMs,
    })
  }

  /** Closes the box. The siblings are told here, unless the next life tells them at once. */
  private end(name: string, reason: string, tell: boolean): void {
    const node = this.nodes.get(name)
    if (!node?.life) return
    const { box, page, bootTimer } = node.life
    node.life = null
    clearTimeout(bootTimer)
    page.close()
    box.close()
    this.options.board({ type: 'node_gone', name, reason })
    if (!tell) return
    for (const other of this.nodes.keys()) this.post(other, { type: 'sibling_down', name, reason })
  }
}
