/**
 * What every node's code server holds before any program: OTP's modules under Erlang's names. A
 * program's own module may have none of these names.
 */
import type { CodeServer } from '../kernel/index.ts'
import { applicationModule } from './application/application.ts'
import { applicationControllerModule } from './application/application-controller.ts'
import { kernelModule } from './application/application-kernel.ts'
import { applicationMasterModule } from './application/application-master.ts'
import { erpcModule } from './distribution/erpc.ts'
import { globalModule } from './distribution/global.ts'
import { pgModule } from './distribution/pg.ts'
import { rpcModule } from './distribution/rpc.ts'
import { procLibModule } from './gen/proc-lib.ts'
import { genEventModule } from './gen-event/gen-event.ts'
import { agentModule } from './gen-server/agent.ts'
import { genServerModule } from './gen-server/gen-server.ts'
import { genStatemModule } from './gen-statem/gen-statem.ts'
import { guarded } from './offered.ts'
import { partitionSupervisorModule } from './registry/partition-supervisor.ts'
import { registryModule } from './registry/registry.ts'
import { registryPartitionModule } from './registry/registry-partition.ts'
import { dynamicSupervisorModule } from './supervisor/dynamic-supervisor.ts'
import { supervisorModule } from './supervisor/supervisor.ts'
import { taskModule } from './task/task.ts'
import { taskSupervisedModule } from './task/task-supervised.ts'
import { taskSupervisorModule } from './task/task-supervisor.ts'

type Exports = Readonly<Record<string, unknown>>

const modules: Readonly<Record<string, Exports>> = {
  agent: agentModule,
  application: applicationModule,
  application_controller: applicationControllerModule,
  application_master: applicationMasterModule,
  dynamic_supervisor: dynamicSupervisorModule,
  erpc: erpcModule,
  gen_event: genEventModule,
  gen_server: genServerModule,
  gen_statem: genStatemModule,
  global: globalModule,
  kernel: kernelModule,
  partition_supervisor: partitionSupervisorModule,
  pg: pgModule,
  proc_lib: procLibModule,
  registry: registryModule,
  registry_partition: registryPartitionModule,
  rpc: rpcModule,
  supervisor: supervisorModule,
  task: taskModule,
  task_supervised: taskSupervisedModule,
  task_supervisor: taskSupervisorModule,
}

const guardedModules = Object.entries(modules).map(
  ([name, exports]) => [name, guarded(name, exports)] as const,
)

export const behaviours: readonly string[] = Object.keys(modules)

/** Puts OTP's own modules into a node's code server. */
export function installBehaviours(code: CodeServer): void {
  for (const [name, exports] of guardedModules) code.load(name, 'otp', exports)
}
