import { receive, register, supervisor } from 'let-it-crash'

// Opened by hand, with how many and in how many flocks: ['crowd', 'open', [100000, 8]].
export function* open(size, flocks) {
  register('crowd_opener')
  yield* supervisor.startLink('crowd', flocks, { name: 'crowd' })
  for (let made = 0; made < size; made++) {
    const [answer] = yield* supervisor.startChild(nameOf(made % flocks), [])
    if (answer !== 'ok') break
  }
  yield* receive()
}

export function init(flocks) {
  const flags = { strategy: 'one_for_one', intensity: 10, period: 30 }
  return ['ok', [flags, Array.from({ length: flocks }, (_, at) => flock(nameOf(at)))]]
}

function flock(id) {
  return {
    id,
    type: 'supervisor',
    start: ['supervisor', 'startLink', ['flock', null, { name: id }]],
  }
}

function nameOf(at) {
  return `flock_${at + 1}`
}
