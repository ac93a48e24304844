/**
 * What runs in a worker of the browser or a thread of Node, bundled as one script: it answers one
 * question at a time. A node that shall be weighed stays until the next question.
 */
import { CodeServer, type Node, type Watch } from '../../kernel/index.ts'
import { installBehaviours } from '../../otp/index.ts'
import { type CompiledModule, install, newCodeServer } from '../../web/index.ts'
import { type Driven, drive, type Measured } from './drive.ts'
import { type Another, answerOn, Pair } from './pair.ts'
import { type Body, pairs, programs } from './programs/all.ts'
import { calling } from './programs/calling.ts'
import type { Exports } from './programs/stopwatch.ts'
import { type ForMember, type ForTeam, joinTeam, type Noted, Team } from './team.ts'

export type Question = ForOne | ForTwo | ForWork | ForTeam | ForMember

interface ForOne {
  readonly program: string
  readonly body: Body
  readonly size: number
  /** What the node tells; nothing without it. */
  readonly watch?: Watch
  /** What it tells is written into batches. */
  readonly batches?: boolean
}

interface ForTwo {
  readonly pair: string
  readonly size: number
  /** Whoever gets it is the other one of the two. */
  readonly port?: MessagePort
}

interface ForWork {
  /** A function of the module `work`. */
  readonly work: string
  readonly modules: readonly CompiledModule[]
  readonly size: number
}

/** What keeps the last node's processes in memory. */
export const held: { node: Node | null } = { node: null }
let pair: Pair | null = null
let team: Team | null = null

export async function run(question: Question, another: Another): Promise<Measured | Noted | null> {
  held.node = null
  if ('pair' in question) return runPair(question, another)
  if ('team' in question) {
    team ??= new Team(question, another)
    return team.run(question.run)
  }
  if ('member' in question) {
    joinTeam(question)
    return null
  }
  const { node, measured } = await runHere(question)
  held.node = node
  return measured
}

function runHere(question: ForOne | ForWork): Promise<Driven> {
  if ('work' in question) {
    const code = newCodeServer()
    install(code, question.modules)
    return drive(code, calling(question.work), question.size)
  }
  const code = new CodeServer()
  installBehaviours(code)
  return drive(code, programOf(question.program, question.body), question.size, question)
}

async function runPair(question: ForTwo, another: Another): Promise<Measured> {
  const program = pairs[question.pair]
  if (program === undefined) throw new Error(`there is no program ${question.pair}`)
  if (question.port !== undefined) {
    answerOn(question.port, program)
    return { operations: 0, ms: 0 }
  }
  pair ??= new Pair(question, another)
  return pair.measure(program, question.size)
}

function programOf(program: string, body: Body): Exports {
  const found = programs[program]?.[body]
  if (found === undefined) throw new Error(`there is no program ${program} (${body})`)
  return found
}
