/** A node or a machine: how it fares, how that became known and after how long. */
import { formatTerm } from '../../kernel/index.ts'
import type { MachineRecord, NodeRecord } from '../../lab/index.ts'
import type { Selection } from '../action.ts'
import { Icon } from '../icon.tsx'
import { reportSentence } from '../sentences/host-sentence.ts'
import { isBare } from '../stage/boxes.ts'
import { nodeWords } from '../stage/sim-words.ts'
import { machineLook } from '../stage/thing.ts'
import { VerbPanel } from '../stage/verb-panel.tsx'
import { reasonText } from '../terms.ts'
import { useSay } from '../words/say.tsx'
import { formatOffset } from '../words/time.ts'
import { Fact, Go, Part } from './facts.tsx'
import type { InspectorProps } from './inspector.tsx'
import { NodeLinks } from './way-card.tsx'

export interface PlaceCardProps extends InspectorProps {
  readonly selection: Selection & { readonly thing: 'node' | 'machine' }
}

export function PlaceCard(props: PlaceCardProps) {
  const { selection, system } = props
  const say = useSay()
  const machine = selection.thing === 'machine' ? system.machines.get(selection.name) : undefined
  const node = selection.thing === 'node' ? system.nodes.get(selection.name) : undefined
  return (
    <>
      <header className="lc-card-head">
        <span className="lc-card-place">
          <Icon sign={selection.thing === 'machine' ? 'machine' : 'dot'} size={24} />
        </span>
        <div>
          <h2 className="lc-clip">{selection.name}</h2>
          <span className="lc-soft">{say(`inspect.${selection.thing}`)}</span>
        </div>
      </header>
      <VerbPanel
        key={selection.name}
        selection={selection}
        system={system}
        acting={props.world.kind !== 'recording'}
        source={null}
        sim={props.sim}
        dispatch={props.dispatch}
      />
      {machine === undefined ? null : <MachineFacts {...props} machine={machine} />}
      {node === undefined ? null : <NodeFacts {...props} node={node} />}
    </>
  )
}

function MachineFacts({
  machine,
  system,
  world,
  dispatch,
}: PlaceCardProps & { readonly machine: MachineRecord }) {
  const say = useSay()
  const nodes = [...system.nodes.values()].filter((node) => node.machine === machine.name)
  return (
    <>
      <dl className="lc-facts">
        <Fact name={say('inspect.status')}>{machineLook(machine, say).word}</Fact>
        <Fact name={say('inspect.since')}>{formatOffset(machine.since, world)}</Fact>
        {machine.report === null ? null : (
          <Fact name={say('inspect.report')}>
            {reportSentence(machine.report, machine.name, say)}
          </Fact>
        )}
      </dl>
      <Part title={say('inspect.nodes')}>
        {nodes.length === 0 ? <p className="lc-soft">{say('inspect.none')}</p> : null}
        <ul className="lc-ways">
          {nodes.map((node) => (
            <li key={node.name}>
              <Go to={{ thing: 'node', name: node.name }} label={node.name} dispatch={dispatch} />
            </li>
          ))}
        </ul>
      </Part>
    </>
  )
}

function NodeFacts({
  node,
  system,
  world,
  sim,
  dispatch,
}: PlaceCardProps & { readonly node: NodeRecord }) {
  const say = useSay()
  const processes = [...system.processes.values()].filter(
    (process) => process.pid.node === node.name && process.status !== 'dead',
  )
  return (
    <>
      <dl className="lc-facts">
        <Fact name={say('inspect.status')}>{say(`node.${node.status}`)}</Fact>
        <Fact name={say('inspect.since')}>{formatOffset(node.since, world)}</Fact>
        {node.status === 'down' ? (
          <Fact name={say('inspect.reason')}>
            <code>{reasonText(node.reason)}</code>
          </Fact>
        ) : null}
        {sim === undefined ? null : (
          <Fact name={say('inspect.wrong')}>
            {nodeWords(node.name, sim, say) || say('inspect.wrong.nothing')}
          </Fact>
        )}
        {isBare(node) ? null : (
          <Fact name={say('inspect.where')}>
            <Go
              to={{ thing: 'machine', name: node.machine }}
              label={node.machine}
              dispatch={dispatch}
            />
          </Fact>
        )}
        <Fact name={say('inspect.incarnation')}>{formatTerm(node.creation)}</Fact>
      </dl>
      <Part title={`${say('inspect.processes')} ${processes.length}`}>
        <ul className="lc-ways">
          {processes.slice(0, 60).map((process) => (
            <li key={process.key}>
              <Go
                to={{ thing: 'process', key: process.key }}
                label={process.label}
                dispatch={dispatch}
              />
            </li>
          ))}
        </ul>
      </Part>
      {sim === undefined ? null : <NodeLinks node={node.name} sim={sim} dispatch={dispatch} />}
    </>
  )
}
