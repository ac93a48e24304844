// A store on each node, and clients that keep it busy: each asks something about every `everyMs`,
// for ever or until all together have asked `ops` times.
export function init({ number, nodes, clients = 6, keys = 3, everyMs = 100, ops = Infinity }) {
  const flags = { strategy: 'one_for_one', intensity: 10, period: 30 }
  const store = {
    id: 'store',
    start: ['gen_server', 'startLink', ['store', [number, nodes], { name: 'store' }]],
  }
  const children = [store]
  for (let client = number; client <= clients; client += nodes) {
    const share = Math.ceil((ops - client + 1) / clients)
    children.push({
      id: `client-${client}`,
      restart: 'transient',
      start: ['client', 'startLink', [client, keys, everyMs, share]],
    })
  }
  return ['ok', [flags, children]]
}
