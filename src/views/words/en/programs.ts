/** English for the ready programs of free play: what each is called, and its idea. */
export const programs = {
  'lab.program.counter-tree.title': 'Counter tree',
  'lab.program.counter-tree.idea': 'Supervisors start again what dies: kill the counter, and look.',
  'lab.program.ping-pong.title': 'Ping-pong',
  'lab.program.ping-pong.idea': 'Balls go to and fro between two nodes as fast as the network is.',
  'lab.program.ring.title': 'Token ring',
  'lab.program.ring.idea':
    'One token goes round. When it stays away, is it lost or late? Whoever guesses wrong makes two.',
  'lab.program.heartbeat.title': 'Heartbeats',
  'lab.program.heartbeat.idea': 'Each node asks the next whether it is alive. Silence may lie.',
  'lab.program.chat.title': 'Chat',
  'lab.program.chat.idea':
    'One room gives all messages their order, as long as all of them arrive.',
  'lab.program.worker-pool.title': 'Worker pool',
  'lab.program.worker-pool.idea':
    'Jobs for whoever works: add nodes, send nodes home, down to one, and no job is lost.',
  'lab.program.kv-store.title': 'Key-value store',
  'lab.program.kv-store.idea':
    'Three copies keep each other up to date, a little too late: one bug is in there.',
} as const
