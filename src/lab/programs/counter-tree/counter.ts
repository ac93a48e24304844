import { self, sendAfter } from 'let-it-crash'

export function init() {
  sendAfter(1000, self(), 'tick')
  return ['ok', 0]
}

export function handleInfo(tick, count) {
  if (tick !== 'tick') return ['noreply', count]
  sendAfter(1000, self(), 'tick')
  return ['noreply', count + 1]
}
