import {
  error,
  exit,
  genServer,
  isReply,
  link,
  monitor,
  node,
  nodes,
  note,
  receive,
  register,
  samePid,
  self,
  send,
  spawnLink,
  spawnMonitor,
  spawnMonitorOn,
  spawnOn,
  supervisor,
  trapExit,
} from 'let-it-crash'

// Every scenario with every other node, one after the other: nothing in them is a race.
const scenarios = ['requests', 'restart', 'linkDeath', 'downs', 'spawning', 'ring']

export function init() {
  const usher = { id: 'usher', restart: 'temporary', start: ['root', 'startUsher', []] }
  return ['ok', [{ strategy: 'one_for_one', intensity: 10, period: 30 }, [usher]]]
}

export function startUsher() {
  return ['ok', spawnLink(['root', 'usher', [[]]])]
}

// A node may be there before it has the text that runs here.
export function* usher(seen) {
  for (const there of nodes()) {
    if (seen.includes(there)) continue
    const [, ready] = yield* spawnMonitorOn(there, ['root', 'probe', []])
    if ((yield* downOf(ready)) !== 'normal') continue
    for (const scenario of scenarios) {
      const [, over] = spawnMonitor(['root', scenario, [there]])
      note('over', [scenario, there, yield* downOf(over)])
    }
    note('all over', there)
    return yield* usher([...seen, there])
  }
  yield* receive(() => false, 20)
  return yield* usher(seen)
}

export function probe() {}

// A server on another node is asked, told and stopped.
export function* requests(there) {
  const [, server] = yield* genServer.start('counter', self(), { node: there })
  yield* up()
  for (const by of [1, 2, 3]) yield* genServer.call(server, ['add', by])
  genServer.cast(server, ['add', 10])
  if ((yield* genServer.call(server, ['add', 0])) !== 16) exit('wrong sum')
  yield* genServer.stop(server)
}

// A supervisor's child crashes on another node and is started again there.
export function* restart(there) {
  trapExit(true)
  const [, desk] = yield* supervisor.startLink('desk', [self(), there], { name: 'desk' })
  const first = yield* up()
  yield* genServer.call(first, ['add', 1])
  genServer.cast(first, 'crash')
  const second = yield* up()
  if (samePid(first, second)) exit('the same')
  yield* genServer.call(second, ['add', 5])
  yield* supervisor.whichChildren(desk)
  yield* genServer.stop(desk, 'shutdown')
  yield* receive((m) => m[0] === 'EXIT')
}

// Three in a chain of links across nodes; the last one falls, and the others with it.
export function* linkDeath(there) {
  trapExit(true)
  yield* spawnOn(there, ['root', 'climber', [2, self(), node()]], { link: true })
  send(yield* up(), 'fall')
  const [, , reason] = yield* receive((m) => m[0] === 'EXIT')
  if (reason !== 'slipped') exit('another end')
}

export function* climber(below, main, other) {
  if (below === 0) send(main, ['up', self()])
  else {
    const next = ['root', 'climber', [below - 1, main, node()]]
    yield* spawnOn(other, next, { link: true })
  }
  yield* receive()
  exit('slipped')
}

// Monitors fire for an end, for one that is over, for a name and for nobody's; a link comes late.
export function* downs(there) {
  const sleeper = yield* spawnOn(there, ['root', 'sleeper', [self()]])
  yield* up()
  const [byPid, byName] = [monitor(sleeper), monitor(['sleeper', there])]
  send(['sleeper', there], 'wake up')
  yield* downOf(byPid)
  yield* downOf(byName)
  if ((yield* downOf(monitor(sleeper))) !== 'noproc') exit('too late')
  if ((yield* downOf(monitor(['sleeper', there]))) !== 'noproc') exit('nobody')
  trapExit(true)
  link(sleeper)
  yield* receive((m) => m[0] === 'EXIT')
}

export function* sleeper(main) {
  register('sleeper', self())
  send(main, ['up', self()])
  yield* receive()
  error('badly slept')
}

// To and fro: each starts the next one where it came from, and ends after it.
export function* spawning(there) {
  const [, over] = yield* spawnMonitorOn(there, ['root', 'starter', [3, node()]])
  yield* downOf(over)
  const [, missing] = yield* spawnMonitorOn(there, ['root', 'nowhere', []])
  yield* downOf(missing)
}

export function* starter(left, other) {
  if (left === 0) return
  const [, over] = yield* spawnMonitorOn(other, ['root', 'starter', [left - 1, node()]])
  yield* downOf(over)
}

// A token goes round three processes on two nodes.
export function* ring(there) {
  const members = []
  for (const where of [node(), there, node()]) {
    const [member, over] = yield* spawnMonitorOn(where, ['root', 'member', [self()]])
    members.push({ member, over })
  }
  for (const [at, { member }] of members.entries()) {
    send(member, ['next', members[(at + 1) % 3].member])
  }
  send(members[0].member, ['token', 7])
  yield* up()
  for (const { member, over } of members) {
    send(member, ['stop', null])
    yield* downOf(over)
  }
}

export function* member(main) {
  const [, next] = yield* receive((m) => m[0] === 'next')
  for (;;) {
    const [what, left] = yield* receive()
    if (what === 'stop') return
    if (left === 0) send(main, ['up', self()])
    else send(next, ['token', left - 1])
  }
}

function* up() {
  const [, who] = yield* receive((m) => m[0] === 'up')
  return who
}

function* downOf(ref) {
  const [, , , , reason] = yield* receive((m) => isReply(m, 'DOWN', ref))
  return reason
}
