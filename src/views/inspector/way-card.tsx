/** What only a simulated world has to select: a link between two nodes, a message on its way. */
import { type EventId, formatTerm, type Term } from '../../kernel/index.ts'
import type { Dispatch, Selection } from '../action.ts'
import { Icon } from '../icon.tsx'
import { linkState, type SimSight } from '../lab/sight.ts'
import { wordOf } from '../stage/flights.ts'
import { aloftOf, linkWords, simName, wayWords } from '../stage/sim-words.ts'
import { VerbPanel } from '../stage/verb-panel.tsx'
import { useSay } from '../words/say.tsx'
import { formatMoment, formatOffset } from '../words/time.ts'
import type { Say } from '../words/words.ts'
import { Fact, Go, Part } from './facts.tsx'
import { fateOf } from './fate.ts'
import type { InspectorProps } from './inspector.tsx'

export interface WayCardProps extends InspectorProps {
  readonly selection: Selection & { readonly thing: 'link' | 'message' }
  readonly sim: SimSight
}

export function WayCard(props: WayCardProps) {
  const { selection, sim, system, dispatch } = props
  const say = useSay()
  const gone = selection.thing === 'message' && aloftOf(selection, sim) === undefined
  const kind = `inspect.${selection.thing}` as const
  return (
    <>
      <header className="lc-card-head">
        <span className="lc-card-place">
          <Icon sign={selection.thing === 'link' ? 'spacetime' : 'mail'} size={24} />
        </span>
        <div>
          <h2 className="lc-clip">{titleOf(props, say)}</h2>
          <span className="lc-soft">{say(gone ? 'inspect.message.gone' : kind)}</span>
        </div>
      </header>
      {gone ? (
        <p className="lc-verbs-note">{fateWords(props, selection.sent, say)}</p>
      ) : (
        <VerbPanel {...{ selection, system, sim, dispatch }} acting source={null} />
      )}
      {selection.thing === 'link' ? (
        <LinkFacts {...props} selection={selection} />
      ) : (
        <MessageFacts {...props} selection={selection} />
      )}
    </>
  )
}

/** A message keeps its word when it is on its way no more. */
function titleOf({ selection, sim, trace }: WayCardProps, say: Say): string | null {
  if (selection.thing === 'message' && aloftOf(selection, sim) === undefined) {
    const index = trace.find(selection.sent)
    if (index < 0) return selection.sent.join('/')
    const { kind, term } = trace.at(index)
    const [, message = null] = kind === 'sent' ? (term as readonly Term[]) : [null, term]
    return say('message.name', { word: wordOf(message) })
  }
  return simName(selection, sim, say)
}

function fateWords({ trace, playback, world }: WayCardProps, sent: EventId, say: Say): string {
  const fate = fateOf(trace, sent, playback.cursor)
  if (fate === null) return say('message.fate.unknown')
  return say(`message.fate.${fate.what}`, { time: formatMoment(fate.at, world) })
}

interface LinkFactsProps extends WayCardProps {
  readonly selection: Selection & { readonly thing: 'link' }
}

function LinkFacts({ selection, sim, dispatch }: LinkFactsProps) {
  const say = useSay()
  return (
    <>
      <dl className="lc-facts">
        {linkState(selection, sim.inForce).map((way) => (
          <Fact key={way.from} name={say('deeds.way', way)}>
            {wayWords(way, say) || say('inspect.way.well')}
          </Fact>
        ))}
      </dl>
      <Part title={say('inspect.nodes')}>
        <ul className="lc-ways">
          {[selection.from, selection.to].map((name) => (
            <li key={name}>
              <Go to={{ thing: 'node', name }} label={name} dispatch={dispatch} />
            </li>
          ))}
        </ul>
      </Part>
    </>
  )
}

interface MessageFactsProps extends WayCardProps {
  readonly selection: Selection & { readonly thing: 'message' }
}

/** Also when it has long arrived: what it was stays true. */
function MessageFacts({ selection, sim, trace, names, world, dispatch }: MessageFactsProps) {
  const say = useSay()
  const index = trace.find(selection.sent)
  if (index < 0) return null
  const { subject, other, term, at, node } = trace.at(index)
  const [to, message] = term as readonly [Term?, Term?]
  const meddled = aloftOf(selection, sim)?.meddled ?? null
  const nodeOfOther = other?.node ?? null
  return (
    <>
      <dl className="lc-facts">
        <Fact name={say('inspect.sent')}>{formatOffset(at, world)}</Fact>
        <Fact name={say('inspect.where')}>
          {say('deeds.way', {
            from: subject === null ? node : `${names(subject)} (${node})`,
            to: other === null ? addressOf(to ?? null) : `${names(other)} (${nodeOfOther})`,
          })}
        </Fact>
        {meddled === null ? null : (
          <Fact name={say('inspect.wrong')}>{say(`message.meddled.${meddled}`)}</Fact>
        )}
      </dl>
      <Part title={say('inspect.contents')}>
        <pre className="lc-term">{formatTerm(message ?? null)}</pre>
        <button type="button" className="lc-go" onClick={() => dispatch({ type: 'seek', index })}>
          {say('inspect.event')}
        </button>
      </Part>
    </>
  )
}

/** A name, or a name on another node. */
function addressOf(to: Term): string {
  return Array.isArray(to) ? `${to[0]} (${to[1]})` : formatTerm(to)
}

interface NodeLinksProps {
  readonly node: string
  readonly sim: SimSight
  readonly dispatch: Dispatch
}

/** Links listed of one node. */
const mostLinks = 40

export function NodeLinks({ node, sim, dispatch }: NodeLinksProps) {
  const say = useSay()
  const pairs = sim.pairs.filter(({ from, to }) => from === node || to === node)
  return (
    <Part title={say('inspect.links.of')}>
      {pairs.length === 0 ? <p className="lc-soft">{say('inspect.none')}</p> : null}
      <ul className="lc-ways">
        {pairs.slice(0, mostLinks).map((pair) => (
          <li key={`${pair.from}>${pair.to}`}>
            <Go
              to={{ thing: 'link', ...pair }}
              label={say('link.name', pair)}
              dispatch={dispatch}
            />
            <span className="lc-soft"> {linkWords(pair, sim, say)}</span>
          </li>
        ))}
      </ul>
    </Part>
  )
}
