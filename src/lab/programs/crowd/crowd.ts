import { application, receive, register, spawnLink, supervisor, trapExit } from 'let-it-crash'

// Opened by hand, with how many and in how many flocks: ['crowd', 'open', [100000, 8]].
// Opens the node's applications, starts this one, and ends it when somebody says so.
export function* open(size, flocks) {
  register('crowd_opener')
  trapExit(true)
  yield* application.startLink()
  yield* application.load('crowd')
  yield* application.setEnv('crowd', 'size', size)
  yield* application.setEnv('crowd', 'flocks', flocks)
  yield* application.start('crowd')
  yield* receive()
  yield* application.stop('crowd')
}

export function app() {
  return {
    name: 'crowd',
    description: 'very many processes to break',
    vsn: '1',
    mod: ['crowd', []],
    applications: ['kernel', 'stdlib'],
  }
}

export function* start() {
  const size = yield* application.getEnv('crowd', 'size', 1000)
  const flocks = yield* application.getEnv('crowd', 'flocks', 4)
  return yield* supervisor.startLink('crowd', [size, flocks], { name: 'crowd' })
}

export function stop() {}

export function init([size, flocks]) {
  const flags = { strategy: 'one_for_one', intensity: 10, period: 30 }
  const all = Array.from({ length: flocks }, (_, at) => flock(nameOf(at)))
  const filler = {
    id: 'filler',
    restart: 'transient',
    start: ['crowd', 'startFilling', [size, flocks]],
  }
  return ['ok', [flags, [...all, filler]]]
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

export function startFilling(size, flocks) {
  return ['ok', spawnLink(['crowd', 'fill', [size, flocks]])]
}

// Ends when the flocks are full; who dies later is its flock's business.
export function* fill(size, flocks) {
  for (let made = 0; made < size; made++) {
    const [answer] = yield* supervisor.startChild(nameOf(made % flocks), [])
    if (answer !== 'ok') break
  }
}
