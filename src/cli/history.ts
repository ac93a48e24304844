/**
 * The command `history`: what the clients of a key-value program asked and heard in a simulated
 * world, as lines for `check-history`.
 */
import { parseArgs } from 'node:util'
import {
  type FaultStep,
  NotedHistory,
  type Operation,
  type Program,
  programs,
} from '../lab/index.ts'
import { simulate } from '../sim/index.ts'
import { BadInput, faultsOf, wholeNumbers } from './arguments.ts'
import { exitCode, type Io } from './command.ts'
import { compiled } from './compiled.ts'
import { progressBar } from './progress-bar.ts'

export const summary = 'what clients of a key-value program asked and heard, as JSON lines'

export const usage = `PROGRAM --clients C --ops N [--nodes N] [--keys K] [--seed S] [--faults FILE]

Runs a key-value program in the simulated world until its clients have asked N times, and prints
what they asked and heard, one operation a line, for check-history:

  {"client":0,"key":"x","op":"put","value":"1","call":10,"ret":20,"status":"ok"}

call and ret are microseconds; no two are the same, and their order is the order in which it
happened. Operations are spread over the time of the fault script and 5 s after it, or over 20 s;
it takes longer when clients have to wait. After an unknown outcome a client has a new number; what
a read heard when others already went on to the (N+1)th operation is unknown, too.

  --clients C    how many clients, spread over the nodes
  --ops N        how many operations in all
  --nodes N      how many nodes, called n1, n2 … (each program has a number of its own)
  --keys K       how many keys, called k1, k2 … (3)
  --seed S       where chance begins (1)
  --faults FILE  what goes wrong, and when: a fault script

Exit 0: all N operations; 1: fewer, since nobody asked any more.`

const most = { clients: 10_000, ops: 10_000_000, nodes: 1_000, keys: 1_000_000, seed: 2 ** 32 - 1 }
const whole = wholeNumbers(most)
const quietMs = 20_000
const recoveryMs = 5_000
/** Who asks takes no longer than that. */
const patienceMs = 15_000
const barAfterMs = 2_000

export async function run(args: readonly string[], io: Io): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      clients: { type: 'string' },
      ops: { type: 'string' },
      nodes: { type: 'string' },
      keys: { type: 'string', default: '3' },
      seed: { type: 'string', default: '1' },
      faults: { type: 'string' },
    },
  })
  try {
    const program = programOf(positionals)
    const asked = read(program, values)
    const faults = await faultsOf(values.faults, asked.nodes)
    const operations = await answer(program, asked, faults)
    for (const operation of operations) io.out(lineOf(operation))
    if (operations.length === asked.ops) return exitCode.done
    io.err(`history: only ${operations.length} of ${asked.ops}: the clients asked no more`)
    return exitCode.negative
  } catch (error) {
    if (!(error instanceof BadInput)) throw error
    io.err(`history: ${error.message}`)
    return exitCode.usage
  }
}

type Asked = Readonly<Record<keyof typeof most, number>>

function programOf([id, ...more]: readonly string[]): Program {
  const stores = programs.filter(({ hasClients }) => hasClients)
  const known = stores.map((each) => each.id).join(', ')
  const program = stores.find((each) => each.id === id)
  if (id === undefined) throw new BadInput(`which program? ${known}`)
  if (program === undefined) throw new BadInput(`no key-value program "${id}": ${known}`)
  if (more.length > 0) throw new BadInput(`one program at a time, not also "${more[0]}"`)
  return program
}

function read(
  program: Program,
  values: Readonly<Partial<Record<keyof typeof most, string>>>,
): Asked {
  return {
    clients: whole('clients', values.clients, 1),
    ops: whole('ops', values.ops, 1),
    nodes: values.nodes === undefined ? (program.nodes ?? 1) : whole('nodes', values.nodes, 1),
    keys: whole('keys', values.keys, 1),
    seed: whole('seed', values.seed, 0),
  }
}

/** Without faults clients stop after their share; else somebody may have to ask for others, too. */
async function answer(program: Program, asked: Asked, faults: readonly FaultStep[]) {
  const { clients, ops, nodes, keys, seed } = asked
  const spanMs = spanOf(faults)
  const everyMs = Math.min(spanMs, (clients * spanMs) / ops)
  const history = new NotedHistory(ops)
  const newCode = await compiled(program)
  const share = faults.length === 0 ? { ops } : {}
  const bar = progressBar(ops, barAfterMs)
  let index = 0
  let calledBefore = -1
  let idleMs = -spanMs
  simulate({
    program,
    seed,
    nodes,
    faults,
    newCode,
    untilMs: Number.MAX_SAFE_INTEGER,
    promises: [],
    argument: { clients, keys, everyMs, ...share },
    read: (event) => history.read(event, index++),
    isOver: () => {
      if (history.called > calledBefore) idleMs = Math.min(0, idleMs)
      idleMs += 1_000
      calledBefore = history.called
      bar.show(calledBefore)
      return history.isSettled || idleMs > 2 * everyMs + patienceMs
    },
  })
  bar.end()
  return history.operations()
}

/** Ms until the last fault is over and clients have seen what came of it. */
function spanOf(faults: readonly FaultStep[]): number {
  if (faults.length === 0) return quietMs
  const ends = faults.map((step) => {
    if (step.do === 'random') return step.untilMs
    return step.atMs + (step.do === 'pause' ? step.forMs : 0)
  })
  return ends.reduce((latest, end) => Math.max(latest, end), 0) + recoveryMs
}

/** Its fields in the order in which people read them. */
function lineOf({ client, key, op, call, status, ...more }: Operation): string {
  const { value, expect, result, ret } = more as Readonly<Record<string, unknown>>
  return JSON.stringify({ client, key, op, expect, value, result, call, ret, status })
}
