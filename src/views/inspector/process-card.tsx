/**
 * One process: who and where it is, its state and mail, its bonds, its past; a card when it is
 * dead.
 */
import { formatPid, formatTerm } from '../../kernel/index.ts'
import type { ProcessRecord } from '../../lab/index.ts'
import type { Selection } from '../action.ts'
import { limits } from '../limits.ts'
import { slotsOf, slotWith } from '../stage/forest.ts'
import { isSupervisor, Shape, usedOf } from '../stage/shape.tsx'
import { isRemote, lookOf, lookWords } from '../stage/thing.ts'
import { VerbPanel } from '../stage/verb-panel.tsx'
import { prettyTerm, reasonText } from '../terms.ts'
import { useSay } from '../words/say.tsx'
import { formatOffset, formatSpan } from '../words/time.ts'
import { Fact, Go, Part } from './facts.tsx'
import { History } from './history.tsx'
import type { InspectorProps } from './inspector.tsx'
import { PostMortem } from './post-mortem.tsx'

export interface ProcessCardProps extends InspectorProps {
  readonly selection: Selection & { readonly thing: 'process' }
  readonly process: ProcessRecord
}

export function ProcessCard(props: ProcessCardProps) {
  const { process, system, world, dispatch } = props
  const say = useSay()
  const slot = slotWith(slotsOf(system), process.key)
  return (
    <>
      <header className="lc-card-head">
        <Shape
          process={process}
          look={lookOf(process, system)}
          remote={isRemote(process.pid.node, system)}
          selected={false}
          plugged={false}
          size={40}
          at={system.at}
        />
        <div>
          <h2 className="lc-clip">{slot?.label ?? process.label}</h2>
          <code className="lc-soft">{formatPid(process.pid)}</code>
        </div>
      </header>
      {process.exit === null ? null : <PostMortem {...props} />}
      {slot !== undefined && slot.process.key !== process.key ? (
        <p className="lc-successor">
          <Go
            to={{ thing: 'process', key: slot.process.key }}
            label={say('inspect.successor', { pid: formatPid(slot.process.pid) })}
            dispatch={dispatch}
          />
        </p>
      ) : null}
      {process.exit === null ? (
        <VerbPanel
          key={process.key}
          selection={props.selection}
          system={system}
          acting={world.kind !== 'recording'}
          source={props.sourceOf(process)}
          dispatch={dispatch}
        />
      ) : null}
      <Facts {...props} />
      {process.supervisor === null ? <State process={process} /> : <Budget {...props} />}
      {process.exit === null ? <Mailbox {...props} /> : null}
      {process.exit === null ? <Bonds {...props} /> : null}
      {slot === undefined || slot.past.length === 0 ? null : <Lives {...props} past={slot.past} />}
      <History {...props} of={process.key} />
    </>
  )
}

function Facts({ process, system, world, dispatch }: ProcessCardProps) {
  const say = useSay()
  const parent = process.parent === null ? undefined : system.processes.get(process.parent)
  const kind = say(isSupervisor(process) ? 'process.supervisor' : 'process.worker')
  return (
    <dl className="lc-facts">
      <Fact name={say('inspect.kind')}>
        {kind}
        {process.trapsExit ? `, ${say('inspect.traps')}` : ''}
      </Fact>
      <Fact name={say('inspect.status')}>{lookWords(lookOf(process, system), say)}</Fact>
      <Fact name={say('inspect.where')}>
        <Go
          to={{ thing: 'node', name: process.pid.node }}
          label={process.pid.node}
          dispatch={dispatch}
        />
      </Fact>
      <Fact name={say('inspect.since')}>{formatOffset(process.startedAt, world)}</Fact>
      {parent === undefined ? null : (
        <Fact name={say('inspect.parent')}>
          <Go to={{ thing: 'process', key: parent.key }} label={parent.label} dispatch={dispatch} />
        </Fact>
      )}
    </dl>
  )
}

