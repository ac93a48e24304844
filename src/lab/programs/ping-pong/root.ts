// Node 1 plays with node 2, node 3 with node 4 …; with few nodes each pair plays many games.
export function init({ number, nodes }) {
  const flags = { strategy: 'one_for_one', intensity: 10, period: 30 }
  const games = Math.max(1, Math.floor(128 / nodes))
  const partner = number % 2 === 1 ? number + 1 : number - 1
  const children = []
  for (let game = 1; game <= games && partner <= nodes; game++) {
    const id = `player-${game}`
    const start = ['player', 'startLink', [id, `n${partner}`, number < partner]]
    children.push({ id, start })
  }
  return ['ok', [flags, children]]
}
