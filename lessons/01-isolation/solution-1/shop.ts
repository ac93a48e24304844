// A supervised process for each customer: each cart in a heap of its own.
import { genServer } from 'let-it-crash'
import { totalOf } from './prices.ts'

export function children() {
  return ['ann', 'bob'].map((customer) => ({
    id: serverOf(customer),
    start: ['shop', 'startLink', [customer]],
    restart: 'permanent',
  }))
}

export function serverOf(customer) {
  return `${customer}_cart`
}

export function startLink(customer) {
  return genServer.startLink('shop', null, { name: serverOf(customer) })
}

export function init() {
  return ['ok', []]
}

export function handleCall([verb, customer, item], from, before) {
  const cart = verb === 'add' ? [...before, item] : before
  return ['reply', { items: cart.length, total: totalOf(cart) }, cart]
}
