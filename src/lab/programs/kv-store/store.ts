import { genServer, monitorNodes, node, self, sendAfter } from 'let-it-crash'

// The eldest member answers all requests and tells the younger ones what it changed. When it is
// gone, the next one has a copy. Who comes, or comes back, says hello until it is a member: the
// youngest.
const tickMs = 500

export function init([number, total]) {
  monitorNodes(true)
  sendAfter(0, self(), 'tick')
  const names = Array.from({ length: total }, (_, index) => `n${index + 1}`)
  const state = { number, names, members: [], version: 0, data: {}, changes: [], heard: {} }
  return ['ok', state]
}

// What the picture shows of it: how new its copy is.
export function shown({ version, data, members }) {
  return { version, data, members }
}

export function handleCall(request, from, state) {
  const [eldest = null] = state.members
  if (eldest !== node()) return ['reply', ['ask', eldest], state]
  const [answer, change] = perform(request, state.data)
  if (change === null) return ['reply', ['ok', answer], state]
  const data = changed(state.data, [change])
  return ['reply', ['ok', answer], { ...state, data, changes: [...state.changes, change] }]
}

// What it answers, and the key that changes with its new value.
function perform([op, key, ...values], data) {
  const now = data[key] ?? null
  const [first, second] = values
  switch (op) {
    case 'get':
      return [now, null]
    case 'put':
      return [null, [key, first]]
    case 'append':
      return [null, [key, (now ?? '') + first]]
    case 'cas':
      return now === first ? [true, [key, second]] : [false, null]
    case 'delete':
      return [null, [key, null]]
  }
}

function changed(data, changes) {
  return { ...data, ...Object.fromEntries(changes) }
}

export function handleCast([what, from, version, ...more], state) {
  if (what === 'hello') return ['noreply', welcome(from, [version, ...more], state)]
  if (what === 'copy') {
    const [data, members] = more
    return ['noreply', { ...state, version, data, members, changes: [], heard: {} }]
  }
  const isNew = from === state.members[0] && version > state.version
  if (!isNew) return ['noreply', state]
  if (version > state.version + 1) hello([from], state)
  else return ['noreply', { ...state, version, data: changed(state.data, more[0]) }]
  return ['noreply', state]
}

export function handleInfo(message, state) {
  if (message !== 'tick') {
    const [what, who] = message
    return ['noreply', what === 'nodedown' ? without(who, state) : state]
  }
  sendAfter(tickMs, self(), 'tick')
  if (state.members.length === 0) {
    hello(state.names, state)
    return ['noreply', founded(state)]
  }
  if (state.changes.length === 0) return ['noreply', state]
  const version = state.version + 1
  tell(state.members, ['changes', node(), version, state.changes])
  return ['noreply', { ...state, version, changes: [] }]
}

function hello(names, { version, data }) {
  tell(names, ['hello', node(), version, data])
}

function tell(names, message) {
  for (const name of names) if (name !== node()) genServer.cast(['store', name], message)
}

// Its store has begun anew, or has missed something.
function welcome(who, copy, state) {
  const members = state.members.filter((name) => name !== who)
  if (members[0] === node()) return publish({ ...state, members: [...members, who] })
  if (members.length > 0) return { ...state, members }
  return { ...state, members, heard: { ...state.heard, [who]: copy } }
}

// When nobody is a member the first node makes all of them members, with the newest copy of all.
function founded(state) {
  const copies = Object.values(state.heard)
  if (state.number > 1 || copies.length < state.names.length - 1) return state
  const own = [state.version, state.data]
  const [version, data] = copies.reduce((best, copy) => (copy[0] > best[0] ? copy : best), own)
  return publish({ ...state, version, data, members: state.names })
}

// Members who see less than half of the nodes are no members any more.
function without(who, state) {
  const members = state.members.filter((name) => name !== who)
  if (members.length === state.members.length) return state
  if (2 * members.length <= state.names.length) return { ...state, members: [] }
  const isEldest = members[0] === node() && state.members[0] !== node()
  return isEldest ? publish({ ...state, members }) : { ...state, members }
}

function publish(state) {
  const version = state.version + 1
  tell(state.members, ['copy', node(), version, state.data, state.members])
  return { ...state, version, changes: [], heard: {} }
}
