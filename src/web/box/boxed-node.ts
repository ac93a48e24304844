/**
 * A node in its box: the kernel's Node, driven by ports. The page's port brings operations and
 * code, the switchboard's frames of other machines and pings, a sibling's port the frames of the
 * node next door. Programs can reach none of them.
 */
import {
  DecodeError,
  decodeFrames,
  decodeTerm,
  encodeTerm,
  type Frame,
  formatTerm,
  Node,
  type Start,
  stream,
  type Term,
  type Watch,
} from '../../kernel/index.ts'
import { type Op, performOp } from '../../lab/index.ts'
import { boot } from '../../otp/index.ts'
import type { Look } from '../attention.ts'
import type { CompiledModule } from '../compile/compiled.ts'
import { install, newCodeServer } from '../compile/install.ts'
import type { Inquiry } from '../inquiry.ts'
import { limits } from '../limits.ts'
import type { BoardToNode, Boot, FromNode, Parcel, ToNode } from '../messages.ts'
import { wallNow } from '../names.ts'
import { speaksFor } from '../switchboard/routing.ts'
import { answer } from './answer.ts'
import { sliceMsFor, watchFor } from './attention.ts'
import { Post, postBoard, postParcel, soon, TraceBatch, workerClock } from './environment.ts'

export class BoxedNode {
  private readonly node: Node
  private readonly code = newCodeServer()
  private readonly siblings = new Map<string, MessagePort>()
  private readonly post: Post
  private readonly trace: TraceBatch
  private readonly ask: () => void
  private paused = false
  private ended = false
  /** What the observer wants told. */
  private watch: Watch = { level: 'all' }
  private look: Look = 'here'

  constructor(
    private readonly life: Boot,
    private readonly page: MessagePort,
    private readonly board: MessagePort,
  ) {
    this.ask = soon(() => this.slice())
    this.post = new Post(
      (to, bytes) => this.dispatch(to, bytes),
      (frame) => this.refuseLarge(frame),
    )
    this.trace = new TraceBatch((bytes) => postBoard(board, { type: 'trace', bytes }))
    const { name, creation, seed } = life
    this.node = new Node({
      name,
      creation,
      code: this.code,
      environment: {
        clock: workerClock(() => this.wake()),
        random: stream(seed, name),
        transport: { send: (frame) => this.post.send(frame) },
        tracer: { record: (event) => this.trace.record(event) },
      },
    })
  }

  start(): void {
    this.node.watchFor(watchFor(this.watch, this.look))
    this.page.onmessage = ({ data }: MessageEvent<ToNode>) => this.fromPage(data)
    this.board.onmessage = ({ data }: MessageEvent<BoardToNode>) => this.fromBoard(data)
    this.ask()
    postBoard(this.board, { type: 'ready' })
  }

  private slice(): void {
    const end = wallNow() + sliceMsFor(this.look)
    let more = false
    if (!this.paused) {
      do more = this.node.run(limits.sliceReductions)
      while (more && wallNow() < end)
    }
    this.post.flush()
    this.trace.flush()
    if (this.node.halted !== null) this.end(this.node.halted.reason)
    if (more) this.ask()
  }

  /** What the worker throws is told to the page, which closes the box as after any crash. */
  private end(reason: Term): void {
    if (this.ended) return
    this.ended = true
    throw new Error(`it halted itself: ${formatTerm(reason)}`)
  }

  private wake(): void {
    this.node.wake()
    this.ask()
  }

  private fromPage(message: ToNode): void {
    this.ask()
    switch (message.type) {
      case 'load':
        for (const module of message.modules) this.load(module)
        return
      case 'start':
        return this.attempt('start', '', () => {
          this.node.spawn(decodeTerm(message.start) as unknown as Start, message)
        })
      case 'boot':
        return this.attempt('start', message.root, () => {
          boot(this.node, message.root)
        })
      case 'op':
        return this.attempt('op', String(message.number), () => {
          const op = decodeTerm(message.op) as unknown as Op
          const found = performOp(this.node, op, message.apply)
          this.tell({ type: 'op_done', number: message.number, found })
        })
      case 'ask': {
        const { number, question } = message
        const bytes = encodeTerm(answer(this.node, decodeTerm(question) as unknown as Inquiry))
        const answered: FromNode = { type: 'answer', number, bytes }
        return this.page.postMessage(answered, [bytes.buffer as ArrayBuffer])
      }
      case 'watch':
        this.watch = message.watch
        this.node.watchFor(watchFor(this.watch, this.look))
        // Of those who were quiet until now nobody has heard that they live.
        return this.node.census(false)
      case 'look':
        return this.lookedAt(message.look)
      case 'sibling_up':
        return this.siblingUp(message)
      case 'sibling_down':
        return this.siblingDown(message.name, message.reason)
    }
  }

