export function init(place) {
  const flags = { strategy: 'one_for_one', intensity: 10, period: 30 }
  const seat = { id: 'seat', start: ['gen_statem', 'startLink', ['seat', place, { name: 'seat' }]] }
  return ['ok', [flags, [seat]]]
}
