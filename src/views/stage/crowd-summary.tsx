/** Many nodes in numbers, above their picture. */

import { Icon } from '../icon.tsx'
import type { SimSight } from '../lab/sight.ts'
import { useSay } from '../words/say.tsx'
import { formatCount } from '../words/time.ts'
import { talliesOf } from './crowd-facts.ts'
import { conditionSigns } from './sim-words.ts'

export interface CrowdSummaryProps {
  readonly nodes: number
  readonly processes: number
  readonly sim: SimSight
}

export function CrowdSummary({ nodes, processes, sim }: CrowdSummaryProps) {
  const say = useSay()
  const count = (n: number) => ({ count: formatCount(n) })
  return (
    <ul className="lc-crowd-summary">
      <li>{say('nodes.all', count(nodes))}</li>
      <li>{say('nodes.processes', count(processes))}</li>
      {talliesOf(sim.inForce).map(([what, n]) => (
        <li key={what} data-condition={what}>
          <Icon sign={conditionSigns[what]} size={12} />
          {say(`nodes.condition.${what}`, count(n))}
        </li>
      ))}
      <li>{say('nodes.aloft', count(sim.aloft.length))}</li>
    </ul>
  )
}
