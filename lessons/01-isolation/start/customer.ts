// A customer puts a list of things into a cart, one by one, and then asks every 250 ms what the
// cart costs. Nothing to edit here.
import { genServer, note, self, send, sendAfter } from 'let-it-crash'
import { totalOf } from './prices.ts'
import { serverOf } from './shop.ts'

export function startLink(name, list, firstAskMs) {
  return genServer.startLink('customer', [name, list, firstAskMs], { name })
}

export function init([name, list, firstAskMs]) {
  sendAfter(firstAskMs, self(), 'ask')
  return ['ok', { name, list, bought: 0, last: 'nothing yet' }]
}

export function* handleInfo(message, customer) {
  if (message === 'ask') {
    const next = customer.list[customer.bought]
    const asked = yield* ask(customer, next === undefined ? total(customer) : add(customer, next))
    sendAfter(250, self(), 'ask')
    return ['noreply', asked]
  }
  const [what, ...rest] = message
  if (what === 'order') return ['noreply', yield* ask(customer, add(customer, rest[0]), what)]
  if (what === 'reckon') note('reckoned', { total: totalOf(rest) })
  if (what === 'lend_list') lend(customer)
  if (what === 'list') scribble(...rest)
  if (what === 'scribbled') note('own_list', { list: customer.list })
  return ['noreply', customer]
}

function total(customer) {
  return ['total', customer.name]
}

function add(customer, item) {
  return ['add', customer.name, item]
}

// A customer survives a shop that dies: no answer is an answer, too.
function* ask(customer, request, what = request[0]) {
  const about = { customer: customer.name, request: what }
  try {
    const answer = yield* genServer.call(serverOf(customer.name), request, 1000)
    const bought = customer.bought + (request[0] === 'add' ? 1 : 0)
    note('answered', { ...about, answer, bought })
    return { ...customer, bought, last: answer }
  } catch (thrown) {
    const reason = thrown.reason?.[0] ?? String(thrown)
    note('unanswered', { ...about, reason })
    return { ...customer, last: ['no answer', reason] }
  }
}

function lend(customer) {
  note('lent', { list: customer.list })
  send('bob', ['list', self(), customer.list])
}

// What arrived is mine: I may write on it.
function scribble(owner, list) {
  for (const item of list) item.price.cents = 1
  note('scribbled', { list })
  send(owner, ['scribbled'])
}
