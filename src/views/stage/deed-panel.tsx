/** What a hand can do to a node, a link or a message of a simulated world: buttons, and a list. */
import { Fragment } from 'react'
import type { DiskFault } from '../../lab/index.ts'
import type { Dispatch, Selection } from '../action.ts'
import { Button } from '../button.tsx'
import { type Deed, deedKeys, deedSigns, deedsFor, diskDeed, handDiskFaults } from '../lab/deeds.ts'
import type { SimSight } from '../lab/sight.ts'
import { useSay } from '../words/say.tsx'
import { simName } from './sim-words.ts'

export interface DeedPanelProps {
  readonly selection: Selection & { readonly thing: 'node' | 'link' | 'message' }
  readonly sim: SimSight
  readonly dispatch: Dispatch
}

export function DeedPanel({ selection, sim, dispatch }: DeedPanelProps) {
  const say = useSay()
  const deeds = deedsFor(selection, sim)
  const name = simName(selection, sim, say) ?? (selection.thing === 'node' ? selection.name : '')
  if (deeds.length === 0) return <p className="lc-verbs-note">{say('deeds.arrived')}</p>
  // By place: the button that was pressed stays, and has the focus, as what takes the deed back.
  const button = (deed: Deed, place: number) => (
    <DeedButton
      key={`${place}`}
      deed={deed}
      name={deed.way ? say('deeds.way', deed.way) : name}
      onPress={() => dispatch({ type: 'lab', what: { act: 'fault', fault: deed.fault } })}
    />
  )
  const isUp = selection.thing === 'node' && deeds.length > 1
  return (
    <div
      className="lc-deeds"
      data-thing-kind={selection.thing}
      role="group"
      aria-label={say('verbs.label', { name })}
    >
      {waysOf(deeds).map((way) => {
        const these = deeds.filter((deed) => wayName(deed) === way)
        const [first] = these
        return (
          <Fragment key={way}>
            {way === '' ? null : (
              <span className="lc-label">
                {first?.way ? say('deeds.way', first.way) : say('deeds.both')}
              </span>
            )}
            <div className="lc-deeds-row">{these.map(button)}</div>
          </Fragment>
        )
      })}
      {isUp ? (
        <DiskChoice
          onChoose={(fault) => {
            const deed = diskDeed(selection.name, fault)
            dispatch({ type: 'lab', what: { act: 'fault', fault: deed } })
          }}
        />
      ) : null}
    </div>
  )
}

/** '' for what is no link's; `*` for both ways. */
function wayName({ way }: Deed): string {
  if (way === undefined) return ''
  return way === null ? '*' : `${way.from}>${way.to}`
}

function waysOf(deeds: readonly Deed[]): readonly string[] {
  return [...new Set(deeds.map(wayName))]
}

interface DeedButtonProps {
  readonly deed: Deed
  readonly name: string
  readonly onPress: () => void
}

const fatal: readonly Deed['name'][] = ['crash', 'drop', 'cut']

function DeedButton({ deed, name, onPress }: DeedButtonProps) {
  const say = useSay()
  const label = say(`deed.${deed.name}`)
  const shortcut = deedKeys[deed.name]
  return (
    <Button
      label={label}
      sign={deedSigns[deed.name]}
      kind={fatal.includes(deed.name) ? 'fatal' : 'plain'}
      data-verb={deed.name}
      aria-label={say('deed.of', { deed: label, name })}
      {...(shortcut === undefined ? {} : { shortcut })}
      onClick={onPress}
    />
  )
}

function DiskChoice({ onChoose }: { readonly onChoose: (fault: DiskFault) => void }) {
  const say = useSay()
  return (
    <select
      className="lc-field lc-deeds-disk"
      aria-label={say('deeds.disk')}
      value=""
      onChange={({ target }) => onChoose(target.value as DiskFault)}
    >
      <option value="" disabled>
        {say('deeds.disk.choose')}
      </option>
      {handDiskFaults.map((fault) => (
        <option key={fault} value={fault}>
          {say(`disk.${fault}`)}
        </option>
      ))}
    </select>
  )
}
