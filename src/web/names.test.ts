/** Names of machines and nodes, and ids that nobody else has. */
import { expect, it } from 'vitest'
import { isId, isMachineName, isNodeOf, machineNames, randomId } from './names.ts'

it('knows the nodes of a machine', () => {
  expect(isNodeOf('heron', 'n1@heron')).toBe(true)
  for (const name of ['n1@otter', '@heron', 'n1', 'N1@heron', 'n1@x@heron', 'n1 @heron', 7]) {
    expect(isNodeOf('heron', name)).toBe(false)
  }
})

it('has names enough for a room, all different', () => {
  expect(machineNames.every(isMachineName)).toBe(true)
  expect(new Set(machineNames).size).toBe(machineNames.length)
  expect(machineNames.length).toBeGreaterThan(40)
})

it('makes ids that are all different', () => {
  const ids = Array.from({ length: 1_000 }, randomId)
  expect(ids.every(isId)).toBe(true)
  expect(new Set(ids).size).toBe(1_000)
})
