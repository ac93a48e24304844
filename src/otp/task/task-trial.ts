/**
 * For tests of tasks, registries and partitions: a process of a world to run them in, with the
 * modules that they need, and ways to look at what happened.
 */
import { type Node, type Pid, Raised, reasonOf, type Term, type Waits } from '../../kernel/index.ts'
import { procLibModule } from '../gen/proc-lib.ts'
import { genServerModule } from '../gen-server/gen-server.ts'
import { partitionSupervisorModule } from '../registry/partition-supervisor.ts'
import { registryModule } from '../registry/registry.ts'
import { registryPartitionModule } from '../registry/registry-partition.ts'
import { dynamicSupervisorModule } from '../supervisor/dynamic-supervisor.ts'
import { supervisorModule } from '../supervisor/supervisor.ts'
import { taskModule } from './task.ts'
import { taskSupervisedModule } from './task-supervised.ts'
import { taskSupervisorModule } from './task-supervisor.ts'

const modules = {
  proc_lib: procLibModule,
  gen_server: genServerModule,
  supervisor: supervisorModule,
  dynamic_supervisor: dynamicSupervisorModule,
  task: taskModule,
  task_supervised: taskSupervisedModule,
  task_supervisor: taskSupervisorModule,
  registry: registryModule,
  registry_partition: registryPartitionModule,
  partition_supervisor: partitionSupervisorModule,
}

type Functions = Readonly<Record<string, unknown>>

interface WorldLike {
  node(name: string): Node
  runUntil(timeMs: number): void
}

/** As sim's runMain, which the core can't import. */
type RunMain<W> = (functions: Functions) => {
  readonly world: W
  readonly pid: Pid
  exits(): readonly (readonly [id: number, reason: Term])[]
}

/**
 * Runs `main` in a process on `n1@a`, beside functions of the module `m`: what it returned, and how
 * it (`end`) and all (`ends`) ended.
 */
export function trialIn<W extends WorldLike>(runMain: RunMain<W>, functions: Functions = {}) {
  return (main: () => Waits<unknown>, more: Functions = {}, before = (_world: W) => {}) => {
    let result: unknown
    function* kept(): Waits<void> {
      result = yield* main()
    }
    const { world, pid, exits } = runMain({ ...functions, ...more, main: kept })
    for (const node of ['n1@a', 'n1@b']) {
      const { code } = world.node(node)
      for (const [name, exports] of Object.entries(modules)) code.load(name, '1', exports)
    }
    before(world)
    world.runUntil(20_000)
    const end = exits().find(([id]) => id === pid.id)?.[1]
    return { result, end, ends: exits().map(([, reason]) => reason), world }
  }
}

/** What a piece of code came to: its value, or `[class, reason]` of what it raised. */
export function* caught(code: Waits<unknown>): Waits<Term> {
  try {
    return (yield* code) as Term
  } catch (thrown) {
    return thrown instanceof Raised ? [thrown.kind, thrown.reason] : reasonOf(thrown)
  }
}
