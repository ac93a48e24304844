/**
 * The one thing that must hold in any storm: the picture folded from the trace says what the
 * kernels really hold.
 */
import {
  formatTerm,
  limits,
  type Node,
  type Process,
  pidKey,
  queueLength,
} from '../../kernel/index.ts'
import { counterTree, type ProcessRecord, Timeline } from '../../lab/index.ts'
import type { World } from '../../sim/index.ts'
import { loadCompiler } from '../../web/index.ts'
import { storm } from './storm.ts'

const { compileProgram } = await loadCompiler()
const compiled = compileProgram(counterTree.files)
if (!compiled.ok) throw new Error(JSON.stringify(compiled.errors))

/** The first minute's program, as every node of a storm has it. */
export const { modules } = compiled

/** What the picture got wrong in one storm, looked at every half second; empty when nothing. */
export function wrongInStorm(seed: number): string[] {
  const faults: string[] = []
  let timeline: Timeline | null = null
  storm(seed, modules, (world) => {
    timeline ??= new Timeline(world.trace, null)
    faults.push(...wrong(world, timeline).map((fault) => `at ${world.now} ms: ${fault}`))
  })
  return faults
}

/** Differences between the picture at the trace's end and the kernels' own tables. */
function wrong(world: World, timeline: Timeline): string[] {
  const { processes } = timeline.systemAt(world.trace.end)
  const drawn = [...processes.values()].filter(({ exit }) => exit === null)
  const real = world.living.flatMap((node) =>
    [...node.processes.values()].map((p) => tell(node, p)),
  )
  const told = drawn.filter(({ pid }) => isLiving(world, pid)).map(draw)
  const missing = real.filter((line) => !told.includes(line)).map((line) => `not drawn: ${line}`)
  const invented = told.filter((line) => !real.includes(line)).map((line) => `only drawn: ${line}`)
  return [...missing, ...invented]
}

function isLiving(world: World, pid: ProcessRecord['pid']): boolean {
  return world.living.some(({ name, creation }) => name === pid.node && creation === pid.creation)
}

function tell({ name, creation }: Node, p: Process): string {
  const linked = (p.bonds?.links.values() ?? []).map(({ pid }) => pidKey(pid))
  const links = linked.sort().join()
  const state = formatTerm(p.bonds?.tracedState ?? null, limits.traceTermSize)
  const facts = [p.name, p.suspended, p.trapExit, queueLength(p), links, state]
  return `${name}/${creation}/${p.pid.id} ${facts.join(' ')}`
}

function draw({ key, name, status, trapsExit, waiting, ...rest }: ProcessRecord): string {
  const links = [...rest.links].sort().join()
  const state = formatTerm(rest.state ?? null, limits.traceTermSize)
  const facts = [name, status === 'suspended', trapsExit, waiting, links, state]
  return `${key} ${facts.join(' ')}`
}
