// A process for each cart, but linked with the shop, which doesn't trap exits: the first cart that
// dies takes the shop along, and the shop takes the other cart.
import { genServer, receive, send, spawnLink } from 'let-it-crash'
import { totalOf } from './prices.ts'

export function children() {
  return [{ id: 'shop', start: ['shop', 'startLink', []], restart: 'temporary' }]
}

export function serverOf(customer) {
  return 'shop'
}

export function startLink() {
  return genServer.startLink('shop', null, { name: 'shop' })
}

export function init() {
  const ann = spawnLink(['shop', 'cart', [[]]])
  const bob = spawnLink(['shop', 'cart', [[]]])
  return ['ok', { ann, bob }]
}

export function handleCall([verb, customer, item], from, carts) {
  send(carts[customer], [verb, from, item ?? null])
  return ['noreply', carts]
}

export function* cart(items) {
  for (;;) {
    const [verb, from, item] = yield* receive()
    if (verb === 'add') items = [...items, item]
    genServer.reply(from, { items: items.length, total: totalOf(items) })
  }
}
