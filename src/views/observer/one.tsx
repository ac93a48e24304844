/** One process whole, as its node tells it, and what can be done to it. */
import type { ReactNode } from 'react'
import { formatPid, formatTerm, Pid, type Term } from '../../kernel/index.ts'
import { Button } from '../button.tsx'
import { Fact, Part } from '../inspector/facts.tsx'
import { prettyTerm } from '../terms.ts'
import { formatCount } from '../words/time.ts'
import type { ObserverProps } from './observer.tsx'
import { formatBytes } from './process-table.tsx'
import type { ObserverState, Whole } from './state.ts'
import { Told } from './told.tsx'
import { useWords } from './words.tsx'
import '../inspector/inspector.css'

export function Observed(props: ObserverProps) {
  const say = useWords()
  const { one, chosen, node, died } = props.state
  return (
    <section className="lc-inspector lc-one" aria-label={say('one.label')}>
      {chosen === null ? (
        <p className="lc-inspector-empty">{say('one.empty')}</p>
      ) : one === null ? (
        <p className="lc-inspector-empty" role="status">
          {died ? say('one.gone', { pid: `<${node}.${chosen}>`, node }) : say('asking', { node })}
        </p>
      ) : (
        <One {...props} one={one} />
      )}
    </section>
  )
}

type OneProps = ObserverProps & { readonly one: Whole }

function One(props: OneProps) {
  const say = useWords()
  const { one, state, act } = props
  const { place, died } = state
  return (
    <>
      <header className="lc-card-head">
        <div>
          <h2 className="lc-clip">{one.label}</h2>
          <code className="lc-soft">{formatPid(one.pid)}</code>
        </div>
        <Button
          className="lc-one-leave"
          label={say('one.leave')}
          sign="close"
          kind="quiet"
          bare
          onClick={() => act({ act: 'choose', id: null })}
        />
      </header>
      {died ? (
        <div className="lc-one-died" role="status">
          <p>{say('one.died', { pid: formatPid(one.pid) })}</p>
          {place === null ? null : (
            <Button
              label={say('one.successor')}
              onClick={() => act({ act: 'chooseCell', ...place })}
            />
          )}
        </div>
      ) : (
        <Verbs {...props} />
      )}
      <Facts {...props} />
      <State one={one} />
      <Mail one={one} />
      <Told state={state} />
      <Bonds {...props} />
      <Dictionary one={one} />
    </>
  )
}

function Verbs({ one, state, act }: OneProps) {
  const say = useWords()
  const { id } = one.pid
  const held = one.status === 'suspended'
  const traced = state.traced.includes(id)
  return (
    <div className="lc-verbs">
      <Button
        label={say('one.kill')}
        sign="kill"
        kind="fatal"
        onClick={() => act({ act: 'kill', id })}
      />
      <Button
        label={say(held ? 'one.resume' : 'one.suspend')}
        sign={held ? 'thaw' : 'freeze'}
        onClick={() => act({ act: held ? 'resume' : 'suspend', id })}
      />
      {state.quiet ? (
        <Button
          label={say(traced ? 'one.untrace' : 'one.trace')}
          sign="recording"
          aria-pressed={traced}
          onClick={() => act({ act: traced ? 'untrace' : 'trace', id })}
        />
      ) : null}
    </div>
  )
}

function Facts({ one, state, act }: OneProps) {
  const say = useWords()
  const { parent, place, beds } = factsOf(one, state)
  const name = beds?.find((bed) => bed.parent === place?.parent)?.label
  return (
    <dl className="lc-facts">
      <Fact name={say('one.status')}>{say(`status.${state.died ? 'dead' : one.status}`)}</Fact>
      <Fact name={say('one.function')}>
        <code>{one.currentFunction}</code>
      </Fact>
      <Fact name={say('one.started')}>
        <code>{one.initialCall}</code>
      </Fact>
      <Fact name={say('one.parent')}>
        {parent === null ? say('one.outside') : <Who pid={parent} state={state} act={act} />}
      </Fact>
      <Fact name={say('one.memory')}>{formatBytes(one.memory)}</Fact>
      <Fact name={say('one.reductions')}>{formatCount(one.reductions)}</Fact>
      <Fact name={say('one.priority')}>{one.priority}</Fact>
      <Fact name={say('one.traps')}>{say(one.trapExit ? 'one.yes' : 'one.no')}</Fact>
      {place === null ? null : (
        <Fact name={say('tab.field')}>
          {say('one.cell', { n: formatCount(place.at + 1), name: name || say('field.outside') })}
        </Fact>
      )}
    </dl>
  )
}

