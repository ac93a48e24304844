import { monitorNodes, node, nodes, self, send, supervisor } from 'let-it-crash'

// Watches machines come and go; each one that joins gets an echo, started by root.
export function init() {
  monitorNodes(true)
  for (const name of nodes()) send(self(), ['nodeup', name])
  return ['ok', { guests: [] }]
}

export function* handleInfo(message, state) {
  const [what, who] = message
  if (what === 'ping') send(who, 'pong')
  if (what === 'nodedown') return ['noreply', { guests: state.guests.filter((g) => g !== who) }]
  if (what !== 'nodeup' || !isGuest(who)) return ['noreply', state]
  const id = `echo-${machineOf(who)}`
  yield* supervisor.terminateChild('root', id)
  yield* supervisor.deleteChild('root', id)
  yield* supervisor.startChild('root', { id, start: ['echo', 'startLink', [id, who, node()]] })
  return ['noreply', { guests: [...state.guests, who] }]
}

function isGuest(name) {
  return name.startsWith('n1@') && machineOf(name) !== machineOf(node())
}

function machineOf(name) {
  return name.split('@')[1]
}
