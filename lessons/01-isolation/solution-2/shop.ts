// A shop that only passes requests on. Each cart is a process that answers the customer itself; the
// shop watches it and, when it dies, forgets it.
import { genServer, monitor, receive, samePid, send, spawn } from 'let-it-crash'
import { totalOf } from './prices.ts'

export function children() {
  return [{ id: 'shop', start: ['shop', 'startLink', []] }]
}

export function serverOf(customer) {
  return 'shop'
}

export function startLink() {
  return genServer.startLink('shop', null, { name: 'shop' })
}

export function init() {
  return ['ok', []]
}

export function handleCall([verb, customer, item], from, carts) {
  const known = carts.find((cart) => cart.customer === customer)
  const pid = known?.pid ?? spawn(['shop', 'cart', [[]]])
  if (known === undefined) monitor(pid)
  send(pid, [verb, from, item ?? null])
  return ['noreply', known === undefined ? [...carts, { customer, pid }] : carts]
}

export function handleInfo([down, ref, type, pid, reason], carts) {
  return ['noreply', carts.filter((cart) => !samePid(cart.pid, pid))]
}

export function* cart(items) {
  for (;;) {
    const [verb, from, item] = yield* receive()
    if (verb === 'add') items = [...items, item]
    genServer.reply(from, { items: items.length, total: totalOf(items) })
  }
}
