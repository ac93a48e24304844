/** Things on the picture in words and looks: what they are called, how they fare, how to say so. */
import type { MachineRecord, ProcessRecord, System } from '../../lab/index.ts'
import type { Selection } from '../action.ts'
import type { Sign } from '../icon.tsx'
import { dialOf, reasonText } from '../terms.ts'
import type { Say } from '../words/words.ts'
import type { Slot } from './forest.ts'
import { isSupervisor, type Look, usedOf } from './shape.tsx'

export function nameOf(selection: Selection, system: System): string {
  if (selection.thing === 'link') return `${selection.from} ↔ ${selection.to}`
  if (selection.thing === 'message') return selection.sent.join('/')
  if (selection.thing !== 'process') return selection.name
  return system.processes.get(selection.key)?.label ?? selection.key
}

/** A process on a machine that isn't heard is shown as not heard, whatever was last known of it. */
export function lookOf(process: ProcessRecord, system: System): Look {
  const machine = machineOfNode(process.pid.node, system)
  const alive = process.status === 'alive' || process.status === 'suspended'
  return alive && machine?.status === 'suspected' ? 'suspect' : process.status
}

function machineOfNode(node: string, system: System): MachineRecord | undefined {
  const name = system.nodes.get(node)?.machine
  return name === undefined ? undefined : system.machines.get(name)
}

export function isRemote(node: string, system: System): boolean {
  const here = [...system.machines.values()].some((machine) => machine.here)
  return here && machineOfNode(node, system)?.here !== true
}

export function lookWords(look: Look, say: Say): string {
  return look === 'suspect' ? say('process.suspect') : say(`process.${look}`)
}

/** The whole of a process in one sentence, for screen readers. */
export function describe(slot: Slot, system: System, say: Say): string {
  const { process } = slot
  const look = lookOf(process, system)
  const dial = dialOf(process.state)
  const parts = [
    say('process.describe', {
      name: slot.label,
      kind: say(isSupervisor(process) ? 'process.supervisor' : 'process.worker'),
      node: slot.node,
      status: lookWords(look, say),
    }),
  ]
  if (process.exit !== null)
    parts.push(say('process.describe.exit', { reason: reasonText(process.exit.reason) }))
  else if (process.supervisor !== null) {
    const used = usedOf(process.supervisor, system.at)
    parts.push(say('process.describe.budget', { used, intensity: process.supervisor.intensity }))
  } else if (dial !== null) {
    parts.push(say('process.describe.state', { state: `${dial.field ?? ''} ${dial.value}`.trim() }))
  }
  const count = process.waiting
  if (count > 0) parts.push(say('process.describe.mail', { count }))
  if (slot.past.length > 0) parts.push(say('process.describe.past', { count: slot.past.length }))
  return parts.join(', ')
}

export interface MachineLook {
  readonly look: 'up' | 'cut' | 'suspected' | 'down'
  readonly word: string
  readonly sign: Sign | null
}

export function machineLook(machine: MachineRecord, say: Say): MachineLook {
  if (machine.status === 'down') return { look: 'down', word: say('machine.down'), sign: 'kill' }
  if (machine.status === 'suspected')
    return { look: 'suspected', word: say('machine.suspected'), sign: 'suspected' }
  if (machine.cut) return { look: 'cut', word: say('machine.cut'), sign: 'lost' }
  if (machine.here) return { look: 'up', word: say('machine.here'), sign: null }
  return { look: 'up', word: say('machine.up'), sign: null }
}
