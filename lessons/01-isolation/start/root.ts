// The supervisor of everything: the processes of shop.ts and two customers. Nothing to edit here.
import { children } from './shop.ts'

export function init() {
  const flags = { strategy: 'one_for_one', intensity: 10, period: 10 }
  const ann = [item('tea', 450), item('rice', 320), item('apples', 280)]
  const bob = [item('pens', 150), item('paper', 400), item('ink', 690)]
  return ['ok', [flags, [...children(), customer('ann', ann, 250), customer('bob', bob, 375)]]]
}

function customer(name, list, firstAskMs) {
  return { id: name, start: ['customer', 'startLink', [name, list, firstAskMs]] }
}

function item(name, cents) {
  return { name, price: { cents }, count: 1 }
}
