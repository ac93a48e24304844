export function init() {
  const flags = { strategy: 'one_for_one', intensity: 10, period: 30 }
  const desk = {
    id: 'desk',
    type: 'supervisor',
    start: ['supervisor', 'startLink', ['desk', null, { name: 'desk' }]],
  }
  const operator = {
    id: 'operator',
    start: ['gen_server', 'startLink', ['operator', null, { name: 'operator' }]],
  }
  return ['ok', [flags, [desk, operator]]]
}
