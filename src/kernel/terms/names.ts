/**
 * Pids and references: names for ever. Nothing in them can be changed. A reference is copied when
 * it crosses to another process, as every term is; a pid is shared, and closed before a second
 * process can hold it, so that nothing can be hung onto it. Each keeps, out of reach of programs, a
 * cache of whom it names. A node believes it only of its own processes and else looks anew: two
 * worlds that hold the same pid, as a fork and its origin do, never meet through it.
 */
import type { Alias } from '../process/bonds.ts'
import type { Process } from '../process/process.ts'

/** Whether it is a real one, not only an heir of its prototype. */
export let isPid: (value: object) => value is Pid
export let isRef: (value: object) => value is Ref
export let isClosed: (pid: Pid) => boolean
let close: (pid: Pid) => Pid
/** Another object for the same process, closed. */
export let closedCopy: (pid: Pid) => Pid
/** Another object for the same reference. */
export let copyRef: (ref: Ref) => Ref
let homeOfPid: (pid: Pid) => Process | null
let bindPid: (pid: Pid, process: Process) => void
let aliasOfRef: (ref: Ref) => Alias | null
let bindRef: (ref: Ref, alias: Alias) => void

/** The name of a process for ever: its node, that node's incarnation, a number. */
export class Pid {
  readonly #node: string
  readonly #creation: number
  readonly #id: number
  #home: Process | null = null
  /** Closing takes a tenth of a microsecond: most pids never cross. */
  #isClosed = false

  constructor(node: string, creation: number, id: number) {
    this.#node = node
    this.#creation = creation
    this.#id = id
  }

  get node(): string {
    return this.#node
  }

  get creation(): number {
    return this.#creation
  }

  get id(): number {
    return this.#id
  }

  static {
    isPid = (value): value is Pid => #node in value
    isClosed = (pid) => pid.#isClosed
    close = (pid) => {
      if (pid.#home !== null) return pid.#home.pid
      if (Object.getPrototypeOf(pid) !== Pid.prototype) return closedCopy(pid)
      if (Reflect.ownKeys(pid).length > 0) return closedCopy(pid)
      pid.#isClosed = true
      return Object.preventExtensions(pid)
    }
    closedCopy = (pid) => {
      const copy = new Pid(pid.#node, pid.#creation, pid.#id)
      copy.#home = pid.#home
      copy.#isClosed = true
      return Object.preventExtensions(copy)
    }
    homeOfPid = (pid) => pid.#home
    bindPid = (pid, process) => {
      pid.#home = process
    }
  }
}

/** A unique reference (Erlang: make_ref/0): monitors, aliases, timers, calls. */
export class Ref {
  readonly #node: string
  readonly #creation: number
  readonly #id: number
  #alias: Alias | null = null

  constructor(node: string, creation: number, id: number) {
    this.#node = node
    this.#creation = creation
    this.#id = id
  }

  get node(): string {
    return this.#node
  }

  get creation(): number {
    return this.#creation
  }

  get id(): number {
    return this.#id
  }

  static {
    isRef = (value): value is Ref => #node in value
    copyRef = (ref) => {
      const copy = new Ref(ref.#node, ref.#creation, ref.#id)
      copy.#alias = ref.#alias
      return copy
    }
    aliasOfRef = (ref) => ref.#alias
    bindRef = (ref, alias) => {
      ref.#alias = alias
    }
  }
}

for (const kind of [Pid, Ref]) {
  // Programs have names and don't make any.
  Object.defineProperty(kind.prototype, 'constructor', { value: undefined })
  Object.freeze(Object.freeze(kind).prototype)
}

/** Whether it is a real pid or reference, not only an heir of their prototypes. */
export function isName(value: unknown): value is Pid | Ref {
  return typeof value === 'object' && value !== null && (isPid(value) || isRef(value))
}

/**
 * That name, for others: nothing can be hung onto it any more, and what hung on it already stays
 * with whoever hung it there.
 */
export function closed(pid: Pid): Pid {
  return isClosed(pid) ? pid : close(pid)
}

/** The process that this name was last known to belong to; its `node` says in which world. */
export function homeOf(pid: Pid): Process | null {
  return homeOfPid(pid)
}

export function bindHome(pid: Pid, process: Process): void {
  bindPid(pid, process)
}

/** The alias that this reference was made as, whether it still is one or not. */
export function aliasIn(ref: Ref): Alias | null {
  return aliasOfRef(ref)
}

export function bindAliasTo(ref: Ref, alias: Alias): void {
  bindRef(ref, alias)
}

export function samePid(a: Pid, b: Pid): boolean {
  return a === b || (a.id === b.id && a.creation === b.creation && a.node === b.node)
}

export function sameRef(a: Ref, b: Ref): boolean {
  return a === b || (a.id === b.id && a.creation === b.creation && a.node === b.node)
}

/** The same text as engines keep their own names: to compare two of them they look at no letter. */
export function internal(name: string): string {
  for (const key in { [name]: 0 }) return key
  return name
}

/** A key for maps: two pids have the same key exactly when they name the same process. */
export function pidKey(pid: Pid): string {
  return `${pid.node}/${pid.creation}/${pid.id}`
}

/** The parts of such a key; null for any other text. A node's name may have slashes in it. */
export function readPidKey(
  key: string,
): readonly [node: string, creation: number, id: number] | null {
  const match = /^(.*)\/(\d{1,10})\/(\d{1,16})$/s.exec(key)
  const [creation, id] = [Number(match?.[2]), Number(match?.[3])]
  return match === null || !Number.isSafeInteger(id) ? null : [match[1] as string, creation, id]
}

export function refKey(ref: Ref): string {
  return `${ref.node}/${ref.creation}/${ref.id}`
}
