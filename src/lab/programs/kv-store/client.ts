import { genServer, node, note, now, random } from 'let-it-crash'

// Asks for this and that, one thing at a time, and notes what it asked and heard.
const patienceMs = 500
const retryMs = 50
const tries = 20

export function callbackMode() {
  return 'state_functions'
}

export function init([name, keys, everyMs, share]) {
  const client = { name, keys, everyMs, left: share, seen: null, request: null, asked: 0, id: null }
  return ['ok', 'resting', client, pause(client)]
}

// What the picture shows of it: what it waits for.
export function shown(state, { request, left, seen }) {
  return { asks: state === 'asking' ? request.slice(0, 2).join(' ') : '', left: `${left}`, seen }
}

// What comes now is an answer that came too late.
export function resting(type, content, client) {
  if (content !== 'go on') return 'keep_state_and_data'
  if (client.left <= 0) return 'stop'
  const request = choose(client)
  note('call', request)
  const next = ask({ ...client, left: client.left - 1, request, asked: 0 }, node())
  return ['next_state', 'asking', next, patience()]
}

// Who isn't the eldest says who is. Only who has surely asked nobody knows that it failed.
export function asking(type, content, client) {
  if (content === 'late') return rest(client, ['unknown', null])
  if (content === 'again') return ['keep_state', ask(client, node()), patience()]
  const heard = genServer.checkResponse(content, client.id)
  if (heard === 'no_reply') return 'keep_state_and_data'
  if (heard[0] === 'error') return rest(client, ['unknown', null])
  const [status, answer] = heard[1]
  if (status !== 'ask') return rest(client, [status, answer])
  if (client.asked === tries) return rest(client, ['fail', null])
  if (answer === null) return ['keep_state', client, ['state_timeout', retryMs, 'again']]
  return ['keep_state', ask(client, answer), patience()]
}

function ask(client, store) {
  const id = genServer.sendRequest(['store', store], client.request)
  return { ...client, id, asked: client.asked + 1 }
}

function patience() {
  return ['state_timeout', patienceMs, 'late']
}

function rest(client, heard) {
  note('return', heard)
  const [op, key] = client.request
  const isValue = op === 'get' && heard[0] === 'ok'
  const next = isValue ? { ...client, seen: [key, heard[1]] } : client
  return ['next_state', 'resting', next, pause(next)]
}

function pause({ everyMs }) {
  return ['state_timeout', Math.max(1, random(Math.ceil(2 * everyMs))), 'go on']
}

function choose({ name, keys, seen }) {
  const key = `k${random(keys) + 1}`
  // No other write has this word.
  const word = `${name}${Math.floor(now())}`
  const dice = random(100)
  if (dice < 40) return ['get', key]
  if (dice < 70) return ['put', key, word]
  if (dice < 85) return ['append', key, word]
  if (dice < 97 && seen !== null) return ['cas', seen[0], seen[1], word]
  return ['delete', key]
}
