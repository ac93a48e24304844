/**
 * The program on the nodes: which texts run, starting and stopping its system, putting another
 * program in its place. A stop is orderly: the root is told to shut down, and its end is read from
 * the trace.
 */
import type { ProcessRecord, SourceFile, System } from '../lab/index.ts'
import { type CompiledModule, type CompileError, wallNow } from '../web/index.ts'
import type { Experiment } from './experiment.ts'
import type { Keep } from './keep.ts'
import { type Bench, Workshop } from './workshop.ts'

/** How long a system may take to be seen after its start. */
const bootMs = 3_000
/** How long an orderly stop may take before the nodes are killed instead. */
const stopMs = 8_000

export class ProgramDesk {
  workshop: Workshop
  /** How many nodes of this machine a system needs before it starts. */
  nodes = 2
  /** Until then a system that was told to start needn't be there, wall ms. */
  private bootingUntil = 0
  /** A system is to be started. */
  private wanted = false
  private stopping: {
    readonly root: string
    readonly then: () => void
    readonly until: number
  } | null = null

  constructor(
    public bench: Bench,
    private readonly experiment: Experiment,
    private readonly keep: Keep,
  ) {
    this.workshop = new Workshop(bench, keep)
  }

  /**
   * Puts the texts onto the nodes before anything runs; what was kept from last time if it
   * compiles, else what was given. False in the latter case.
   */
  async prepare(): Promise<boolean> {
    const made = await this.workshop.compile()
    const modules = made.ok ? made.modules : await this.workshop.compileGiven()
    this.experiment.machine.load(modules)
    return made.ok
  }

  /** Compiles what is written and runs it on every node; what is wrong with it otherwise. */
  async run(): Promise<readonly CompileError[]> {
    const waiting = this.workshop.files.filter(({ name }) => this.workshop.isWaiting(name))
    const made = await this.workshop.compile()
    if (!made.ok) return made.errors
    this.load(made.modules, waiting)
    return []
  }

  /** A start or a stop is under way, or a start isn't seen in the trace yet. */
  get busy(): boolean {
    return this.wanted || this.stopping !== null || wallNow() < this.bootingUntil
  }

  /**
   * A machine that comes later gets the texts that run here, when they aren't what it came with.
   */
  share(machine: string): void {
    if (this.workshop.isAsBuilt) return
    this.experiment.machine.tell(machine, { do: 'load', files: this.workshop.files })
  }

  /** Texts that came from another machine of the room run here too. */
  async receive(files: readonly SourceFile[]): Promise<void> {
    for (const { name, text } of files) this.workshop.take(name, text)
    const made = await this.workshop.compileRunning()
    if (made.ok) this.experiment.machine.load(made.modules)
  }

  /**
   * Starts the system here, as soon as all nodes of this machine are ready; at once if they are.
   */
  boot(): void {
    this.wanted = true
    this.look()
  }

  restart(): void {
    this.stop(() => this.boot())
  }

  async exchange(bench: Bench): Promise<void> {
    const workshop = new Workshop(bench, this.keep)
    const made = await workshop.compile()
    const modules = made.ok ? made.modules : await workshop.compileGiven()
    this.stop(() => {
      this.bench = bench
      this.workshop = workshop
      this.load(modules, workshop.files)
      this.boot()
    })
  }

  /** Looks whether what was to be stopped has ended; called whenever the trace has grown. */
  look(): void {
    this.bootWhenReady()
    const { stopping } = this
    if (stopping === null) return
    const late = wallNow() > stopping.until
    if (rootOf(this.experiment.now, stopping.root) !== null && !late) return
    this.stopping = null
    if (late) for (const node of this.ownNodes()) this.experiment.machine.restartNode(node)
    stopping.then()
  }

  private bootWhenReady(): void {
    const { ready, machine, name } = this.experiment
    const first = `n1@${name}`
    if (!this.wanted || !ready.has(first) || ready.size < this.nodes) return
    this.wanted = false
    this.bootingUntil = wallNow() + bootMs
    machine.boot(first, this.bench.root)
  }

  private load(modules: readonly CompiledModule[], files: readonly SourceFile[]): void {
    this.experiment.machine.load(modules)
    this.experiment.machine.apply({ do: 'load', files })
  }

  private stop(then: () => void): void {
    const { root } = this.bench
    const running = rootOf(this.experiment.now, root)
    this.stopping = { root, then, until: wallNow() + stopMs }
    if (running !== null) {
      this.experiment.machine.apply({
        do: 'crash',
        target: { pid: running.key },
        reason: 'shutdown',
      })
    }
    this.look()
  }

  private ownNodes(): string[] {
    const { now, name } = this.experiment
    return [...now.nodes.values()].filter((n) => n.machine === name).map((n) => n.name)
  }
}

/** The living root supervisor of that name, wherever this machine believes it to run. */
export function rootOf(system: System, root: string): ProcessRecord | null {
  for (const process of system.processes.values()) {
    if (process.name === root && process.exit === null) return process
  }
  return null
}

/** The file that a process runs, when it is one to edit. */
export function editableFile(bench: Bench, process: ProcessRecord): string | null {
  const file = fileOf(process)
  return bench.edit.includes(file) ? file : null
}

/** The file whose text a process runs: its callback module, or its own module. */
function fileOf(process: ProcessRecord): string {
  const [module, func, args] = process.start
  if (module !== 'gen_server' || func !== 'initIt' || !Array.isArray(args)) return `${module}.ts`
  const [, callbacks, more] = args
  const own = callbacks === 'supervisor' && Array.isArray(more) ? more[0] : callbacks
  return `${String(own)}.ts`
}
