/**
 * What an inspector is told of a node's applications: read from the controller and its masters at
 * rest, so that looking sends no message (Erlang: application:info/0, and application_master's
 * get_child). A controller that is about to end tells nothing any more.
 */
import { type Node, Pid, type Term, treeRows } from '../../kernel/index.ts'
import { controller } from './application-env.ts'
import type { Application } from './application-spec.ts'
import type { State } from './application-table.ts'

/** As `ended`: it died and that concerned nobody else. */
export type ApplicationState = 'starting' | 'running' | 'stopping' | 'ended' | 'loaded'

/**
 * The loaded applications in the order of their names: `{ name, description, vsn, state, type,
 * missing, root }`. `type` is null where it wasn't started, `missing` what it needs and what
 * isn't started; `root` its root supervisor as a tree's row, null without one. None when no
 * controller runs.
 *
 * @param look whether processes are counted anew
 */
export function applicationsOn(node: Node, look: boolean): Term {
  const state = heldBy(node, node.names.get(controller)?.pid)?.state as State | undefined
  if (state?.loaded === undefined) return []
  const all = [...state.loaded].sort((a, b) => (a.name < b.name ? -1 : 1))
  const roots = all.map(({ name }) => rootOf(node, state, name))
  const ids = roots.flatMap((root) => (root === null ? [] : [root.id]))
  const rows = treeRows(node, ids, look) as readonly { readonly pid: Pid }[]
  return all.map((app, at) => ({
    name: app.name,
    description: app.description,
    vsn: app.vsn,
    state: stateOf(state, app.name),
    type: state.started.find(([name]) => name === app.name)?.[1] ?? null,
    missing: missing(state, app),
    root: (rows.find(({ pid }) => pid.id === roots[at]?.id) as Term | undefined) ?? null,
  }))
}

/** What a process keeps while it rests. */
function heldBy(node: Node, pid: Pid | undefined): { readonly [key: string]: unknown } | null {
  const process = pid === undefined ? null : node.processOf(pid)
  if (process === null || process.handler === null) return null
  return process.state as { readonly [key: string]: unknown } | null
}

/** Only a running application's master is at rest and knows the root supervisor. */
function rootOf(node: Node, { running, stopping }: State, name: string): Pid | null {
  const master =
    running.find(([each]) => each === name)?.[1] ??
    stopping.find((each) => each.name === name)?.master
  const root = master instanceof Pid ? heldBy(node, master)?.root : undefined
  return root instanceof Pid && root.node === node.name ? root : null
}

function stateOf({ starting, running, stopping, started }: State, name: string): ApplicationState {
  if (stopping.some((each) => each.name === name)) return 'stopping'
  if (starting.some((each) => each.name === name)) return 'starting'
  if (running.some(([each]) => each === name)) return 'running'
  return started.some(([each]) => each === name) ? 'ended' : 'loaded'
}

function missing({ started }: State, app: Application): readonly string[] {
  const { applications, optionalApplications } = app
  return applications.filter(
    (other) => !started.some(([each]) => each === other) && !optionalApplications.includes(other),
  )
}
