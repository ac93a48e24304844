/** The space-time picture of a trace, for the tests of this folder. */
import { type EventId, type EventKind, Pid, type Term } from '../../kernel/index.ts'
import { atStart, goLive, type Playback, Recording, Timeline, type Trace } from '../../lab/index.ts'
import type { Selection } from '../action.ts'
import { namesFrom } from '../names.ts'
import { readOn, startReading } from '../strip/reading.ts'
import { frameOf } from './frame.ts'
import { type Memory, type Model, modelOf, startMemory } from './model.ts'
import { emptySpacetime, type SpacetimeState } from './state.ts'

export interface Wishes extends Partial<SpacetimeState> {
  readonly playback?: Playback
  readonly selection?: Selection
  readonly still?: boolean
  readonly down?: boolean
  readonly memory?: Memory
}

export function see(trace: Trace, wishes: Wishes = {}): Model {
  const { playback = goLive(atStart, trace), selection = null, memory, ...rest } = wishes
  const { still = false, down = false, ...state } = rest
  const reading = readOn(startReading(), trace)
  const system = new Timeline(trace, null).systemAt(playback.cursor)
  return modelOf(memory ?? startMemory(), {
    trace,
    reading,
    playback,
    system,
    world: { kind: 'sim', zeroMs: 0 },
    names: namesFrom(reading.names, system),
    selection,
    state: { ...emptySpacetime, ...state },
    frame: frameOf({ width: 1_180, height: 646, down, scroll: 0 }),
    still,
  })
}

/** A trace told by hand: times and lives are whatever a test says. */
export class Told {
  private readonly numbers = new Map<string, number>()

  constructor(
    private at = 0,
    readonly trace = new Recording(),
  ) {}

  wait(ms: number): this {
    this.at += ms
    return this
  }

  say(kind: EventKind, subject: Pid | null, more: More = {}): EventId {
    const node = more.node ?? subject?.node ?? 'n1@a'
    const creation = subject?.creation ?? more.creation ?? 1
    const number = (this.numbers.get(`${node}/${creation}`) ?? 0) + 1
    this.numbers.set(`${node}/${creation}`, number)
    const { other = null, cause = null, term = null } = more
    const stamp = { at: more.at ?? this.at, node, creation, number, lamport: number }
    this.trace.append({ kind, ...stamp, subject, other, cause, term })
    return [node, creation, number]
  }

  born(node: string, id: number, name: string, creation = 1): Pid {
    const pid = new Pid(node, creation, id)
    this.say('spawn', pid, { term: ['gen_server', 'initIt', [null, name, null, name]] })
    return pid
  }

  /** Sent and, after so many ms, delivered and taken. */
  post(from: Pid, to: Pid, message: Term, tookMs = 1): readonly [sent: EventId, come: EventId] {
    const sent = this.say('sent', from, { other: to, term: [null, message] })
    this.wait(tookMs)
    const come = this.say('delivered', to, { other: from, cause: sent, term: message })
    this.say('received', to, { other: from, cause: come, term: message })
    return [sent, come]
  }
}

interface More {
  readonly node?: string
  readonly creation?: number
  readonly other?: Pid
  readonly cause?: EventId
  readonly term?: Term
  readonly at?: number
}
