/**
 * Many nodes in as many workers, each joined to each by a port, as the nodes of one tab are. The
 * first one runs a program that spreads over the others by itself, and tells its result by `note`.
 */
import { formatTerm, type Recorded, type Term } from '../../kernel/index.ts'
import { type CompiledModule, install } from '../../web/index.ts'
import { type Another, Joined } from './pair.ts'

/** `run` starts `module:main(...args)` on the first of so many nodes. */
export interface ForTeam {
  readonly team: number
  readonly modules: readonly CompiledModule[]
  readonly run: readonly [module: string, args: readonly number[]]
}

/** What each of the other workers is told: who it is, and who is at its ports. */
export interface ForMember {
  readonly member: string
  readonly modules: readonly CompiledModule[]
  readonly others: readonly (readonly [name: string, port: MessagePort])[]
}

/** What the program noted. */
export interface Noted {
  readonly noted: Term
}

/** As a box's: while one computes, answers wait for no longer. */
const sliceMs = 1.5
const patienceMs = 120_000

export class Team {
  private readonly first: Joined
  private take: (event: Recorded) => void = () => {}

  constructor({ team, modules }: ForTeam, another: Another) {
    const names = Array.from({ length: team }, (_, at) => `n${at + 1}@bench`)
    const ports = names.map((): [string, MessagePort][] => [])
    for (const [at, name] of names.entries()) {
      for (const [before, other] of names.slice(0, at).entries()) {
        const { port1, port2 } = new MessageChannel()
        ports[at]?.push([other, port1])
        ports[before]?.push([name, port2])
      }
    }
    this.first = new Joined(names[0] as string, (event) => this.take(event), sliceMs)
    this.first.node.watchFor({ level: 'life' })
    for (const [at, member] of names.entries()) {
      const others = ports[at] as [string, MessagePort][]
      const mine = others.map(([, port]) => port)
      if (at > 0) another({ member, modules, others } satisfies ForMember, mine)
      else join(this.first, modules, others)
    }
  }

  /** Rejects when `main` ends without a note, or nothing is heard of it for two minutes. */
  run([module, args]: ForTeam['run']): Promise<Noted> {
    return new Promise((resolve, reject) => {
      const fail = (why: string) => reject(new Error(`${module}:main ${why}`))
      const timer = setTimeout(() => fail('has told nothing for two minutes'), patienceMs)
      const { id } = this.first.start([module, 'main', args])
      this.take = ({ kind, subject, term }) => {
        if (subject?.id !== id || (kind !== 'note' && kind !== 'exit')) return
        clearTimeout(timer)
        this.take = () => {}
        if (kind === 'note') resolve({ noted: (term as readonly Term[])[1] ?? null })
        else fail(`ended with ${formatTerm(term)}`)
      }
    })
  }
}

/** It lives for as long as its worker. */
export function joinTeam({ member, modules, others }: ForMember): void {
  join(new Joined(member, () => {}, sliceMs), modules, others)
}

function join(place: Joined, modules: readonly CompiledModule[], others: ForMember['others']) {
  install(place.code, modules)
  for (const [name, port] of others) place.join(name, port)
}
