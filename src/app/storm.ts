/**
 * A campaign: the first minute's program in a storm drawn from a seed (kills, crashes, freezes,
 * nodes that die and come back, cut machines), and the one thing that must always hold: the picture
 * folded from the trace says what the kernels really hold.
 */
import {
  formatTerm,
  limits,
  type Node,
  type Process,
  pidKey,
  queueLength,
} from '../kernel/index.ts'
import { counterTree, type ProcessRecord, Timeline } from '../lab/index.ts'
import { stream, World } from '../sim/index.ts'
import { install, loadCompiler, newCodeServer } from '../web/index.ts'

const { compileProgram } = await loadCompiler()
const compiled = compileProgram(counterTree.files)
if (!compiled.ok) throw new Error(JSON.stringify(compiled.errors))
const { modules } = compiled

const nodes = ['n1@heron', 'n2@heron', 'n1@otter', 'n1@lynx'] as const
const names = ['root', 'desk', 'counter', 'clock', 'operator', 'echo-otter', 'echo-lynx'] as const

/** Runs one storm of 60 virtual seconds; answers what the picture got wrong, empty when nothing. */
export function storm(seed: number): string[] {
  const dice = stream(seed, 'storm')
  const upTo = (below: number) => dice.next() % below
  const world = new World({ seed, newCode: newCodeServer, load: (code) => install(code, modules) })
  for (const name of nodes) world.addNode(name)
  world.boot('n1@heron', 'root')
  const timeline = new Timeline(world.trace, null)
  const faults: string[] = []
  for (let time = 500; time <= 60_000; time += 500) {
    world.runUntil(time)
    faults.push(...wrong(world, timeline).map((fault) => `at ${time} ms: ${fault}`))
    strike(world, upTo)
  }
  return faults
}

function strike(world: World, upTo: (below: number) => number): void {
  const target = { name: names[upTo(names.length)] ?? 'counter' }
  const node = nodes[1 + upTo(nodes.length - 1)] ?? 'n2@heron'
  switch (upTo(12)) {
    case 0:
      return world.apply({ do: 'kill', target })
    case 1:
      return world.apply({ do: 'crash', target, reason: ['storm', upTo(9)] })
    case 2:
      return world.apply({ do: 'freeze', target })
    case 3:
    case 4:
      return world.apply({ do: 'thaw', target })
    case 5:
      return world.apply({ do: 'send', target, message: ['hello', upTo(9)] })
    case 6:
      world.stopNode(node, upTo(3) * 400)
      return world.at(world.now + 100 + upTo(3_000), () => world.addNode(node))
    default:
  }
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
