/**
 * The scenario language as data: which steps there are and what each must say. The types of the
 * steps are read off the same table that a scenario's file is checked against (read.ts). The judge
 * of what a step does is scenarios/oracle.erl on a real Erlang.
 */

/** JSON as it is read: strings are atoms, arrays tuples, see terms.ts. */
export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [key: string]: Json }

/**
 * What may stand in a field, and how it is said when something else stands there. Names are of what
 * earlier steps have made: an `actor` is a process of a `spawn` step, the only kind that takes
 * commands.
 */
export const kinds = {
  atom: 'a string',
  term: 'a term',
  flag: 'true or false',
  number: 'a whole number',
  /** Not checked, because a supervisor's own refusal is part of the game. */
  any: 'anything',
  ms: 'a whole number of milliseconds, 0 or more',
  how: '"spawn", "link" or "monitor"',
  options: 'a list of "flush" and "info"',
  atShutdown: '"exit", "ignore", "normal" or "crash"',
  actor: 'a process that an earlier step has spawned',
  process: 'a process that an earlier step has made',
  processes: 'a list of processes that earlier steps have made',
  supervisor: 'a supervisor that an earlier step has made',
  reference: 'a reference that an earlier step has made',
  timer: 'a timer that an earlier step has made',
  newActor: 'a name for the new process',
  newSupervisor: 'a name for the new supervisor',
  newChild: 'a name for the new child',
  newMember: 'a name for the new child',
  newReference: 'a name for the new reference',
  newTimer: 'a name for the new timer',
  child: 'a child specification',
  children: 'a list of child specifications',
  tree: 'an object with the flags and children of a supervisor',
} as const

export type Kind = keyof typeof kinds

/** Fields by name; a kind with `?` may be left out. */
export type Fields = Readonly<Record<string, Kind | `${Kind}?`>>

const tree = {
  strategy: 'atom?',
  intensity: 'any?',
  period: 'any?',
  auto_shutdown: 'atom?',
  children: 'children?',
} as const satisfies Fields

/** What a `tree` and a `child` consist of. */
export const parts = {
  tree,
  child: {
    id: 'newChild',
    restart: 'atom?',
    shutdown: 'any?',
    type: 'atom?',
    trap: 'flag?',
    significant: 'flag?',
    on_shutdown: 'atShutdown?',
    fail_start_from: 'number?',
    spec: 'tree?',
  },
} as const satisfies Record<string, Fields>

/** Steps that a spawned process does, told by the driver. */
export const commands = {
  link: { proc: 'actor', to: 'process' },
  unlink: { proc: 'actor', to: 'process' },
  monitor: { proc: 'actor', to: 'process?', to_name: 'atom?', ref: 'newReference' },
  demonitor: { proc: 'actor', ref: 'reference', opts: 'options?' },
  trap: { proc: 'actor', on: 'flag' },
  send: { proc: 'actor', to: 'process?', to_name: 'atom?', msg: 'term' },
  exit_signal: { proc: 'actor', to: 'process', reason: 'term' },
  exit: { proc: 'actor', reason: 'term' },
  error: { proc: 'actor', reason: 'term' },
  throw: { proc: 'actor', reason: 'term' },
  badmatch: { proc: 'actor' },
  return: { proc: 'actor' },
  register: { proc: 'actor', name: 'atom' },
  unregister: { proc: 'actor', name: 'atom' },
  whereis: { proc: 'actor', name: 'atom' },
  alive: { proc: 'actor', to: 'process' },
  links: { proc: 'actor' },
  hold: { proc: 'actor', on: 'flag' },
  recv: { proc: 'actor', tag: 'term', after: 'ms?' },
  recv_any: { proc: 'actor', after: 'ms?' },
  send_after: { proc: 'actor', to: 'process', ms: 'number', msg: 'term', timer: 'newTimer' },
  cancel_timer: { proc: 'actor', timer: 'timer' },
  catch_exit: { proc: 'actor', reason: 'term' },
  call: { proc: 'actor', to: 'process', after: 'ms?' },
} as const satisfies Record<string, Fields>

/** Steps that the driver does itself; a `spawn` with `by` is that process's. */
export const actions = {
  spawn: {
    as: 'newActor',
    by: 'actor?',
    how: 'how?',
    trap: 'flag?',
    hold: 'flag?',
    ref: 'newReference?',
  },
  supervisor: { as: 'newSupervisor', ...tree },
  child_exit: { child: 'process', reason: 'term' },
  children_exit: { children: 'processes', reason: 'term' },
  kill_child: { child: 'process' },
  terminate_child: { sup: 'supervisor', id: 'atom?', pid_of: 'process?' },
  restart_child: { sup: 'supervisor', id: 'atom?', pid_of: 'process?' },
  delete_child: { sup: 'supervisor', id: 'atom?', pid_of: 'process?' },
  start_child: { sup: 'supervisor', id: 'newMember?', spec: 'child?' },
  which_children: { sup: 'supervisor' },
  count_children: { sup: 'supervisor' },
  stop_sup: { sup: 'process', reason: 'term?' },
  wait: { ms: 'ms' },
} as const satisfies Record<string, Fields>

/** What any step may say: ms that the driver waits after it. */
export const always = { settle: 'ms?' } as const satisfies Fields

/** Of these fields a step has to say one. */
export const oneOf: Readonly<Record<string, readonly string[]>> = {
  monitor: ['to', 'to_name'],
  send: ['to', 'to_name'],
  terminate_child: ['id', 'pid_of'],
  restart_child: ['id', 'pid_of'],
  delete_child: ['id', 'pid_of'],
  start_child: ['id', 'spec'],
}

interface ValueOf {
  readonly term: Json
  readonly any: Json
  readonly flag: boolean
  readonly number: number
  readonly ms: number
  readonly how: 'spawn' | 'link' | 'monitor'
  readonly options: readonly ('flush' | 'info')[]
  readonly atShutdown: 'exit' | 'ignore' | 'normal' | 'crash'
  readonly processes: readonly string[]
  readonly child: ChildJson
  readonly children: readonly ChildJson[]
  readonly tree: TreeJson
}

type Value<K> = K extends keyof ValueOf ? ValueOf[K] : string

type Saying<F extends Fields> = {
  readonly [N in keyof F as F[N] extends `${string}?` ? never : N]: Value<F[N]>
} & {
  readonly [N in keyof F as F[N] extends `${string}?` ? N : never]?: F[N] extends `${infer K}?`
    ? Value<K>
    : never
}

export interface ChildJson extends Saying<(typeof parts)['child']> {}
export interface TreeJson extends Saying<(typeof parts)['tree']> {}

type StepOf<T extends Record<string, Fields>, K extends keyof T> = K extends keyof T
  ? { readonly do: K } & Saying<T[K]> & Saying<typeof always>
  : never

export type Command = StepOf<typeof commands, keyof typeof commands>
export type Action = StepOf<typeof actions, keyof typeof actions>
export type Step = Command | Action

/** The step of that name. */
export type StepNamed<K extends Step['do']> = Extract<Step, { readonly do: K }>

export interface Scenario {
  readonly name: string
  readonly steps: readonly Step[]
  /** Steps, from 1, whose events are compared without their order. */
  readonly unordered_steps?: readonly number[]
}

/** What is wrong with a scenario, and where: `step 3 (monitor): "ref" must be …`. */
export class ScenarioError extends Error {}
