// Who is sent home (exit reason shutdown) stays away; who dies at work has a successor.
export function init([workers, workMs]) {
  const flags = { strategy: 'one_for_one', intensity: 10, period: 30 }
  const names = Array.from({ length: workers }, (_, at) => `worker-${at + 1}`)
  const children = names.map((name) => ({
    id: name,
    restart: 'transient',
    start: ['gen_statem', 'startLink', ['worker', workMs, { name }]],
  }))
  return ['ok', [flags, children]]
}
