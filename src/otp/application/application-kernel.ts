/**
 * The applications that every node starts with. `kernel` supervises what names and calls between
 * nodes need: `global_name_server`, `rex`, and the pg scope `pg` when its `start_pg` is set. `stdlib`
 * is only code. Erlang's kernel_sup is as strict: what it supervises ends with the node.
 */
import type { Term, Waits } from '../../kernel/index.ts'
import type { StartResult } from '../gen/proc-lib.ts'
import * as supervisor from '../supervisor/supervisor.ts'
import { getEnv } from './application-env.ts'
import type { ApplicationSpec } from './application-spec.ts'

export const kernelApplications: readonly ApplicationSpec[] = [
  {
    name: 'kernel',
    description: 'what a node needs',
    mod: ['kernel', []],
    registered: ['application_controller', 'kernel_sup', 'global_name_server', 'rex'],
    modules: ['application_controller', 'application_master', 'kernel', 'global', 'rpc', 'erpc'],
    env: { prevent_overlapping_partitions: true, start_pg: false },
  },
  { name: 'stdlib', description: 'behaviours', applications: ['kernel'] },
]

function start(_type: Term, args: Term): Waits<StartResult> {
  return supervisor.startLink('kernel', args, { name: 'kernel_sup' })
}

function* init(): Waits<Term> {
  const prevents = yield* getEnv('kernel', 'prevent_overlapping_partitions', true)
  const options = { preventOverlappingPartitions: prevents }
  const children = [child('rex', 'rpc'), child('global_name_server', 'global', [options])]
  if ((yield* getEnv('kernel', 'start_pg', false)) === true) children.push(child('pg', 'pg'))
  return ['ok', [{ strategy: 'one_for_all', intensity: 0, period: 1 }, children]]
}

function stop(): 'ok' {
  return 'ok'
}

function child(id: string, module: string, args: readonly Term[] = []): Term {
  return { id, start: [module, 'startLink', args] }
}

/** What a node's code server knows as `kernel`. */
export const kernelModule = { start, init, stop }
