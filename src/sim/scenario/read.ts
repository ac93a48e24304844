/**
 * Reads a scenario's file: checks each step against the language's table and each name against what
 * earlier steps have made, so that a mistake is told by step and field before anything runs.
 */
import {
  actions,
  always,
  commands,
  type Fields,
  type Kind,
  kinds,
  oneOf,
  parts,
  type Scenario,
  ScenarioError,
} from './language.ts'

type Plain = Readonly<Record<string, unknown>>

/** @throws {ScenarioError} that says which step and which field is wrong. */
export function parseScenario(text: string): Scenario {
  const scenario = plain(parseJson(text), 'a scenario')
  if (typeof scenario.name !== 'string') throw new ScenarioError('"name" must be a string')
  if (!Array.isArray(scenario.steps)) throw new ScenarioError('"steps" must be a list')
  const unordered = scenario.unordered_steps
  if (unordered !== undefined && !(Array.isArray(unordered) && unordered.every(isWhole))) {
    throw new ScenarioError('"unordered_steps" must be a list of step numbers')
  }
  const reader = new Reader()
  scenario.steps.forEach((step, at) => {
    reader.readStep(step, at + 1)
  })
  return scenario as unknown as Scenario
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    const why = (error as Error).message.replace(/\s+/g, ' ')
    throw new ScenarioError(`this is no JSON: ${why}`)
  }
}

function plain(value: unknown, what: string): Plain {
  if (isPlain(value)) return value
  throw new ScenarioError(`${what} must be a JSON object`)
}

function isPlain(value: unknown): value is Plain {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isWhole(value: unknown): boolean {
  return Number.isSafeInteger(value)
}

/** Goes through the steps in order and remembers what each of them makes. */
class Reader {
  private readonly actors = new Set<string>()
  private readonly supervisors = new Set<string>()
  private readonly processes = new Set(['root'])
  private readonly references = new Set<string>()
  private readonly timers = new Set<string>()
  /** What this step makes: later steps know it. */
  private made: (() => void)[] = []

  readStep(raw: unknown, number: number): void {
    const step = plain(raw, `step ${number}`)
    const word = step.do
    const known = { ...commands, ...actions } as Readonly<Record<string, Fields>>
    if (typeof word !== 'string' || !Object.hasOwn(known, word)) {
      throw new ScenarioError(`step ${number}: "do" is no step: ${JSON.stringify(word)}`)
    }
    const where = `step ${number} (${word})`
    this.made = []
    this.readFields(step, { ...known[word], ...always }, where)
    const needed = oneOf[word]
    if (needed !== undefined && !needed.some((name) => step[name] !== undefined)) {
      throw new ScenarioError(`${where}: ${needed.map((n) => `"${n}"`).join(' or ')} is missing`)
    }
    if (word === 'spawn' && step.how === 'monitor' && step.ref === undefined) {
      throw new ScenarioError(`${where}: "ref" is missing`)
    }
    for (const make of this.made) make()
  }

  private readFields(from: Plain, fields: Fields, where: string): void {
    for (const [name, kind] of Object.entries(fields)) {
      const value = from[name]
      if (value === undefined) {
        if (kind.endsWith('?')) continue
        throw new ScenarioError(`${where}: "${name}" is missing`)
      }
      const problem = this.readField(kind.replace('?', '') as Kind, value, `${where}: "${name}"`)
      if (problem !== null) throw new ScenarioError(`${where}: "${name}" ${problem}`)
    }
  }

  /** What is wrong with it, or null. */
  private readField(kind: Kind, value: unknown, where: string): string | null {
    if (kind === 'child') return this.readChild(value, where)
    if (kind === 'children' && Array.isArray(value)) {
      value.forEach((child, at) => {
        this.readChild(child, `${where}, child ${at + 1}`)
      })
      return null
    }
    if (kind === 'tree' && isPlain(value)) {
      this.readFields(value, parts.tree, where)
      return null
    }
    if (kind === 'term') return this.problemOfTerm(value)
    if (this.isOfKind(kind, value)) return null
    return `must be ${kinds[kind]}, not ${JSON.stringify(value)}`
  }

  private readChild(value: unknown, where: string): null {
    const child = plain(value, where)
    this.readFields(child, parts.child, where)
    if (child.type === 'supervisor') {
      if (child.spec === undefined) throw new ScenarioError(`${where}: "spec" is missing`)
      this.make(child.id as string, this.supervisors)
    }
    return null
  }

  private isOfKind(kind: Kind, value: unknown): boolean {
    switch (kind) {
      case 'any':
        return true
      case 'flag':
        return typeof value === 'boolean'
      case 'number':
        return isWhole(value)
      case 'ms':
        return isWhole(value) && (value as number) >= 0
      case 'how':
        return value === 'spawn' || value === 'link' || value === 'monitor'
      case 'atShutdown':
        return ['exit', 'ignore', 'normal', 'crash'].includes(value as string)
      case 'options':
        return Array.isArray(value) && value.every((o) => o === 'flush' || o === 'info')
      case 'processes':
        return Array.isArray(value) && value.every((name) => this.processes.has(name))
      default:
        return typeof value === 'string' && this.isName(kind, value)
    }
  }

  private isName(kind: Kind, name: string): boolean {
    switch (kind) {
      case 'actor':
        return this.actors.has(name)
      case 'process':
        return this.processes.has(name)
      case 'supervisor':
        return this.supervisors.has(name)
      case 'reference':
        return this.references.has(name)
      case 'timer':
        return this.timers.has(name)
      case 'newActor':
        return this.make(name, this.actors)
      case 'newSupervisor':
        return this.make(name, this.supervisors)
      case 'newChild':
        // A supervisor of that name stays one: then the start is refused.
        return this.supervisors.has(name) || this.make(name)
      case 'newMember':
        // Of a simple_one_for_one: a supervisor, when its one specification says so.
        return this.make(name, this.supervisors)
      case 'newReference':
        this.made.push(() => this.references.add(name))
        return true
      case 'newTimer':
        this.made.push(() => this.timers.add(name))
        return true
      default:
        return kind === 'atom'
    }
  }

  /** From the next step on that name is a process, of one sort alone. */
  private make(name: string, sort?: Set<string>): true {
    this.made.push(() => {
      this.processes.add(name)
      this.actors.delete(name)
      this.supervisors.delete(name)
      sort?.add(name)
    })
    return true
  }

  private problemOfTerm(value: unknown): string | null {
    if (typeof value === 'number') return isWhole(value) ? null : 'has a number that is not whole'
    if (typeof value !== 'object' || value === null) return null
    if (Array.isArray(value)) return this.problemOfTerms(value)
    const [[key, inner] = [], ...more] = Object.entries(value)
    if (more.length === 0 && key === 'list' && Array.isArray(inner)) {
      return this.problemOfTerms(inner)
    }
    if (more.length > 0 || key !== 'pid' || typeof inner !== 'string') {
      return `has ${JSON.stringify(value)}, which is neither {"pid": …} nor {"list": […]}`
    }
    return this.processes.has(inner)
      ? null
      : `has the pid of "${inner}", which no earlier step has made`
  }

  private problemOfTerms(values: readonly unknown[]): string | null {
    return values.map((value) => this.problemOfTerm(value)).find((p) => p !== null) ?? null
  }
}
