/** One process whole, as its node tells it, and what can be done to it. */
import { useEffect, useRef } from 'react'
import { formatPid } from '../../kernel/index.ts'
import { Button } from '../button.tsx'
import { reasonText } from '../terms.ts'
import type { ObserverProps } from './observer.tsx'
import { Bonds, Dictionary, Facts, Mail, State } from './one-facts.tsx'
import type { Whole } from './state.ts'
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

export type OneProps = ObserverProps & { readonly one: Whole }

function One(props: OneProps) {
  const say = useWords()
  const { one, state, act } = props
  const { died } = state
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
      {died ? <Died {...props} /> : <Verbs {...props} />}
      <Facts {...props} />
      <State one={one} />
      <Mail one={one} />
      <Told state={state} one={one} />
      <Bonds {...props} />
      <Dictionary one={one} />
    </>
  )
}

/** What is left of it, and the way to whoever lives in its place. */
function Died({ one, state, act }: OneProps) {
  const say = useWords()
  const { place, told } = state
  const box = useRef<HTMLDivElement>(null)
  // The button that killed it is gone, and the focus with it.
  useEffect(() => {
    if (document.activeElement === document.body) box.current?.focus()
  }, [])
  const pid = formatPid(one.pid)
  const end = told.find(({ kind }) => kind === 'exit')
  return (
    <div ref={box} className="lc-one-died" role="status" tabIndex={-1}>
      <p>
        {end === undefined
          ? say('one.died', { pid })
          : say('one.died.why', { pid, reason: reasonText(end.term) })}
      </p>
      {place === null ? null : (
        <Button label={say('one.successor')} onClick={() => act({ act: 'chooseCell', ...place })} />
      )}
    </div>
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
        sign={held ? 'resume' : 'suspend'}
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