function State({ process }: { readonly process: ProcessRecord }) {
  const say = useSay()
  return (
    <Part title={say('inspect.state')}>
      {process.state === undefined ? (
        <p className="lc-soft">{say('inspect.state.none')}</p>
      ) : (
        <pre className="lc-term">{prettyTerm(process.state)}</pre>
      )}
    </Part>
  )
}

function Budget({ process, system, dispatch }: ProcessCardProps) {
  const say = useSay()
  const { supervisor } = process
  if (supervisor === null) return null
  const used = usedOf(supervisor, system.at)
  const { intensity, strategy } = supervisor
  const period = formatSpan(supervisor.periodMs)
  return (
    <>
      <Part title={say('inspect.budget')}>
        <p>{say('inspect.budget.left', { used, intensity, period })}</p>
        <p>
          <code>{strategy}</code>
        </p>
      </Part>
      <Part title={say('inspect.children')}>
        <ul className="lc-ways">
          {supervisor.children.map((child) => (
            <li key={child.id}>
              {child.process === null ? (
                <span className="lc-soft">{say('inspect.child.down', { name: child.id })}</span>
              ) : (
                <Go
                  to={{ thing: 'process', key: child.process }}
                  label={child.id}
                  dispatch={dispatch}
                />
              )}
            </li>
          ))}
        </ul>
      </Part>
    </>
  )
}

function Mailbox({ process, names }: ProcessCardProps) {
  const say = useSay()
  const { mailbox } = process
  return (
    <Part title={`${say('inspect.mailbox')} ${process.waiting}`}>
      {mailbox.length === 0 ? (
        <p className="lc-soft">{say('inspect.mailbox.empty', { count: process.received })}</p>
      ) : (
        <ol className="lc-mailbox">
          {mailbox.slice(0, limits.mailbox).map((letter) => (
            <li key={letter.number}>
              <code className="lc-clip">{formatTerm(letter.message, 80)}</code>
              {letter.from === null ? null : (
                <span className="lc-soft">{say('inspect.from', { name: names(letter.from) })}</span>
              )}
            </li>
          ))}
        </ol>
      )}
      {process.waiting > limits.mailbox ? (
        <p className="lc-soft">
          {say('inspect.mailbox.more', { count: process.waiting - limits.mailbox })}
        </p>
      ) : null}
    </Part>
  )
}

function Bonds({ process, system, dispatch }: ProcessCardProps) {
  const say = useSay()
  const watchers = [...system.processes.values()].filter((other) =>
    other.monitors.includes(process.key),
  )
  const bonds = [
    { title: say('inspect.links'), keys: process.links },
    { title: say('inspect.monitors'), keys: process.monitors },
    { title: say('inspect.watchedBy'), keys: watchers.map((other) => other.key) },
  ].filter(({ keys }, at) => at === 0 || keys.length > 0)
  return bonds.map(({ title, keys }) => (
    <Part key={title} title={title}>
      {keys.length === 0 ? <p className="lc-soft">{say('inspect.none')}</p> : null}
      <ul className="lc-ways">
        {[...new Set(keys)].map((key) => (
          <li key={key}>
            <Go
              to={{ thing: 'process', key }}
              label={system.processes.get(key)?.label ?? key}
              dispatch={dispatch}
            />
          </li>
        ))}
      </ul>
    </Part>
  ))
}

function Lives({
  past,
  world,
  dispatch,
}: ProcessCardProps & { readonly past: readonly ProcessRecord[] }) {
  const say = useSay()
  return (
    <Part title={say('inspect.lives')}>
      <ul className="lc-lives">
        {past.map((life) => (
          <li key={life.key}>
            <Go
              to={{ thing: 'process', key: life.key, life: true }}
              label={formatPid(life.pid)}
              dispatch={dispatch}
            />
            <span>
              {say('process.died', { reason: reasonText(life.exit?.reason ?? null, 40) })}
            </span>
            <span className="lc-soft">
              {life.exit === null ? '' : formatOffset(life.exit.at, world)}
            </span>
          </li>
        ))}
      </ul>
    </Part>
  )
}
