/** Up to a hundred and fifty nodes of a simulated world: a sign, a name and a number each. */
import { memo, useMemo } from 'react'
import type { Selection } from '../action.ts'
import { Icon } from '../icon.tsx'
import type { SimSight } from '../lab/sight.ts'
import { useMedia } from '../media.ts'
import { useSay } from '../words/say.tsx'
import { AloftLayer } from './aloft-layer.tsx'
import type { Size } from './boxes.ts'
import { BrushLayer } from './brush-layer.tsx'
import { countsOf, gravestOf } from './crowd-facts.ts'
import { CrowdSummary } from './crowd-summary.tsx'
import { downOf } from './members.ts'
import { LinkHandles, NodeFrames } from './node-frames.tsx'
import {
  clickBeside,
  drawnPairs,
  nodeOf,
  type PictureViewProps,
  useLatest,
  usePair,
} from './picture-parts.ts'
import { most, namesOf, type Places, tilesOf } from './places.ts'
import { conditionSigns, nodeWords } from './sim-words.ts'
import { useSize } from './size.ts'
import { PlacePanel } from './thing-panel.tsx'
import { chooseNear, onTileKey } from './tile-walk.ts'
import './crowd.css'

/** Links drawn at once: those of the selected node, and those that something is wrong with. */
const mostLinks = 60

export function TilesView(props: PictureViewProps & { readonly sim: SimSight }) {
  const { system, sim } = props
  const [frame, size] = useSize()
  const counts = useMemo(() => countsOf(system), [system])
  const processes = [...counts.values()].reduce((sum, count) => sum + count, 0)
  return (
    <>
      <CrowdSummary nodes={system.nodes.size} processes={processes} sim={sim} />
      <div className="lc-picture" ref={frame} tabIndex={-1}>
        {size === null ? null : <TilesPaper {...props} size={size} />}
      </div>
    </>
  )
}

export interface TilesPaperProps extends PictureViewProps {
  readonly sim: SimSight
  readonly size: Size
}

/** Also for few nodes where there is no room for their cards. */
export function TilesPaper(props: TilesPaperProps) {
  const { system, sim, selection, size, dispatch } = props
  const sheet = useMedia('(max-width: 699px)')
  const counts = useMemo(() => countsOf(system), [system])
  const names = namesOf(system)
  const order = names.join()
  // biome-ignore lint/correctness/useExhaustiveDependencies: the same names stand in the same places
  const spread = useMemo(() => tilesOf(names, size), [order, size])
  const { places } = spread
  const selectedPair = usePair(selection)
  const node = nodeOf(selection, system)
  const pairs = useMemo(() => {
    const few = places.size <= most.cards
    const near = sim.pairs.filter(({ from, to }) => few || from === node || to === node)
    const chosen = selectedPair === null ? near : [...near, selectedPair]
    return drawnPairs(places, chosen, sim.inForce).slice(0, mostLinks)
  }, [sim.pairs, sim.inForce, places, node, selectedPair])
  const choose = useLatest((thing: Selection) => chooseNear(thing, selection, dispatch))
  const sight = useMemo(() => ({ inForce: sim.inForce }), [sim.inForce])
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys work on the buttons inside
    <div
      className="lc-paper"
      style={{ width: spread.width, height: spread.height }}
      onClick={(event) => clickBeside(event, dispatch, choose)}
      onKeyDown={(event) => onTileKey(event, dispatch)}
    >
      <NodeFrames
        {...spread}
        {...{ pairs, selectedPair }}
        inForce={sim.inForce}
        brush={sim.brush}
        selected={node}
      />
      <Tiles {...{ places, counts, choose }} down={downOf(system)} sim={sight} selected={node} />
      <LinkHandles {...{ places, pairs, selectedPair, choose }} sim={sight} />
      <AloftLayer {...spread} aloft={sim.aloft} selected={selection} choose={choose} />
      {sim.brush !== null ? (
        <BrushLayer places={places} side={sim.brush} dispatch={dispatch} />
      ) : selection === null || sheet ? null : (
        <PlacePanel {...props} current={selection} places={places} size={size} />
      )}
    </div>
  )
}

interface TilesProps {
  readonly places: Places
  readonly counts: ReadonlyMap<string, number>
  readonly down: ReadonlySet<string>
  readonly sim: Pick<SimSight, 'inForce'>
  readonly selected: string | null
  readonly choose: (thing: Selection) => void
}

const Tiles = memo(function Tiles({ places, counts, down, sim, selected, choose }: TilesProps) {
  const say = useSay()
  const gravest = gravestOf(sim.inForce)
  return (
    <ul className="lc-tiles" aria-label={say('list.nodes')}>
      {[...places].map(([name, box], at) => {
        const what = gravest.get(name) ?? (down.has(name) ? 'crash' : undefined)
        const count = counts.get(name) ?? 0
        return (
          <Tile
            key={name}
            {...{ name, what, count, choose }}
            {...box}
            selected={name === selected}
            reachable={selected === null ? at === 0 : name === selected}
            sim={what === undefined ? wellSight : sim}
          />
        )
      })}
    </ul>
  )
})

const wellSight: Pick<SimSight, 'inForce'> = { inForce: [] }

interface TileProps {
  readonly name: string
  readonly what: keyof typeof conditionSigns | undefined
  readonly count: number
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly selected: boolean
  readonly reachable: boolean
  readonly sim: Pick<SimSight, 'inForce'>
  readonly choose: (thing: Selection) => void
}

const Tile = memo(function Tile(props: TileProps) {
  const { name, what, count, x, y, width, height, selected, sim } = props
  const say = useSay()
  const words = nodeWords(name, { ...sim, brush: null, pairs: [], aloft: [] }, say)
  const isDown = words === '' && what !== undefined
  const status = isDown ? say('node.down') : words === '' ? say('node.up') : words
  return (
    <li>
      <button
        type="button"
        className="lc-tile"
        data-thing={`node:${name}`}
        data-condition={what}
        style={{ transform: `translate(${x}px, ${y}px)`, width, height }}
        aria-label={`${say('node.describe', { name, status })}, ${say('nodes.processes', { count })}`}
        title={words === '' ? undefined : words}
        aria-pressed={selected}
        tabIndex={props.reachable ? 0 : -1}
        onClick={() => props.choose({ thing: 'node', name })}
      >
        <b>
          {what === undefined ? null : <Icon sign={conditionSigns[what]} size={12} />}
          {name}
        </b>
        <span>{words === '' && !isDown ? say('nodes.processes', { count }) : status}</span>
      </button>
    </li>
  )
})
