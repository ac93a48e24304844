/**
 * For tests of behaviours: a world with one process that asks, a callback module that returns what
 * the message says, and the shell's way of looking at what happened. Messages are terms, so what
 * must be code stands in `deeds`.
 */
import {
  type CodeServer,
  Doomed,
  get,
  type Pid,
  put,
  reasonOf,
  receive,
  send,
  type Term,
  type Waits,
} from '../../kernel/index.ts'
import { genServerModule } from '../gen-server/gen-server.ts'
import { ancestors } from './ancestry.ts'
import { procLibModule } from './proc-lib.ts'

/** What `['do', name]` does; it returns what the callback is to return. */
export type Deed = (state: Term, from: Term) => unknown

/**
 * `['ret', x]` returns x, `['do', name]` does a deed. Else init keeps its argument, a call answers
 * the state, and casts, messages and continues are put before the state.
 */
export function scripted(deeds: Readonly<Record<string, Deed>> = {}) {
  const act = (message: Term, state: Term, from: Term = null): unknown => {
    const [how, what] = Array.isArray(message) ? message : []
    if (how === 'do') return deeds[what as string]?.(state, from)
    return how === 'ret' ? what : undefined
  }
  const hear = (message: Term, state: Term) =>
    act(message, state) ?? ['noreply', [message, ...listOf(state)]]
  return {
    init: (args: Term) => act(args, null) ?? ['ok', args],
    handleCall: (request: Term, from: Term, state: Term) =>
      act(request, state, from) ?? ['reply', state, state],
    handleCast: hear,
    handleInfo: hear,
    handleContinue: (content: Term, state: Term) =>
      act(content, state) ?? ['noreply', [['continued', content], ...listOf(state)]],
    terminate: (reason: Term, state: Term) => {
      const who = get('tell')
      if (who !== undefined) send(who as Pid, ['terminated', reason, state])
    },
  }
}

function listOf(state: Term): readonly Term[] {
  return Array.isArray(state) ? state : [state]
}

/** All messages until none came for that long. */
export function* flush(ms = 100): Waits<Term[]> {
  const all: Term[] = []
  for (;;) {
    const message = yield receive(undefined, ms)
    if (message === undefined) return all
    all.push(message)
  }
}

/** Lets that many milliseconds pass, and leaves all messages where they are. */
export function* wait(ms: number): Waits<void> {
  yield receive(() => false, ms)
}

/** What a call came to: `['ok', value]`, or `['EXIT', reason]` as Erlang's catch. */
export function* outcome(body: Waits<unknown>): Waits<Term> {
  try {
    return ['ok', (yield* body) as Term]
  } catch (thrown) {
    if (thrown instanceof Doomed) throw thrown
    return ['EXIT', reasonOf(thrown)]
  }
}

/** For an init: whoever started the process will hear of its terminate. */
export function tellStarter(): void {
  put('tell', ancestors()[0])
}

/** What a simulated world is for these tests; the room can't import it. */
interface Stage {
  readonly trace: { readonly first: number; readonly end: number; at(index: number): Happening }
  addNode(name: string): unknown
  start(node: string, start: readonly [string, string, readonly Term[]]): unknown
  runUntil(timeMs: number): void
}

interface Happening {
  readonly kind: string
  readonly term: Term
}

type NewStage<S> = new (options: { seed: number; load: (code: CodeServer) => void }) => S

export type Modules = Readonly<Record<string, Readonly<Record<string, unknown>>>>

/** Runs `main` on n1@a, beside n1@b, with these modules; answers what it said. */
export function play<S extends Stage>(
  World: NewStage<S>,
  modules: Modules,
  main: (say: (term: unknown) => void) => Waits<void>,
): { readonly said: unknown[]; readonly world: S } {
  const said: unknown[] = []
  const run = () => main((term) => said.push(term))
  const own = { gen_server: genServerModule, proc_lib: procLibModule, main: { run } }
  const load = (code: CodeServer) => {
    for (const [name, exports] of Object.entries({ ...own, ...modules })) {
      code.load(name, '1', exports)
    }
  }
  const world = new World({ seed: 1, load })
  world.addNode('n1@a')
  world.addNode('n1@b')
  world.start('n1@a', ['main', 'run', []])
  world.runUntil(10_000)
  return { said, world }
}

/** What was noted of that kind, oldest first. */
export function notes({ trace }: Stage, kind: string): Term[] {
  const found: Term[] = []
  for (let index = trace.first; index < trace.end; index++) {
    const { kind: what, term } = trace.at(index)
    if (what === 'note' && (term as readonly Term[])[0] === kind) {
      found.push((term as readonly Term[])[1] as Term)
    }
  }
  return found
}