  private lookedAt(look: Look): void {
    const before = this.look
    this.look = look
    this.node.watchFor(watchFor(this.watch, look))
    if (before === 'nobody' && look !== before) this.node.census(false)
  }

  private fromBoard(message: BoardToNode): void {
    switch (message.type) {
      case 'ping':
        return postBoard(this.board, { type: 'pong', count: message.count })
      case 'pause':
      case 'go':
        this.paused = message.type === 'pause'
        return this.ask()
      case 'frames':
        return this.deliver(message.from, message.bytes)
      case 'node_up':
        this.node.nodeUp(message.name, message.creation)
        return this.ask()
      case 'node_down':
        this.node.nodeDown(message.name, message.reason)
        return this.ask()
      case 'census':
        this.node.census()
        return this.ask()
    }
  }

  private siblingUp(message: ToNode & { type: 'sibling_up' }): void {
    const { name, creation, port, lost } = message
    if (lost !== null) this.siblingDown(name, lost)
    this.siblings.set(name, port)
    this.node.nodeUp(name, creation)
    port.onmessage = ({ data }: MessageEvent<Parcel>) => this.deliver(name, data.bytes)
  }

  private siblingDown(name: string, reason: string): void {
    this.siblings.get(name)?.close()
    this.siblings.delete(name)
    this.node.nodeDown(name, reason)
  }

  /** The port decides who speaks: a frame in another node's name goes no further. */
  private deliver(from: string, bytes: Uint8Array): void {
    let frames: Frame[]
    try {
      frames = decodeFrames(bytes)
    } catch (problem) {
      if (!(problem instanceof DecodeError)) throw problem
      return postBoard(this.board, { type: 'refused', from, why: 'malformed' })
    }
    const honest = frames.filter((frame) => speaksFor(frame, from, this.life.name))
    if (honest.length < frames.length) {
      postBoard(this.board, { type: 'refused', from, why: 'forged' })
    }
    this.node.deliver(honest)
    // At once: a round trip through the queue of tasks would double the time that a call takes.
    this.slice()
  }

  private dispatch(to: string, bytes: Uint8Array): void {
    const sibling = this.siblings.get(to)
    const creation = this.node.lifeOf(to)
    if (sibling !== undefined) postParcel(sibling, bytes)
    else if (creation !== undefined) postBoard(this.board, { type: 'frames', to, creation, bytes })
  }

  private refuseLarge({ from, signal }: Frame): void {
    postBoard(this.board, { type: 'refused', from, why: 'oversized' })
    if (signal.type !== 'spawn_request') return
    const { ref } = signal
    const reason = ['system_limit', 'the arguments are too large to be sent']
    const reply = { type: 'spawn_reply', from: null, to: signal.from, ref, reason } as const
    this.node.deliver([{ from, to: from, lamport: 0, cause: null, signal: reply }])
    this.ask()
  }

  private load(module: CompiledModule): void {
    this.attempt('load', module.name, () => {
      install(this.code, [module])
      this.node.tell('code', null, [module.name, module.version])
    })
  }

  /** What the page asked for and what can't be done is the page's to tell; the node goes on. */
  private attempt(doing: 'load' | 'start' | 'op', what: string, act: () => void): void {
    try {
      act()
    } catch (problem) {
      const message = problem instanceof Error ? problem.message : 'something was thrown'
      this.tell({ type: 'problem', doing, what, message })
    }
  }

  private tell(message: FromNode): void {
    this.page.postMessage(message)
  }
}
