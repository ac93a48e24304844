import { node, note, random, self, send, sendAfter } from 'let-it-crash'

// Each node asks the next one in the ring, every four seconds, whether it is alive.
const askEveryMs = 4000
const patienceMs = 1000

export function init({ number, nodes }) {
  const next = (number % nodes) + 1
  sendAfter(random(askEveryMs), self(), 'ask')
  return ['ok', { next: `n${next}`, round: 0, answered: 0, suspects: false }]
}

// What the picture shows of it: the round, or whom it suspects.
export function shown({ next, round, answered, suspects }) {
  return suspects ? { suspects: `${next}?`, last: [round, answered] } : { round, answered, next }
}

export function handleInfo(message, state) {
  if (message === 'ask') return ask(state)
  const [what, round, who] = message
  if (what === 'alive?') {
    send(['heart', who], ['alive', round])
    return ['noreply', state]
  }
  if (what === 'alive') return suspect({ ...state, answered: round }, false)
  return suspect(state, state.answered < round)
}

function ask(state) {
  const round = state.round + 1
  send(['heart', state.next], ['alive?', round, node()])
  sendAfter(patienceMs, self(), ['waited', round])
  sendAfter(askEveryMs, self(), 'ask')
  return ['noreply', { ...state, round }]
}

function suspect(state, suspects) {
  if (suspects !== state.suspects) note('suspicion', [state.next, suspects])
  return ['noreply', { ...state, suspects }]
}
