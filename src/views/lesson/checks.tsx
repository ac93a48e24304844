/** Check lamps: pending, passed or failed, with the reason, and a way to the moment it failed. */
import type { Verdict } from '../../lab/index.ts'
import type { Goal, Verdicts } from '../../tutor/index.ts'
import type { Dispatch } from '../action.ts'
import { Button } from '../button.tsx'
import { Icon } from '../icon.tsx'
import { useSay } from '../words/say.tsx'
import './checks.css'

export interface ChecksProps {
  readonly goals: readonly Goal[]
  readonly verdicts: Verdicts
  readonly dispatch: Dispatch
}

export function Checks({ goals, verdicts, dispatch }: ChecksProps) {
  const say = useSay()
  return (
    <section className="lc-checks" aria-label={say('lesson.checks')}>
      <h3>{say('lesson.checks')}</h3>
      <ul>
        {goals.map((goal) => {
          const verdict = verdicts[goal.name] ?? { status: 'pending', reason: '' }
          return (
            <li key={goal.name} data-status={verdict.status}>
              <Lamp status={verdict.status} />
              <div>
                <p className="lc-goal">{goal.goal.text}</p>
                <Reason verdict={verdict} />
                {verdict.status === 'pending' ? null : (
                  <Button
                    label={say('lesson.check.show')}
                    sign="inspect"
                    kind={verdict.status === 'failed' ? 'plain' : 'quiet'}
                    onClick={() => dispatch({ type: 'seek', index: verdict.event })}
                  />
                )}
              </div>
            </li>
          )
        })}
      </ul>
    </section>
  )
}

function Lamp({ status }: { readonly status: Verdict['status'] }) {
  return (
    <span className="lc-lamp" data-status={status}>
      {status === 'pending' ? null : (
        <Icon sign={status === 'passed' ? 'check' : 'kill'} size={14} />
      )}
    </span>
  )
}

function Reason({ verdict }: { readonly verdict: Verdict }) {
  const say = useSay()
  if (verdict.status !== 'failed') {
    return (
      <p>
        <b>{say(`lesson.check.${verdict.status}`)}</b>
        {verdict.reason === '' ? '' : `: ${verdict.reason}`}
      </p>
    )
  }
  return (
    <dl>
      <dt>{say('lesson.check.expected')}</dt>
      <dd>{verdict.expected}</dd>
      <dt>{say('lesson.check.observed')}</dt>
      <dd>{verdict.observed}</dd>
    </dl>
  )
}
