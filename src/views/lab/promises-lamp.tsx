/**
 * The lamp of a promise, three-valued as Jepsen's verdicts: a tick, a question, a cross, each with
 * its word; the hue only helps.
 */
import type { Verdict } from '../../lab/index.ts'
import { Icon, type Sign } from '../icon.tsx'
import type { SayDare } from './challenge-words.ts'

const signs: { readonly [status in Verdict['status']]: Sign } = {
  passed: 'check',
  pending: 'suspected',
  failed: 'kill',
}

export function PromiseLamp({
  status,
  size = 24,
}: {
  readonly status: Verdict['status']
  readonly size?: number
}) {
  return (
    <span className="lc-verdict" data-status={status} style={{ width: size, height: size }}>
      <Icon sign={signs[status]} size={Math.round(size * 0.58)} />
    </span>
  )
}

/** "holds so far"; `moment`: of the event that broke it, where it is known. */
export function verdictWords(
  status: Verdict['status'],
  moment: string | null,
  say: SayDare,
): string {
  return status === 'failed' && moment !== null
    ? say('promise.failed.at', { moment })
    : say(`promise.${status}`)
}
