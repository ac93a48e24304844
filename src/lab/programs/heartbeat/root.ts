export function init(place) {
  const flags = { strategy: 'one_for_one', intensity: 10, period: 30 }
  const heart = {
    id: 'heart',
    start: ['gen_server', 'startLink', ['heart', place, { name: 'heart' }]],
  }
  return ['ok', [flags, [heart]]]
}
