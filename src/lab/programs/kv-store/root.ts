// A store on each node, and clients that keep it busy: each asks something about every `everyMs`,
// for ever or until all together have asked `ops` times.
export function init({ number, nodes, clients = 4, keys = 2, everyMs = 1000, ops = Infinity }) {
  const flags = { strategy: 'one_for_one', intensity: 10, period: 30 }
  const store = {
    id: 'store',
    start: ['gen_server', 'startLink', ['store', [number, nodes], { name: 'store' }]],
  }
  const children = [store]
  // No two clients have one name, even if this node comes later and is told of more nodes.
  let named = number
  for (let client = number; client <= clients; client += nodes) {
    const share = Math.ceil((ops - client + 1) / clients)
    const name = letters(named)
    named += Math.max(26, nodes)
    const id = `client-${name}`
    const start = ['client', [name, keys, everyMs, share], { name: id }]
    children.push({ id, restart: 'transient', start: ['gen_statem', 'startLink', start] })
  }
  return ['ok', [flags, children]]
}

// 1 is a, 27 is aa.
function letters(number) {
  const rest = Math.floor((number - 1) / 26)
  return (rest > 0 ? letters(rest) : '') + String.fromCharCode(97 + ((number - 1) % 26))
}
