/** One process in facts: what it runs, keeps, has in its mailbox, and whom it is tied to. */
import type { ReactNode } from 'react'
import { formatPid, formatTerm, Pid, type Term } from '../../kernel/index.ts'
import { bedName } from '../field/field-overlay.tsx'
import { Fact, Part } from '../inspector/facts.tsx'
import { prettyTerm, shortPid } from '../terms.ts'
import { formatCount } from '../words/time.ts'
import type { OneProps } from './one.tsx'
import { formatBytes } from './process-table.tsx'
import type { ObserverState, Whole } from './state.ts'
import { useWords } from './words.tsx'

export function Facts({ one, state, act }: OneProps) {
  const say = useWords()
  const { parent, place, beds } = factsOf(one, state)
  const bed = beds?.find(({ parent: of }) => of === place?.parent)
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
        {parent === null ? say('one.outside') : <Who pid={parent} {...{ one, state, act }} />}
      </Fact>
      <Fact name={say('one.memory')}>{formatBytes(one.memory)}</Fact>
      <Fact name={say('one.reductions')}>{formatCount(one.reductions)}</Fact>
      <Fact name={say('one.priority')}>{one.priority}</Fact>
      <Fact name={say('one.traps')}>{say(one.trapExit ? 'one.yes' : 'one.no')}</Fact>
      {place === null ? null : (
        <Fact name={say('tab.field')}>
          {say('one.cell', {
            n: formatCount(place.at + 1),
            name: bedName(bed, place.parent, say),
          })}
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

/** A pid of this node can be looked at; of another one, or of the console, it is only named. */
function Who({ pid, one, state, act }: OneProps & { readonly pid: Pid }) {
  const say = useWords()
  if (pid.node !== state.node) return <code>{formatPid(pid)}</code>
  if (pid.id === 0) return say('one.outside')
  const label = one.labels[pid.id]
  return (
    <button type="button" className="lc-go" onClick={() => act({ act: 'choose', id: pid.id })}>
      {label === undefined ? null : `${label} `}
      <code>{label === undefined ? formatPid(pid) : shortPid(pid)}</code>
    </button>
  )
}

export function State({ one }: { readonly one: Whole }) {
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

export function Mail({ one: { mailbox, messages } }: { readonly one: Whole }) {
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

export function Bonds({ one, state, act }: OneProps) {
  const say = useWords()
  const { links, linkCount, monitors, monitoredBy } = one
  const who = (pid: Pid) => <Who pid={pid} {...{ one, state, act }} />
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

export function Dictionary({ one: { dictionary } }: { readonly one: Whole }) {
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
