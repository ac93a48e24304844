/**
 * The library that programs import from 'let-it-crash': the kernel's verbs and the behaviours,
 * under Erlang's names. Nothing else is within a program's reach.
 */
import * as kernel from '../kernel/index.ts'
import * as genServerModule from './gen-server.ts'
import * as supervisorModule from './supervisor.ts'

const { self, node, nodes, now, random, send, receive, pause, spawn, spawnOn, link, unlink } =
  kernel
const { monitor, demonitor, exit, error, exitTo, trapExit, register, unregister, whereis } = kernel
const { isAlive, sendAfter, cancelTimer, monitorNodes, note, get, put, formatTerm } = kernel
const { samePid, equalTerms } = kernel

const genServer = {
  startLink: genServerModule.startLink,
  call: genServerModule.call,
  cast: genServerModule.cast,
  reply: genServerModule.reply,
}

const supervisor = {
  startLink: supervisorModule.startLink,
  startChild: supervisorModule.startChild,
  terminateChild: supervisorModule.terminateChild,
  restartChild: supervisorModule.restartChild,
  deleteChild: supervisorModule.deleteChild,
  whichChildren: supervisorModule.whichChildren,
}

/** Starts a linked process here. */
function spawnLink(start: kernel.Start): kernel.Pid {
  return spawn(start, { link: true })
}

/** throw/1: as a callback's way out it counts as its return value. */
function throwTerm(reason: unknown): never {
  throw new kernel.Raised('throw', kernel.copyTerm(reason, 'reason'))
}

export const library: Readonly<Record<string, unknown>> = {
  self,
  node,
  nodes,
  now,
  random,
  send,
  receive,
  pause,
  spawn,
  spawnLink,
  spawnOn,
  link,
  unlink,
  monitor,
  demonitor,
  exit,
  error,
  throwTerm,
  exitTo,
  trapExit,
  register,
  unregister,
  whereis,
  isAlive,
  sendAfter,
  cancelTimer,
  monitorNodes,
  note,
  get,
  put,
  formatTerm,
  samePid,
  equalTerms,
  genServer,
  supervisor,
}

// Programs meet it in every process: nothing may be changed in it, or hung onto it.
for (const offered of Object.values(library)) {
  const inner = typeof offered === 'object' && offered !== null ? Object.values(offered) : []
  for (const each of [offered, ...inner]) Object.freeze(each)
}
Object.freeze(library)

/** Modules that every node has; a program's may not have these names. */
export const behaviours: readonly string[] = ['gen_server', 'supervisor']

/** Puts the behaviours' own modules into a node's code server. */
export function installBehaviours(code: kernel.CodeServer): void {
  const { initIt, loop, startLink } = genServerModule
  code.load('gen_server', 'otp', { initIt, loop, startLink })
  const { init, handleCall, handleCast, handleInfo, terminate } = supervisorModule
  const startSupervisor = supervisorModule.startLink
  code.load('supervisor', 'otp', {
    startLink: startSupervisor,
    init,
    handleCall,
    handleCast,
    handleInfo,
    terminate,
  })
}

/**
 * How a system begins: starts the supervisor module `root` under its own name. Its parent is the
 * console (process 0 of the node), so an orderly stop is the console's `shutdown`.
 */
export function boot(node: kernel.Node, root: string): kernel.Pid {
  return node.spawn([
    'gen_server',
    'initIt',
    [node.console, 'supervisor', [root, null], root, [node.console]],
  ])
}
