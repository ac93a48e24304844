import { self, sendAfter } from 'let-it-crash'

export function init() {
  sendAfter(1000, self(), 'tick')
  return ['ok', { seconds: 0 }]
}

export function handleInfo(tick, clock) {
  sendAfter(1000, self(), 'tick')
  return ['noreply', { seconds: clock.seconds + 1 }]
}
