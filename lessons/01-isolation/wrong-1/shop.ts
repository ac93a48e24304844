// A catch around the sum: nothing crashes, but both carts are still in one heap, and the order that
// nobody can pay for stays in ann's.
import { genServer } from 'let-it-crash'
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
  return ['ok', { ann: [], bob: [] }]
}

export function handleCall([verb, customer, item], from, carts) {
  const cart = verb === 'add' ? [...carts[customer], item] : carts[customer]
  let total = 0
  try {
    total = totalOf(cart)
  } catch {
    total = 0
  }
  return ['reply', { items: cart.length, total }, { ...carts, [customer]: cart }]
}
