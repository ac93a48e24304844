/** The lab's left column: programs, faults, promises, the dare, the clients' history. */
import type { Playback, Trace } from '../../lab/index.ts'
import type { Dispatch, LabState, World } from '../../views/index.ts'
import type { LabViews } from './lab-page.ts'

interface LabSideProps {
  readonly views: LabViews
  readonly lab: LabState
  readonly trace: Trace
  readonly playback: Playback
  readonly world: World
  readonly dispatch: Dispatch
}

export function LabSide({ views, ...props }: LabSideProps) {
  const { LabTabs, ProgramsPanel, FaultsPanel, Promises, Challenge, ClientHistoryView } = views
  const panels = {
    programs: <ProgramsPanel {...props} />,
    faults: <FaultsPanel {...props} />,
    promises: <Promises {...props} />,
    challenge: <Challenge {...props} />,
    history: props.lab.history === null ? null : <ClientHistoryView {...props} />,
  }
  return <LabTabs lab={props.lab} panels={panels} dispatch={props.dispatch} />
}
