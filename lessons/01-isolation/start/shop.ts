import { genServer } from 'let-it-crash'
import { totalOf } from './prices.ts'

// The processes that root starts for the shop. 'temporary': what dies is not started again.
export function children() {
  return [{ id: 'shop', start: ['shop', 'startLink', []], restart: 'temporary' }]
}

// The process that 'ann' or 'bob' asks.
export function serverOf(customer) {
  return 'shop'
}

export function startLink() {
  return genServer.startLink('shop', null, { name: 'shop' })
}

export function init() {
  return ['ok', { ann: [], bob: [] }]
}

export function handleCall([verb, customer, item], from, carts) {
  const cart = verb === 'add' ? [...carts[customer], item] : carts[customer]
  return ['reply', { items: cart.length, total: totalOf(cart) }, { ...carts, [customer]: cart }]
}
