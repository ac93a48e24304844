/** Who looks: the page itself, others of the room, or nobody. */
import { expect, it } from 'vitest'
import { Attention, type Look } from './attention.ts'
import type { MachineNews } from './events.ts'

function tab() {
  const looks: Look[] = []
  const attention = new Attention((look) => looks.push(look))
  const linked = (machine: string): MachineNews => {
    return { type: 'linked', machine, id: machine, how: 'same_computer', tookMs: 1, again: false }
  }
  const down = (machine: string): MachineNews => {
    return { type: 'down', machine, how: 'goodbye', lastHeardMs: 1, tookMs: 1 }
  }
  return { attention, looks, linked, down }
}

it('follows whether the page is seen, and tells changes only', () => {
  const { attention, looks } = tab()
  attention.attend({ seen: true, checked: false })
  attention.attend({ seen: false, checked: false })
  attention.attend({ seen: false, checked: false })
  attention.attend({ seen: true, checked: true })
  expect(looks).toEqual(['nobody', 'here'])
})

it('knows that another machine looks for as long as it is linked', () => {
  const { attention, looks, linked, down } = tab()
  attention.hear(linked('otter'))
  attention.attend({ seen: false, checked: false })
  attention.hear(linked('lynx'))
  attention.hear(down('otter'))
  expect(looks).toEqual(['elsewhere'])
  attention.hear(down('lynx'))
  attention.hear(linked('otter'))
  expect(looks).toEqual(['elsewhere', 'nobody', 'elsewhere'])
})

it('keeps the trace whole for a check that reads it', () => {
  const { attention, looks } = tab()
  attention.attend({ seen: false, checked: true })
  expect(looks).toEqual(['elsewhere'])
})
