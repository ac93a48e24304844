import { genServer, node, nodes } from 'let-it-crash'

export function init() {
  const flags = { strategy: 'one_for_one', intensity: 2, period: 10 }
  return ['ok', [flags, [worker('counter'), worker('clock')]]]
}

function worker(name) {
  return { id: name, start: ['desk', 'startWorker', [name]] }
}

// On this machine's other node, so that the death of a worker's node isn't ours.
export function startWorker(name) {
  const machine = node().split('@')[1]
  const other = nodes().find((n) => n.split('@')[1] === machine)
  return genServer.startLink(name, null, { name, node: other ?? node() })
}
