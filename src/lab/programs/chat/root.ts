// The room is on the first node; on each node there is somebody who talks.
export function init({ number, everyMs = 3000 }) {
  const flags = { strategy: 'one_for_one', intensity: 10, period: 30 }
  const room = server('room', null)
  const member = server('member', everyMs)
  return ['ok', [flags, number === 1 ? [room, member] : [member]]]
}

function server(id, argument) {
  return { id, start: ['gen_server', 'startLink', [id, argument, { name: id }]] }
}
