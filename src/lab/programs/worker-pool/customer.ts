import { genServer, node, now, random, self, sendAfter } from 'let-it-crash'

// Wants a number squared now and then, and hears the answer later.
export function init(everyMs) {
  sendAfter(random(everyMs) + 1, self(), 'ask')
  return ['ok', { everyMs, asked: 0, answered: 0 }]
}

// What the picture shows of it: how often it was answered.
export function shown({ asked, answered }) {
  return { answered, asked }
}

export function* handleInfo(message, state) {
  if (message !== 'ask') return ['noreply', { ...state, answered: state.answered + 1 }]
  sendAfter(state.everyMs / 2 + random(state.everyMs), self(), 'ask')
  // No other job has this name.
  const id = `${node()}-${Math.floor(now())}`
  yield* genServer.call('desk', ['job', { id, number: random(100) }])
  return ['noreply', { ...state, asked: state.asked + 1 }]
}
