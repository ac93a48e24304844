import { become, register, self, send, sendAfter, spawnLink } from 'let-it-crash'

// A plain process: no behaviour between it and the ball.
export function startLink(name, partner, serves) {
  return ['ok', spawnLink(['player', 'begin', [name, partner, serves]])]
}

export function begin(name, partner, serves) {
  register(name, self())
  if (serves) sendAfter(1, self(), ['serve', 0, [name, partner]])
  return become(['player', 'play'], 0)
}

// Serves again when nothing has come back for a second.
export function play(heard, [what, count, other]) {
  if (what === 'serve') {
    if (count === heard) send(other, ['ping', 0, self()])
    sendAfter(1000, self(), ['serve', heard, other])
    return heard
  }
  send(other, [what === 'ping' ? 'pong' : 'ping', count + 1, self()])
  return heard + 1
}
