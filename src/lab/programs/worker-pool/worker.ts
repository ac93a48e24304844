import { genServer, pg, self } from 'let-it-crash'

// Does one job after the other. What comes while it is at work waits.
export function callbackMode() {
  return 'state_functions'
}

export function* init(workMs) {
  yield* pg.join('workers', self())
  return ['ok', 'idle', { workMs, job: null }]
}

// What the picture shows of it: what it works at.
export function shown(state, { job }) {
  return { squares: job === null ? '' : `${job.number}²`, job: job === null ? null : job.id }
}

export function idle(type, [what, job, desk], { workMs }) {
  return ['next_state', 'busy', { workMs, job, desk }, ['state_timeout', workMs, 'done']]
}

export function busy(type, content, { workMs, job, desk }) {
  if (type !== 'state_timeout') return ['keep_state_and_data', 'postpone']
  genServer.cast(desk, ['done', job.id, job.number ** 2])
  return ['next_state', 'idle', { workMs, job: null }]
}
