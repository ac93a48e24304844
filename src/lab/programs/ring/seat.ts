import { connectNode, genServer, genStatem, monitorNodes, node, note, trapExit } from 'let-it-crash'

// A token goes round the nodes: who has it holds it for a moment and passes it on. Who misses it
// for two rounds makes another one, and passes that on at once, so that the next won't miss it.
export function callbackMode() {
  return 'state_functions'
}

export function* init({ number, nodes, roundMs = 2000 }) {
  trapExit(true)
  monitorNodes(true)
  const others = []
  for (let at = 1; at <= nodes; at++) {
    if (at !== number && (yield* connectNode(`n${at}`))) others.push(`n${at}`)
  }
  const seat = { others, roundMs, hasSeen: false }
  // The first node begins, unless it begins again.
  if (number === 1 && !(yield* hasBegun(others))) genStatem.cast('seat', 'token')
  return ['ok', 'waiting', seat, missing(seat)]
}

function* hasBegun(others) {
  const [answers] = yield* genServer.multiCall(others, 'seat', 'seen?', 1000)
  return answers.some(([, hasSeen]) => hasSeen)
}

// What the picture shows of it: who has the token.
export function shown(state, { others, hasSeen }) {
  return { token: state === 'holding' ? '●' : '', others, hasSeen }
}

export function waiting(type, content, seat) {
  if (content === 'token') {
    note('token', true)
    const holdMs = seat.roundMs / (seat.others.length + 1)
    const next = { ...seat, hasSeen: true }
    return ['next_state', 'holding', next, ['state_timeout', holdMs, 'enough']]
  }
  if (content !== 'missed') return anywhere(type, content, seat)
  pass(seat)
  return ['keep_state_and_data', missing(seat)]
}

export function holding(type, content, seat) {
  if (content !== 'enough') return anywhere(type, content, seat)
  release(seat)
  return ['next_state', 'waiting', seat, missing(seat)]
}

// A second token that comes while it holds one is lost: two are one again. The rest is news of
// who is in the ring.
function anywhere(type, content, seat) {
  if (content === 'seen?') return ['keep_state_and_data', ['reply', type[1], seat.hasSeen]]
  if (content === 'token') return 'keep_state_and_data'
  const [what, who] = content
  const others = seat.others.filter((name) => name !== who)
  return ['keep_state', { ...seat, others: what === 'nodeup' ? [...others, who] : others }]
}

// Who is sent home leaves it to the next.
export function terminate(reason, state, seat) {
  if (state === 'holding') release(seat)
}

// Two rounds, and on each way a tenth of a second.
function missing({ roundMs, others }) {
  return ['state_timeout', 2 * roundMs + 100 * (others.length + 1), 'missed']
}

function release(seat) {
  note('token', false)
  pass(seat)
}

// To the next living one, and from the last to the first; alone, to itself.
function pass({ others }) {
  const ring = [node(), ...others].sort((a, b) => numberOf(a) - numberOf(b))
  const next = ring[(ring.indexOf(node()) + 1) % ring.length]
  genStatem.cast(['seat', next], 'token')
}

function numberOf(name) {
  return Number(name.slice(1))
}