function factsOf(one: Whole, { place, beds }: ObserverState) {
  // The console starts what nobody else does; it is no process.
  const parent = one.parent === null || one.parent.id === 0 ? null : one.parent
  return { parent, place, beds }
}

/** A pid of this node can be looked at; of another one it is only named. */
function Who({ pid, state, act }: ObserverProps & { readonly pid: Pid }) {
  if (pid.node !== state.node) return <code>{formatPid(pid)}</code>
  return (
    <button type="button" className="lc-go" onClick={() => act({ act: 'choose', id: pid.id })}>
      <code>{formatPid(pid)}</code>
    </button>
  )
}

function State({ one }: { readonly one: Whole }) {
  const say = useWords()
  return (
    <Part title={say('one.state')}>
      {one.state === null ? (
        <p className="lc-soft">{say('one.state.none')}</p>
      ) : (
        <pre className="lc-term">{stateText(one.state)}</pre>
      )}
    </Part>
  )
}

/** A state too long to be told whole comes as the beginning of its text. */
function stateText(state: Term): string {
  const [mark, text] = Array.isArray(state) && state.length === 2 ? (state as readonly Term[]) : []
  return mark === '$cut' && typeof text === 'string' ? `${text}…` : prettyTerm(state)
}

function Mail({ one: { mailbox, messages } }: { readonly one: Whole }) {
  const say = useWords()
  const letters = mailbox.map((letter, at) => ({ key: `${at}`, text: formatTerm(letter, 80) }))
  return (
    <Part title={say('one.mail', { n: formatCount(messages) })}>
      {messages === 0 ? <p className="lc-soft">{say('one.mail.none')}</p> : null}
      <ol className="lc-mailbox">
        {letters.map(({ key, text }) => (
          <li key={key}>
            <code className="lc-clip">{text}</code>
          </li>
        ))}
      </ol>
      {messages > mailbox.length ? (
        <p className="lc-soft">
          {say('one.mail.more', { n: formatCount(messages - mailbox.length) })}
        </p>
      ) : null}
    </Part>
  )
}

function Bonds({ one, state, act }: OneProps) {
  const say = useWords()
  const { links, linkCount, monitors, monitoredBy } = one
  const who = (pid: Pid) => <Who pid={pid} state={state} act={act} />
  return (
    <>
      <Part title={say('one.links', { n: formatCount(linkCount) })}>
        <Ways ways={links.map((pid) => [formatPid(pid), who(pid)])} />
      </Part>
      {monitors.length === 0 ? null : (
        <Part title={say('one.monitors')}>
          <Ways
            ways={monitors.map((target, at) =>
              target instanceof Pid
                ? [`${at}${formatPid(target)}`, who(target)]
                : [`${at}`, <code key={at}>{formatTerm(target)}</code>],
            )}
          />
        </Part>
      )}
      {monitoredBy.length === 0 ? null : (
        <Part title={say('one.monitoredBy')}>
          <Ways ways={monitoredBy.map((pid, at) => [`${at}${formatPid(pid)}`, who(pid)])} />
        </Part>
      )}
    </>
  )
}

function Ways({ ways }: { readonly ways: readonly (readonly [key: string, ReactNode])[] }) {
  const say = useWords()
  if (ways.length === 0) return <p className="lc-soft">{say('one.none')}</p>
  return (
    <ul className="lc-ways">
      {ways.map(([key, way]) => (
        <li key={key}>{way}</li>
      ))}
    </ul>
  )
}

function Dictionary({ one: { dictionary } }: { readonly one: Whole }) {
  const say = useWords()
  const entries = Object.entries(dictionary)
  if (entries.length === 0) return null
  return (
    <Part title={say('one.dictionary')}>
      <dl className="lc-facts">
        {entries.map(([key, value]) => (
          <Fact key={key} name={key}>
            <code>{formatTerm(value, 200)}</code>
          </Fact>
        ))}
      </dl>
    </Part>
  )
}
