// Many of the same kind, started one by one. Thousands may die at once, so its budget is large.
export function init() {
  const flags = { strategy: 'simple_one_for_one', intensity: 1000000, period: 1 }
  const member = { id: 'member', start: ['member', 'startLink', []], shutdown: 'brutal_kill' }
  return ['ok', [flags, [member]]]
}
