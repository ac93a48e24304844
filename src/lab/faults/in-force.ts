/**
 * Which faults are in force at a time, and what ends each of them: the list that people see and
 * heal, the rules of the network, and what an undo does.
 */
import { equalTerms, type Term } from '../../kernel/index.ts'
import { type Fault, type FaultStep, isLasting, type LastingFault } from './script.ts'

export interface InForce {
  readonly sinceMs: number
  readonly fault: LastingFault
}

/** Those of the steps, in the order of time, that began and haven't ended at `nowMs`. */
export function inForce(steps: readonly FaultStep[], nowMs: number): readonly InForce[] {
  let known: readonly InForce[] = []
  const begun = steps.filter(({ atMs }) => atMs <= nowMs).sort((a, b) => a.atMs - b.atMs)
  for (const step of begun) known = after(known, step)
  return stillInForce(known, nowMs)
}

/** Those that their own time hasn't ended. */
export function stillInForce(known: readonly InForce[], nowMs: number): readonly InForce[] {
  return known.filter(({ sinceMs, fault }) => fault.do !== 'pause' || sinceMs + fault.forMs > nowMs)
}

/** Those in force after one more step. */
export function after(known: readonly InForce[], step: FaultStep): readonly InForce[] {
  const { atMs: sinceMs, ...fault } = step
  if (isLasting(fault)) {
    const others = known.filter(({ fault: old }) => {
      const isOfLife = fault.do === 'crash' && old.do === 'pause' && old.node === fault.node
      return !(isOfLife || replaces(fault, old))
    })
    return isUsual(fault) ? others : [...others, { sinceMs, fault }]
  }
  switch (fault.do) {
    case 'restart':
      return known.filter(({ fault: old }) => {
        return !((old.do === 'crash' || old.do === 'pause') && old.node === fault.node)
      })
    case 'heal':
      return fault.all ? [] : known.filter(({ fault: { do: word } }) => !isOfTheNet(word))
    case 'mend':
      return known.flatMap((old) => {
        if (old.fault.do !== 'cut') return [old]
        return mended(old.fault, fault).map((rest) => ({ ...old, fault: rest }))
      })
    case 'undo': {
      const at = known.findIndex((old) => isSame(old.fault, fault.fault))
      return at === -1 ? known : known.toSpliced(at, 1)
    }
    default:
      return known
  }
}

function isOfTheNet(word: LastingFault['do']): boolean {
  return word === 'partition' || word === 'cut'
}

/** What ends a fault and nothing else: done by a world to undo it. */
export function endOf(fault: LastingFault): Fault {
  switch (fault.do) {
    case 'crash':
      return { do: 'restart', node: fault.node }
    case 'partition':
      return { do: 'partition', groups: [] }
    case 'link':
      return { do: 'link', from: fault.from, to: fault.to }
    case 'cut':
      return { ...fault, do: 'mend' }
    case 'slow':
      return { do: 'slow', node: fault.node, factor: 1 }
    case 'pause':
      return { do: 'pause', node: fault.node, forMs: 0 }
    case 'clock':
      return { do: 'clock', node: fault.node, driftPpm: 0 }
    case 'disk':
      return { ...fault, on: false }
  }
}

/** Of one node or way there is one of each kind; the newer one says all that holds. */
function replaces(fault: LastingFault, old: LastingFault): boolean {
  if (fault.do === 'disk' && fault.fault === 'none') {
    return old.do === 'disk' && fault.node === old.node
  }
  return isSame(endOf(fault), endOf(old))
}

/** Whether it says that nothing is wrong. */
function isUsual(fault: LastingFault): boolean {
  if (fault.do === 'link') {
    const { do: _, from: _from, to: _to, ...chances } = fault
    return Object.values(chances).every((amount) => !amount)
  }
  if (fault.do === 'disk' && fault.fault === 'none') return true
  return fault.do !== 'crash' && isSame(fault, endOf(fault))
}

/** A cut of both ways that is mended in one stays one of the other. */
function mended(
  cut: LastingFault & { readonly do: 'cut' },
  { from, to, oneWay = false }: Fault & { readonly do: 'mend' },
): readonly LastingFault[] {
  const isThis = cut.from === from && cut.to === to
  const isOpposite = cut.from === to && cut.to === from
  if (!isThis && !isOpposite) return [cut]
  if (!oneWay) return []
  if (cut.oneWay) return isThis ? [] : [cut]
  return [{ ...cut, from: to, to: from, oneWay: true }]
}

/** Whatever the order of their fields. */
function isSame(a: Fault, b: Fault): boolean {
  return equalTerms(a as unknown as Term, b as unknown as Term)
}
