/**
 * Application specs: what Erlang reads from a file `name.app`, here data that a program gives or
 * that the exported function `app` of the module `name` answers.
 */
import type { Term } from '../../kernel/index.ts'

/** As a program writes it; only the name is needed. */
export interface ApplicationSpec {
  readonly name: string
  readonly description?: string
  readonly vsn?: string
  /** The callback module and the argument of its start; without it only code is meant. */
  readonly mod?: readonly [module: string, args: Term]
  /** What has to be started before. */
  readonly applications?: readonly string[]
  /** Those of them that need not be there at all. */
  readonly optionalApplications?: readonly string[]
  readonly registered?: readonly string[]
  readonly modules?: readonly string[]
  readonly env?: Readonly<Record<string, Term>>
  readonly startPhases?: readonly (readonly [phase: string, args: Term])[]
}

/** With every default filled in. */
export interface Application {
  readonly name: string
  readonly description: string
  readonly vsn: string
  readonly mod: readonly [module: string, args: Term] | readonly []
  readonly applications: readonly string[]
  readonly optionalApplications: readonly string[]
  readonly registered: readonly string[]
  readonly modules: readonly string[]
  readonly env: Readonly<Record<string, Term>>
  readonly startPhases: readonly (readonly [phase: string, args: Term])[] | 'undefined'
}

type Refused = { readonly error: Term }

/** What a program gave, or what is wrong with it, in Erlang's words where it has some. */
export function readSpec(raw: unknown): Application | Refused {
  if (!isPlain(raw) || typeof raw.name !== 'string' || raw.name === '') {
    return { error: ['bad_application', raw as Term] }
  }
  const spec = { ...defaults, ...raw } as unknown as Application
  if (!isMod(spec.mod)) return { error: ['badstartspec', spec.mod as Term] }
  for (const key of lists) {
    const list: unknown = spec[key]
    if (!Array.isArray(list) || list.some((each) => typeof each !== 'string')) {
      return { error: ['invalid_options', [key, list as Term]] }
    }
  }
  if (!isPlain(spec.env)) return { error: ['invalid_options', ['env', spec.env as Term]] }
  if (!isPhases(spec.startPhases)) {
    return { error: ['invalid_options', ['startPhases', spec.startPhases as Term]] }
  }
  return spec
}

const defaults = {
  description: '',
  vsn: '',
  mod: [],
  applications: [],
  optionalApplications: [],
  registered: [],
  modules: [],
  env: {},
  startPhases: 'undefined',
}

const lists = ['applications', 'optionalApplications', 'registered', 'modules'] as const

function isMod(mod: unknown): boolean {
  if (!Array.isArray(mod)) return false
  return mod.length === 0 || (mod.length === 2 && typeof mod[0] === 'string')
}

function isPhases(phases: unknown): boolean {
  if (phases === 'undefined') return true
  const isPhase = (each: unknown) =>
    Array.isArray(each) && each.length === 2 && typeof each[0] === 'string'
  return Array.isArray(phases) && phases.every(isPhase)
}

function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** One item under Erlang's key; undefined for an unknown one. */
export function keyOf(app: Application, key: string): Term | undefined {
  const read = Object.hasOwn(items, key) ? items[key] : undefined
  return read === undefined ? undefined : (read(app) as Term)
}

/** All items, as `[[key, value], …]`. */
export function allKeys(app: Application): Term {
  return Object.entries(items).map(([key, read]) => [key, read(app) as Term])
}

const items: Readonly<Record<string, (app: Application) => unknown>> = {
  description: (app) => app.description,
  vsn: (app) => app.vsn,
  modules: (app) => app.modules,
  registered: (app) => app.registered,
  optional_applications: (app) => app.optionalApplications,
  applications: (app) => app.applications,
  env: (app) => app.env,
  mod: (app) => app.mod,
  start_phases: (app) => app.startPhases,
}
