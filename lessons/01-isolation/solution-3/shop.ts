// As little changed as can be: each cart has its process, and what dies stays dead, as before.
import { genServer } from 'let-it-crash'
import { totalOf } from './prices.ts'

export function children() {
  return [
    { id: 'ann_cart', start: ['shop', 'startLink', ['ann_cart']], restart: 'temporary' },
    { id: 'bob_cart', start: ['shop', 'startLink', ['bob_cart']], restart: 'temporary' },
  ]
}

export function serverOf(customer) {
  return customer === 'ann' ? 'ann_cart' : 'bob_cart'
}

export function startLink(name) {
  return genServer.startLink('shop', null, { name })
}

export function init() {
  return ['ok', { ann: [], bob: [] }]
}

export function handleCall([verb, customer, item], from, carts) {
  const cart = verb === 'add' ? [...carts[customer], item] : carts[customer]
  return ['reply', { items: cart.length, total: totalOf(cart) }, { ...carts, [customer]: cart }]
}
