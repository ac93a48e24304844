import {
  genServer,
  node,
  note,
  now,
  random,
  receive,
  register,
  self,
  spawnLink,
} from 'let-it-crash'

// Asks for this and that, and notes what it asked and heard.
const patienceMs = 500
const tries = 20

export function startLink(number, keys, everyMs, share) {
  return ['ok', spawnLink(['client', 'live', [letters(number), keys, everyMs, share]])]
}

export function* live(name, keys, everyMs, share) {
  register(`client-${name}`, self())
  let seen = null
  for (let count = 0; count < share; count++) {
    yield* sleep(Math.max(1, random(Math.ceil(2 * everyMs))))
    // No other write has this word.
    const word = `${name}${Math.floor(now())}`
    const request = choose(`k${random(keys) + 1}`, word, seen)
    note('call', request)
    const heard = yield* ask(request)
    note('return', heard)
    if (request[0] === 'get' && heard[0] === 'ok') seen = [request[1], heard[1]]
  }
}

function choose(key, word, seen) {
  const dice = random(100)
  if (dice < 40) return ['get', key]
  if (dice < 70) return ['put', key, word]
  if (dice < 85) return ['append', key, word]
  if (dice < 97 && seen !== null) return ['cas', seen[0], seen[1], word]
  return ['delete', key]
}

// Who isn't the eldest says who is. Only who has surely asked nobody knows that it failed.
function* ask(request) {
  let store = node()
  for (let count = 0; count < tries; count++) {
    const [status, answer] = yield* attempt(store, request)
    if (status !== 'ask') return [status, answer]
    if (answer === null) yield* sleep(25)
    else store = answer
  }
  return ['fail', null]
}

function* attempt(store, request) {
  try {
    return yield* genServer.call(['store', store], request, patienceMs)
  } catch {
    return ['unknown', null]
  }
}

function* sleep(ms) {
  yield* receive(() => false, ms)
}

// 1 is a, 27 is aa.
function letters(number) {
  const rest = Math.floor((number - 1) / 26)
  return (rest > 0 ? letters(rest) : '') + String.fromCharCode(97 + ((number - 1) % 26))
}
