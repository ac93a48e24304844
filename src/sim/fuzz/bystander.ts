/** Plain processes beside a supervision tree: they watch it, are tied to it and strike at it. */
import type { Step } from '../scenario/language.ts'
import type { Dice } from './dice.ts'
import type { Forest } from './forest.ts'
import { demonitorOptions, newRef } from './motifs.ts'
import { reason } from './plain.ts'
import type { Sketch } from './sketch.ts'

/** What a plain process does to a supervisor or a child; null when there is none of either. */
export function bystand(dice: Dice, forest: Forest): Step | null {
  const { sketch, supervisors, children } = forest
  const living = [...sketch.actors].filter(([, { lives }]) => lives).map(([name]) => name)
  if (living.length === 0) return null
  const proc = dice.pick(living)
  const to = dice.pick([...supervisors, ...children, ...children])
  switch (dice.upTo(13)) {
    case 0:
    case 1:
    case 2:
      return { do: 'monitor', proc, to, ref: newRef(sketch) }
    case 3:
    case 4:
      forest.budget -= supervisors.includes(to) ? 100 : 1
      return { do: 'exit_signal', proc, to, reason: reason(dice, sketch) }
    case 5:
      return { do: 'alive', proc, to }
    case 6:
      return { do: 'send', proc, to, msg: dice.pick(['hi', ['x', 1]]) }
    case 7:
      return { do: 'links', proc }
    case 8:
      return { do: 'exit', proc, reason: reason(dice, sketch) }
    case 9:
      return { do: 'trap', proc, on: dice.chance(70) }
    case 10:
      return { do: 'unlink', proc, to }
    case 11:
      return demonitor(dice, sketch, proc)
    default:
      // One such link in a scenario: its end may take the tree's two ways at once otherwise.
      return sketch.isTied ? null : { do: 'link', proc, to }
  }
}

function demonitor(dice: Dice, { refs }: Sketch, proc: string): Step | null {
  if (refs.size === 0) return null
  const [ref, owner] = dice.pick([...refs])
  return { do: 'demonitor', proc: owner ?? proc, ref, opts: dice.pick(demonitorOptions) }
}
