/**
 * The picture: a supervision tree over nodes and machines, drawn from a System alone. Clicking,
 * Enter or a long press selects and puts the verbs beside the thing; arrow keys walk; K kills. Of a
 * simulated world it also shows links and what is on its way; many nodes are tiles or dots.
 */
import { useMemo, useRef } from 'react'
import type { System } from '../../lab/index.ts'
import type { Dispatch, Selection } from '../action.ts'
import type { SimSight } from '../lab/sight.ts'
import { useMedia } from '../media.ts'
import type { World } from '../words/time.ts'
import { AloftLayer } from './aloft-layer.tsx'
import { isBare, type Picture, type Size } from './boxes.ts'
import { BrushLayer } from './brush-layer.tsx'
import { DotsView } from './dots-view.tsx'
import { FlightTags } from './flight-tags.tsx'
import { standing } from './forest.ts'
import { useHeldFocus } from './hold-focus.ts'
import { layout } from './layout.ts'
import { LinkHandles, NodeFrames } from './node-frames.tsx'
import {
  clickBeside,
  drawnPairs,
  nodeOf,
  type PictureViewProps,
  useLatest,
  usePair,
} from './picture-parts.ts'
import { crowdingOf, type Places, placesIn } from './places.ts'
import { useSettled } from './settle.ts'
import { useSize } from './size.ts'
import { steady } from './steady.ts'
import { ThingPanel } from './thing-panel.tsx'
import { Things } from './things.tsx'
import { tiesOf } from './ties.ts'
import { TilesPaper, TilesView } from './tiles-view.tsx'
import { firstThing } from './walk.ts'
import { walkerOf } from './walker.ts'
import { Wiring } from './wiring.tsx'

export function PictureView(props: PictureViewProps) {
  const { system, sim } = props
  const crowding = sim === undefined ? 'cards' : crowdingOf(system)
  if (sim !== undefined && crowding === 'tiles') return <TilesView {...props} sim={sim} />
  if (sim !== undefined && crowding === 'dots') return <DotsView {...props} sim={sim} />
  return <Cards {...props} />
}

function Cards(props: PictureViewProps) {
  const { system, selection } = props
  const [frame, size] = useSize()
  const keep = selection?.thing === 'process' ? selection.key : null
  const open = props.sim !== undefined ? nodeOf(selection, system) : null
  const next = useLayout(system, size, keep, open)
  const { picture, ...pointer } = useSettled(next, size)
  const held = useHeldFocus()
  const tooSmall = picture !== null && size !== null && isTooSmall(picture, size)
  return (
    <div className="lc-picture" ref={frame} tabIndex={-1} {...pointer} {...held}>
      {picture === null || size === null ? null : tooSmall && props.sim !== undefined ? (
        <TilesPaper {...props} sim={props.sim} size={size} />
      ) : (
        <Paper {...props} picture={picture} size={size} />
      )}
    </div>
  )
}

/** Cards that would have to be scrolled hide their links: from three nodes on tiles say more. */
function isTooSmall({ nodes, width, height }: Picture, size: Size): boolean {
  if (nodes.some(({ folded }) => folded !== undefined)) return false
  if (nodes.length < 3 || !nodes.every(({ record }) => isBare(record))) return false
  return width > size.width || height > size.height
}

/** Laid out anew only when something may stand elsewhere. */
function useLayout(
  system: System,
  size: Size | null,
  keep: string | null,
  open: string | null,
): Picture | null {
  const last = useRef<Laid | null>(null)
  return useMemo(() => {
    if (size === null) return null
    const { current: laid } = last
    const same = laid?.size === size && laid.keep === keep && laid.open === open
    const picture = (same && steady(laid.picture, laid.system, system)) || null
    const made = picture ?? layout(system, size, keep, open)
    const next = { system, size, keep, open, picture: made }
    last.current = next
    return next.picture
  }, [system, size, keep, open])
}

interface Laid {
  readonly system: System
  readonly size: Size
  readonly keep: string | null
  readonly open: string | null
  readonly picture: Picture
}

