/**
 * For tests: processes that are handlers and do, by chance, all that a process can do to others and
 * to itself. Whatever the world forgets of them changes what they do next.
 */
import {
  alias,
  append,
  become,
  cancelTimer,
  demonitor,
  disconnectNode,
  exitTo,
  get,
  groupLeader,
  hibernate,
  link,
  monitor,
  monitorNode,
  monitorNodes,
  nodes,
  note,
  Pid,
  processes,
  processFlag,
  processInfo,
  put,
  Ref,
  random,
  readTimer,
  register,
  registered,
  resumeProcess,
  self,
  send,
  sendAfter,
  sendAfterSync,
  spawn,
  spawnLink,
  spawnMonitor,
  spawnRequest,
  spawnRequestAbandon,
  startTimer,
  suspendProcess,
  type Term,
  trapExit,
  unalias,
  unlink,
  type Waits,
} from '../kernel/index.ts'

interface Cook {
  pids: Pid[]
  refs: Ref[]
  count: number
  /** Twice the same list: what is put into the one is in the other. */
  left: Term[]
  right: Term[]
}

const all = ['n1', 'n2', 'n3']
const fewest = 5
const most = 12
const mostKept = 8
const tickMs = 40

const pick = <T>(list: readonly T[]): T | undefined => list[random(Math.max(1, list.length))]
const isRoomy = () => processes().length < most
const flip = () => random(2) === 0
const keep = <T>(list: T[], item: T) => {
  list.unshift(item)
  list.splice(mostKept)
}

const deeds: readonly ((cook: Cook, pid: Pid, ref: Ref) => unknown)[] = [
  (cook, pid, ref) => send(pid, ['hello', self(), ref, cook.count]),
  (cook) => send(['root', pick(all) as string], ['hello', self(), cook.count]),
  (cook, _, ref) => send(ref, ['by_ref', cook.count, self()]),
  (cook) =>
    isRoomy() && keep(cook.pids, (flip() ? spawn : spawnLink)(['soup', 'begin', [cook.pids]])),
  (cook) => isRoomy() && keep(cook.refs, spawnMonitor(['soup', 'begin', [[]]])[1]),
  (_, pid) => (flip() ? link : unlink)(pid),
  (cook, pid) => {
    const mode = pick([undefined, 'explicit_unalias', 'demonitor', 'reply_demonitor'] as const)
    const more = mode === undefined ? {} : { alias: mode }
    keep(cook.refs, monitor(flip() ? pid : ['root', pick(all) as string], { tag: 'GONE', ...more }))
  },
  (_, __, ref) => note('demonitor', demonitor(ref, { flush: flip(), info: true })),
  (cook) => keep(cook.refs, alias(flip() ? 'reply' : 'explicit_unalias')),
  (_, __, ref) => note('unalias', unalias(ref)),
  (_, pid) => exitTo(pid, pick(['normal', 'bad', 'kill']) as string),
  () => trapExit(flip()),
  () => processFlag('priority', pick(['low', 'normal', 'high'] as const)!),
  (cook) => note('dictionary', [put('a', cook.count) ?? null, get('b') ?? null]),
  (cook) => put('b', cook.left),
  (cook, pid) => keep(cook.refs, startTimer(random(300), flip() ? pid : 'root', ['later', self()])),
  (cook) => keep(cook.refs, sendAfter(random(300), self(), 'later')),
  (_, __, ref) => note('timer', [readTimer(ref), cancelTimer(ref)]),
  (_, pid) => suspendProcess(pid),
  (_, pid) => resumeProcess(pid),
  (cook) => {
    if (!isRoomy()) return
    const options = { link: flip(), monitor: flip(), replyTag: 'born' }
    keep(cook.refs, spawnRequest(pick(all) as string, ['soup', 'begin', [[self()]]], options))
  },
  (_, __, ref) => note('abandon', spawnRequestAbandon(ref)),
  () => monitorNodes(flip(), flip() ? [] : { connection_id: true, nodedown_reason: true }),
  () => monitorNode(pick(all) as string, true),
  () => random(4) === 0 && disconnectNode(pick(all) as string),
  (_, pid) => groupLeader(pid, self()),
  () => note('about', [processInfo(self()), groupLeader(), registered(), nodes()] as never),
  (cook) => cook.left.push(cook.count),
  (cook) => note('right', cook.right),
  () => register(`r${random(3)}`, self()),
  (_, pid) => sendAfterSync(pid, ['synced', self()]),
  (cook) => write(cook),
  (cook) => sleep(cook),
  () => {
    throw new Error('let it crash')
  },
]

function* write(cook: Cook): Waits<Cook> {
  note('written', (yield* append('f', Uint8Array.of(cook.count))) as Term)
  sendAfterSync(['root', pick(all) as string], ['stable', self(), cook.count])
  return cook
}

function* sleep(cook: Cook): Waits<Cook> {
  yield hibernate(['soup', 'wake', [cook as never]])
  return cook
}

function loop(cook: Cook, message: Term): unknown {
  cook.count++
  for (const part of Array.isArray(message) ? (message as Term[]) : []) {
    if (part instanceof Pid) keep(cook.pids, part)
    if (part instanceof Ref) keep(cook.refs, part)
  }
  if (message !== 'tick') return cook
  sendAfter(1 + random(tickMs), self(), 'tick')
  const deed = random(deeds.length)
  const [pid, ref] = [pick(cook.pids) ?? self(), pick(cook.refs) ?? alias('reply')]
  note('deed', [deed, cook.count, random(1_000)])
  try {
    const done = deeds[deed]?.(cook, pid, ref)
    return deed === deeds.length - 3 || deed === deeds.length - 2 ? done : cook
  } catch (thrown) {
    if (deed === deeds.length - 1) throw thrown
    return cook
  }
}

const soup = {
  begin(pids: Pid[]) {
    sendAfter(random(tickMs), self(), 'tick')
    const list: Term[] = []
    return become(['soup', 'loop'], { pids, refs: [], count: 0, left: list, right: list } as never)
  },
  wake: (cook: Cook) => become(['soup', 'loop'], cook as never),
  loop,
  /** The root of a node: there are always some, and it knows them. */
  root() {
    register('root', self())
    trapExit(true)
    sendAfter(0, self(), 'fill')
    return become(['soup', 'fill'], [])
  },
  fill(born: readonly Pid[], message: Term) {
    note('heard', message)
    if (message !== 'fill') return born
    sendAfter(tickMs, self(), 'fill')
    const alive = born.filter((pid) => processInfo(pid) !== undefined)
    while (alive.length < fewest) alive.push(spawn(['soup', 'begin', [[self(), ...alive]]]))
    for (const pid of alive) if (random(4) === 0) send(pid, ['hello', self(), pick(born) ?? null])
    return alive
  },
}

/** For `WorldOptions`, and the start of each node. */
export const soupModules = { soup }
export const soupStart = ['soup', 'root', []] as const
export const soupNodes = all
