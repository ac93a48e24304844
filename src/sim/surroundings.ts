/** What a node of a simulated world may ask of it. */
import type { Environment, Random, Recorded, Tracer } from '../kernel/index.ts'
import type { Disks } from './disks.ts'
import type { Network } from './network.ts'
import type { Place } from './place.ts'
import type { Places } from './places.ts'

export interface Surroundings {
  readonly places: Places
  readonly network: Network
  readonly disks: Disks
  readonly tracer: Tracer
}

/** For that life of the node at a place, with its own chance. */
export function environmentAt(
  place: Place,
  creation: number,
  random: Random,
  { places, network, disks, tracer }: Surroundings,
): Environment {
  const { name, clock } = place
  return {
    clock: {
      now: () => clock.at(places.agenda.now),
      wakeAt: (timeMs) => places.wakeAt(place, timeMs),
    },
    random,
    transport: {
      send: (frame) => network.carry(frame, creation),
      lifeOf: (other) => network.lifeOf(name, other),
    },
    tracer: {
      // What happened when is told by the world's time, whatever the node's clock says.
      record: (event: Recorded) =>
        tracer.record(clock.isWrong ? { ...event, at: places.now } : event),
      keeps: tracer.keeps !== false,
      ...(tracer.ignores === undefined ? {} : { ignores: tracer.ignores }),
    },
    disk: { ask: (number, request) => disks.ask(name, number, request) },
  }
}