interface PaperProps extends PictureViewProps {
  readonly picture: Picture
  readonly size: Size
}

function Paper(props: PaperProps) {
  const { picture, size, system, selection, sim, dispatch } = props
  const sheet = useMedia('(max-width: 699px)')
  const current = useMemo(() => occupant(selection, picture), [selection, picture])
  const acting = props.world.kind !== 'recording'
  const walker = walkerOf({ picture, current, dispatch })
  const choose = useLatest(walker.choose)
  const ties = useMemo(() => tiesOf(picture, current), [picture, current])
  const start = current ?? firstThing(picture)
  const width = Math.max(picture.width, size.width)
  const height = Math.max(picture.height, size.height)
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys work on the buttons inside
    <div
      className="lc-paper"
      style={{ width, height }}
      onKeyDown={walker.onKeyDown}
      onClick={(event) => clickBeside(event, dispatch, choose)}
      onContextMenu={(event) => walker.onLongPress(event)}
    >
      {sim === undefined ? null : <Links {...{ picture, sim, current, choose, width, height }} />}
      <Wiring
        picture={picture}
        ties={ties}
        selectedNode={current?.thing === 'node' ? current.name : null}
        selectedMachine={current?.thing === 'machine' ? current.name : null}
      />
      <Things
        {...{ picture, system, acting, current, start, choose, dispatch }}
        world={useSameWorld(props.world)}
        offer={props.offer}
        inForce={sim?.inForce ?? null}
      />
      {sim === undefined ? (
        <FlightTags flights={props.flights} picture={picture} />
      ) : (
        <Aloft {...{ picture, sim, current, choose, width, height, dispatch }} />
      )}
      {current === null || sheet || sim?.brush ? null : (
        <ThingPanel {...props} acting={acting} current={current} />
      )}
    </div>
  )
}

/** The same object as long as it says the same. */
function useSameWorld({ kind, zeroMs, wallMs }: World): World {
  return useMemo(
    () => (wallMs === undefined ? { kind, zeroMs } : { kind, zeroMs, wallMs }),
    [kind, zeroMs, wallMs],
  )
}

interface SimPartProps {
  readonly picture: Picture
  readonly sim: SimSight
  readonly current: Selection | null
  readonly choose: (thing: Selection) => void
  readonly width: number
  readonly height: number
}

/** The same as long as nodes stand where they stood. */
function usePlaces(picture: Picture): Places {
  const { machines, nodes } = picture
  // biome-ignore lint/correctness/useExhaustiveDependencies: nothing else of it counts
  return useMemo(() => placesIn(picture), [machines, nodes])
}

function Links({ picture, sim, current, choose, width, height }: SimPartProps) {
  const { pairs, inForce, brush } = sim
  const places = usePlaces(picture)
  const drawn = useMemo(() => drawnPairs(places, pairs, inForce), [places, pairs, inForce])
  const selectedPair = usePair(current)
  const node = current?.thing === 'node' ? current.name : null
  const sight = useMemo(() => ({ inForce }), [inForce])
  return (
    <>
      <NodeFrames
        {...{ places, inForce, brush, selectedPair, width, height }}
        pairs={drawn}
        selected={node}
      />
      <LinkHandles {...{ places, selectedPair, choose }} sim={sight} pairs={drawn} />
    </>
  )
}

function Aloft(props: SimPartProps & { readonly dispatch: Dispatch }) {
  const { picture, sim, current, choose, width, height, dispatch } = props
  const places = usePlaces(picture)
  return (
    <>
      <AloftLayer {...{ places, width, height, choose }} aloft={sim.aloft} selected={current} />
      {sim.brush === null ? null : <BrushLayer {...{ places, dispatch }} side={sim.brush} />}
    </>
  )
}

/** Who stands now where the selected process stood, if it is on the picture. */
function occupant(selection: Selection | null, picture: Picture): Selection | null {
  const slots = picture.cells.map((cell) => cell.slot)
  const now = standing(selection, slots)
  if (now?.thing !== 'process') return now
  return slots.some(({ process }) => process.key === now.key) ? now : null
}
