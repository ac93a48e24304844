/**
 * A store with a planted bug, for tests: `n1` says a number to all the others every 100 ms, and
 * again until two of them have it; but who comes back after a crash has forgotten all, and asks
 * nobody. When later all say that they haven't got it, it is noted as lost.
 */
import {
  CodeServer,
  node,
  note,
  type Recorded,
  register,
  self,
  send,
  sendAfter,
  type Term,
} from '../../kernel/index.ts'
import { installBehaviours } from '../../otp/index.ts'
import { type Run, simulate } from '../simulate.ts'
import type { Failure } from './shrinking.ts'

type Args = { readonly number: number; readonly nodes: number }
type State = {
  readonly others: readonly string[]
  readonly known: readonly number[]
  readonly next: number
  /** Who said of a number that it has it. */
  readonly oks: { readonly [number: string]: readonly string[] }
  /** Who said of a number that it hasn't it. */
  readonly without: { readonly [number: string]: readonly string[] }
}

const everyMs = 100
const patienceMs = 500

const root = {
  init: (args: Args) => [
    'ok',
    [
      { strategy: 'one_for_one', intensity: 10, period: 30 },
      [{ id: 'toy', start: ['gen_server', 'startLink', ['toy', args]] }],
    ],
  ],
}

const toy = {
  init({ number, nodes }: Args) {
    register('toy', self())
    const others = Array.from({ length: nodes }, (_, i) => `n${i + 1}`).slice(1)
    if (number === 1) sendAfter(everyMs, self(), ['write', 0, ''])
    return ['ok', { others, known: [], next: 1, oks: {}, without: {} }]
  },
  handleInfo([word, n, from]: readonly [string, number, string], state: State) {
    return ['noreply', answer(word, n, from, state)]
  },
}

function answer(word: string, n: number, from: string, state: State): State {
  const { others, known, next, oks, without } = state
  switch (word) {
    case 'write':
      sendAfter(everyMs, self(), ['write', 0, ''])
      for (let each = Math.max(1, next - 10); each <= next; each++) {
        if (namesIn(oks, each).length < 2) tellAll(others, ['put', each, node()])
      }
      return { ...state, next: next + 1 }
    case 'put':
      send(['toy', from], ['ok', n, node()])
      return known.includes(n) ? state : { ...state, known: [...known, n] }
    case 'ok': {
      const names = withName(namesIn(oks, n), from)
      const isEnough = names.length === 2 && namesIn(oks, n).length < 2
      if (isEnough) sendAfter(patienceMs, self(), ['look', n, ''])
      return { ...state, oks: { ...oks, [n]: names } }
    }
    case 'look':
      tellAll(others, ['has', n, node()])
      if (n > next - 100) sendAfter(patienceMs, self(), ['look', n, ''])
      return { ...state, without: { ...without, [n]: [] } }
    case 'has':
      if (!known.includes(n)) send(['toy', from], ['hasn’t', n, node()])
      return state
    default: {
      const names = withName(namesIn(without, n), from)
      if (names.length === others.length) note('lost', n)
      return { ...state, without: { ...without, [n]: names } }
    }
  }
}

type Names = readonly string[]

function namesIn(of: { readonly [number: string]: Names }, n: number): Names {
  return of[n] ?? []
}

function withName(names: Names, name: string): Names {
  return names.includes(name) ? names : [...names, name]
}

function tellAll(others: readonly string[], message: Term): void {
  for (const other of others) send(['toy', other], message)
}

/** Runs of it, so long and with that many nodes. */
export function toyRun(seed: number, nodes: number, untilMs: number): Run {
  const newCode = () => {
    const code = new CodeServer()
    installBehaviours(code)
    code.load('root', '1', root)
    code.load('toy', '1', toy)
    return code
  }
  const program = { id: 'toy', files: [], root: 'root', nodes, promises: [] }
  return { program, seed, nodes, untilMs, newCode }
}

/** Whether a number was lost, and when the first was noted. */
export function toyFails(run: Run): Failure | null {
  let failure: Failure | null = null
  const read = ({ kind, at, term }: Recorded) => {
    if (kind === 'note' && (term as readonly Term[])[0] === 'lost') {
      failure ??= { name: 'no number is lost', atMs: at }
    }
  }
  simulate({ ...run, read })
  return failure
}
