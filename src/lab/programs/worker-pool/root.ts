// The same on every node: a crew of workers, a desk that accepts jobs, a customer who has some. One
// node with one worker is a pool, too; others may come and go while it works.
export function init({ workers = 2, workMs = 500, everyMs = 2000 }) {
  const flags = { strategy: 'rest_for_one', intensity: 10, period: 30 }
  const pg = { id: 'pg', start: ['pg', 'startLink', []] }
  const crew = {
    id: 'crew',
    type: 'supervisor',
    start: ['supervisor', 'startLink', ['crew', [workers, workMs], { name: 'crew' }]],
  }
  return ['ok', [flags, [pg, crew, server('desk', null), server('customer', everyMs)]]]
}

function server(id, argument) {
  return { id, start: ['gen_server', 'startLink', [id, argument, { name: id }]] }
}
